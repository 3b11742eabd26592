import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FleetError } from './fleet-error.js';
import type { FleetSeat } from './seats-csv.js';

/** Answers that are the same for several seats. What is a seat's own stands in the list, and a token in no file. */
const ANSWERS = new Set([
  '--session',
  '--camera',
  '--camera-port',
  '--candidate-user',
  '--kiosk',
  '--http-port',
  '--mqtt-port',
]);
const ALONE = new Set(['--any-system']);

/** The further answers for the installer of each profile of a list: `<profile>.profile` beside it, an option a line. Throws a FleetError. */
export function readProfiles(folder: string, seats: readonly FleetSeat[]): ReadonlyMap<string, string[]> {
  const names = new Set(seats.map(({ profile }) => profile).filter((name) => name !== ''));
  return new Map([...names].map((name) => [name, readProfile(join(folder, `${name}.profile`))]));
}

function readProfile(file: string): string[] {
  if (!existsSync(file))
    throw new FleetError(`${file}: a seat of the list has this profile, and there is no such file`);
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .flatMap((line, i) => {
      if (line === '' || line.startsWith('#')) return [];
      const [option = '', ...rest] = line.split(/\s+/);
      const isAlone = ALONE.has(option) && rest.length === 0;
      if (!isAlone && !(ANSWERS.has(option) && rest.length > 0))
        throw new FleetError(
          `${file}: line ${i + 1}: "${line}" is none of ${[...ANSWERS, ...ALONE].join(', ')} with its value`,
        );
      return isAlone ? [option] : [option, rest.join(' ')];
    });
}
