import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readIdentity } from '@invigil/device';
import { initPki, openPki } from '@invigil/hub/boundaries';
import * as fc from 'fast-check';
import { ACCEPTED, type Boundary, type Target, target } from '../boundary.js';
import { damaged } from '../mutate.js';
import { pem } from './enrolment.js';
import { codeOf } from './read-outcome.js';

const FILES = ['ca.crt', 'ca.key', 'hub.crt', 'hub.key'] as const;

/** Certificates and keys that a hub and a seat read from their folders. */
export const certificates: Boundary = {
  name: 'certificates and keys in files',
  weight: 0.5,
  open: openFolders,
};

async function openFolders(folder: string): Promise<Target> {
  const made = { centre: 'fuzz', names: ['localhost'], now: Date.now() };
  await initPki(folder, made);
  const own = join(folder, 'pki');
  const whole = new Map(FILES.map((name) => [name, readFileSync(join(own, name))]));
  const seat = join(folder, 'seat');
  mkdirSync(seat);
  const inputs = fc.constantFrom(...FILES).chain((name) => {
    const text = whole.get(name) ?? Buffer.alloc(0);
    const label = /BEGIN ([A-Z ]+)-/.exec(text.toString())?.[1] ?? '';
    const der = Buffer.from(text.toString().replace(/-----.*-----|\s/g, ''), 'base64');
    return fc
      .oneof(
        damaged(fc.constant(text)),
        damaged(fc.constant(der)).map((bytes) => Buffer.from(pem(label, bytes))),
      )
      .map((bytes) => ({ name, bytes }));
  });
  return target(inputs, async ({ bytes, name }) => {
    for (const [file, text] of whole) writeFileSync(join(own, file), file === name ? bytes : text);
    for (const [from, to] of [
      ['hub.crt', 'seat.crt'],
      ['hub.key', 'seat.key'],
      ['ca.crt', 'ca.crt'],
    ] as const)
      copyFileSync(join(own, from), join(seat, to));
    try {
      readIdentity(seat);
      await openPki(folder, made);
      return ACCEPTED;
    } catch (cause) {
      return codeOf(cause);
    }
  });
}
