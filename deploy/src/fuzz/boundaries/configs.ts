import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeviceConfig, loadDeviceConfig } from '@invigil/device';
import { HubConfig, loadHubConfig } from '@invigil/hub';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { ACCEPTED, type Boundary, type Outcome, target } from '../boundary.js';
import { valuesOf } from '../from-schema.js';
import { damaged, mutated } from '../mutate.js';
import { fuzzConfig } from '../fuzz-hub.js';
import type { Json } from '../wild.js';
import { codeOf } from './read-outcome.js';

/** What YAML can say and JSON can't. */
const YAML_TRICKS = [
  'a: &a [x, x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nd: &d [*c, *c, *c, *c]\ne: [*d, *d, *d, *d]\n',
  'centre: &x { <<: *x }\n',
  'centre: !!js/function "function () {}"\n',
  'centre: !!binary |\n  AAAA\n',
  '? [a, b]\n: c\n',
  'rooms:\n- - - - - - x\n',
  '%YAML 9.9\n---\na: b\n',
  'a: b\n---\nc: d\n',
  'centre: fuzz\ncentre: fuzz\n',
  '\tcentre: fuzz\n',
  '__proto__: { polluted: true }\n',
  'dataDir: "\\0"\n',
  'http: { port: 0o17, loginsPerMinute: .inf }\n',
];
const SEAT: Json = {
  seat: { centre: 'fuzz', room: 'r1', seat: 's0' },
  hub: {
    mqttUrl: 'mqtt://127.0.0.1:1883',
    httpUrl: 'http://127.0.0.1:8080',
    token: 'a-token-of-the-fuzzed-seat',
  },
};

function yamlOf(values: fc.Arbitrary<Json>): fc.Arbitrary<Buffer> {
  const text = mutated(values).map((value) => Buffer.from(stringify(value)));
  const tricks = fc
    .tuple(text, fc.constantFrom(...YAML_TRICKS))
    .map(([one, trick]) => Buffer.concat([one, Buffer.from(trick)]));
  return damaged(fc.oneof({ weight: 9, arbitrary: text }, { weight: 1, arbitrary: tricks }));
}

/** The hub's configuration file. */
export const hubConfig: Boundary = {
  name: 'configuration of the hub',
  weight: 2,
  open: (folder) => {
    const usual: Json = JSON.parse(JSON.stringify(fuzzConfig('./data', 2)));
    return files(
      folder,
      yamlOf(fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, valuesOf(HubConfig))),
      loadHubConfig,
    );
  },
};

/** The seat's configuration file. */
export const seatConfig: Boundary = {
  name: 'configuration of the seat',
  weight: 2,
  open: (folder) =>
    files(
      folder,
      yamlOf(fc.oneof({ weight: 3, arbitrary: fc.constant(SEAT) }, valuesOf(DeviceConfig))),
      loadDeviceConfig,
    ),
};

function files(folder: string, texts: fc.Arbitrary<Buffer>, load: (file: string) => unknown) {
  const file = join(folder, 'config.yaml');
  return target(texts, (text): Outcome => {
    writeFileSync(file, text);
    try {
      load(file);
    } catch (cause) {
      return codeOf(cause);
    }
    if ('polluted' in {}) throw new Error('the prototype of every object was changed');
    return ACCEPTED;
  });
}
