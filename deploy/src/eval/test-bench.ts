import type { Box, FaceObservation } from '@invigil/behaviour';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Bench, Look } from './measure.js';

/** A look at an empty 100×100 picture, with whatever is given. */
export function lookOf(given: Partial<Look> = {}): Look {
  const quality = {
    brightness: 0.5,
    contrast: 0.2,
    sharpness: 100,
    change: 0.01,
    edgeSteepness: 0.3,
    burntOut: 0,
    backgroundChange: null,
    repetition: null,
  };
  return {
    type: 'frame',
    capturedAt: 0,
    width: 100,
    height: 100,
    faces: [],
    objects: null,
    quality,
    ...given,
  };
}

/** A face in the picture's middle, with whatever is given. */
export function faceOf(given: Partial<FaceObservation> = {}): FaceObservation {
  const box: Box = { x: 30, y: 30, width: 40, height: 40 };
  return {
    id: 1,
    box,
    presence: 1,
    quality: { interOcularPx: 60, sharpness: 80, brightness: 0.5, visible: 1 },
    headPose: null,
    gaze: null,
    eyes: null,
    mouth: null,
    identity: null,
    ...given,
  };
}

/** Writes files into a new folder, which the caller removes. */
export function folderOf(files: Readonly<Record<string, string>>): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'invigil-eval-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** A bench whose vision sees what is written here, by the end of the file's path. */
export function benchOf(
  data: string,
  seen: { pictures?: Readonly<Record<string, Look>>; films?: Readonly<Record<string, readonly Look[]>> } = {},
): Bench {
  const find = <T>(all: Readonly<Record<string, T>> = {}, file: string): T => {
    const found = Object.entries(all).find(([name]) => file.endsWith(name));
    if (!found) throw new Error(`the test says nothing of ${file}`);
    return found[1];
  };
  return {
    data,
    seatRates: { faces: 10, objects: 1.5 },
    lookAt: (file) => Promise.resolve(find(seen.pictures, file)),
    async *watch(file) {
      yield* find(seen.films, file);
    },
    progress: () => undefined,
  };
}

/** The value of the row of a name; throws where there is none. */
export function valueOf(rows: readonly { name: string; value: number }[], name: string): number {
  const found = rows.find((row) => row.name === name);
  if (!found) throw new Error(`no row ${name} among ${rows.map((row) => row.name).join(' | ')}`);
  return found.value;
}
