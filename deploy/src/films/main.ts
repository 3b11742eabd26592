import { Command } from 'commander';
import { fileURLToPath } from 'node:url';
import { composeFilms, type FilmProgress } from './compose.js';
import { FilmsError } from './films-error.js';
import { SCENARIOS } from './scenarios.js';

// From src/films and from dist/films alike.
const DEFAULT_FOLDER = fileURLToPath(new URL('../../films', import.meta.url));

const command = new Command('films')
  .description('Composes the demo films whose truth is known. A film that is already there is left as it is.')
  .option('--out <folder>', 'where the films go', DEFAULT_FOLDER)
  .option('--only <names...>', `only these films: ${SCENARIOS.map((one) => one.name).join(', ')}`)
  .option('--force', 'compose them even where they are already there', false)
  .addHelpText('after', '\nExit code: 0 all films are there, 1 a film could not be made, 2 wrong arguments.')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .action(async (options: { out: string; only?: string[]; force: boolean }) => {
    await composeFilms({
      outDir: options.out,
      ...(options.only && { names: options.only }),
      force: options.force,
      onProgress: report,
    });
  });

try {
  await command.parseAsync();
} catch (error) {
  console.error(error instanceof FilmsError ? `films: ${error.message}` : error);
  process.exit(error instanceof FilmsError && error.code === 'unknown-film' ? 2 : 1);
}

/** One line a film; on a terminal it counts up in place. */
function report(progress: FilmProgress): void {
  const { film } = progress;
  switch (progress.state) {
    case 'already-there':
      console.log(`${film}: already there`);
      break;
    case 'composing':
      if (process.stdout.isTTY) {
        process.stdout.write(`\r${film}: ${Math.round((100 * progress.frames) / progress.of)} %`);
      }
      break;
    case 'composed': {
      const megabytes = (progress.bytes / 1e6).toFixed(0);
      const clear = process.stdout.isTTY ? '\r' : '';
      console.log(`${clear}${film}: composed in ${progress.seconds.toFixed(1)} s (${megabytes} MB)`);
      break;
    }
  }
}
