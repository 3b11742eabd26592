import { Command } from 'commander';
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { allReached, report } from '../bench/rows.js';
import { EvalError } from './eval-error.js';
import type { Bench, Measure } from './measure.js';
import { MEASURES, measuresNamed } from './measures.js';
import { runMeasures } from './run-measures.js';

/** A folder with none of these is not one of labelled pictures and films. */
const FOLDERS = ['headpose', 'clips', 'faces', 'identity', 'objects'];

const command = new Command('eval')
  .description(
    'What the seat’s own vision says on labelled real pictures and films, beside what is to be reached.',
  )
  .requiredOption('--data <folder>', `folder with ${FOLDERS.join('/, ')}/ or some of them`)
  .option(
    '--json <file>',
    'write the figures as rows of {name, value, unit, n, goal, pass}, with the nets’ hashes',
  )
  .option('--only <names...>', `only these measures: ${MEASURES.map(({ name }) => name).join(', ')}`)
  .addHelpText('after', '\nExit codes: 0 every goal measured is reached · 1 one is missed · 2 wrong usage')
  .exitOverride((end) => process.exit(end.exitCode === 0 ? 0 : 2))
  .action(run);

try {
  await command.parseAsync();
} catch (error) {
  console.error(error instanceof EvalError ? `eval: ${error.message}` : error);
  process.exit(error instanceof EvalError && error.code !== 'bad-labels' ? 2 : 1);
}

async function run(options: { data: string; json?: string; only?: string[] }): Promise<void> {
  const measures: readonly Measure[] = options.only ? measuresNamed(options.only) : MEASURES;
  const data = resolve(options.data);
  if (!FOLDERS.some((folder) => existsSync(join(data, folder)))) {
    throw new EvalError('no-data', `${data} has none of ${FOLDERS.join('/, ')}/`);
  }
  // Loaded only here: OpenCV takes longer to load than help may take.
  const { openEye, SEAT_RATES } = await import('./eye.js');
  const { watchFilm } = await import('./watch-film.js');
  const { readPicture } = await import('@invigil/device');
  const eye = await openEye();
  const crowdEyes = new Map<number, typeof eye>();
  const eyeFor = async (maxFaces: number): Promise<typeof eye> => {
    const made = crowdEyes.get(maxFaces) ?? (await openEye({ maxFaces }));
    crowdEyes.set(maxFaces, made);
    return made;
  };
  const bench: Bench = {
    data,
    seatRates: SEAT_RATES,
    async lookAt(file, { maxFaces, objects }) {
      const looking = maxFaces === undefined ? eye : await eyeFor(maxFaces);
      await looking.forget();
      return looking.look(await readPicture(file), 0, { objects });
    },
    watch: (file, rates) => watchFilm(eye, file, rates),
    progress(done, total) {
      if (process.stderr.isTTY) process.stderr.write(done < total ? `\r  ${done} of ${total} ` : '\r\x1b[K');
    },
  };
  const { notes, rows, skipped } = await runMeasures(measures, bench, (line) => console.error(line));
  const { inference, nets } = eye.made;

  console.log(`\n${inference.runtime} on ${inference.provider}; nets, SHA-256:`);
  for (const { name, sha256 } of nets) console.log(`  ${name.padEnd(16)} ${sha256}`);
  console.log('');
  report(rows, undefined);
  for (const { measure, note } of notes) console.log(`· ${measure}: ${note}`);
  for (const { measure, why } of skipped) console.log(`· ${measure}: not measured, ${why}`);
  if (options.json !== undefined) {
    writeFileSync(options.json, `${JSON.stringify({ inference, nets, rows, notes, skipped }, null, 2)}\n`);
  }
  // A row without a goal is only told: it can miss nothing, even where it is NaN.
  process.exitCode = allReached(rows) ? 0 : 1;
}
