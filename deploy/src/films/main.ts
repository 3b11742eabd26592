import { Command } from 'commander';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { composeApart } from './compose-apart.js';
import { isFilmThere } from './film-files.js';
import { FilmsError } from './films-error.js';
import { SCENARIOS, scenariosNamed, type Scenario } from './scenarios.js';

// From src/films and from dist/films alike.
const DEFAULT_FOLDER = fileURLToPath(new URL('../../films', import.meta.url));

const command = new Command('films')
  .description('Composes the demo films whose truth is known. A film that is already there is left as it is.')
  .option('--out <folder>', 'where the films go', DEFAULT_FOLDER)
  .option('--only <names...>', `only these films: ${SCENARIOS.map((one) => one.name).join(', ')}`)
  .option('--force', 'compose them even where they are already there', false)
  .option('--check', 'compose nothing; only say which films are not there', false)
  .addHelpText('after', '\nExit code: 0 all films are there, 1 a film is not, 2 wrong arguments.')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .action(run);

try {
  await command.parseAsync();
} catch (error) {
  console.error(error instanceof FilmsError ? `films: ${error.message}` : error);
  process.exit(error instanceof FilmsError && error.code === 'unknown-film' ? 2 : 1);
}

async function run(options: { out: string; only?: string[]; force: boolean; check: boolean }): Promise<void> {
  const { out, only, force, check } = options;
  const wanted: Scenario[] = [];
  for (const scenario of only ? scenariosNamed(only) : SCENARIOS) {
    if (!check && force) wanted.push(scenario);
    else if (!(await isFilmThere(out, scenario))) wanted.push(scenario);
    else if (!check) console.log(`${scenario.name}: already there`);
  }
  const [first, ...others] = wanted;
  if (!first) return;
  if (check) {
    console.log(`not there: ${wanted.map(({ name }) => name).join(', ')}`);
    process.exitCode = 1;
  } else if (others.length === 0) {
    await compose(out, first);
  } else {
    const atOnce = Math.min(wanted.length, availableParallelism());
    console.log(`composing ${wanted.length} films, ${atOnce} at a time …`);
    const films = wanted.map(({ name }) => ['--force', '--out', out, '--only', name]);
    if ((await composeApart(fileURLToPath(import.meta.url), films, atOnce)) > 0) process.exitCode = 1;
  }
}

/** One line; on a terminal it counts up in place. */
async function compose(folder: string, scenario: Scenario): Promise<void> {
  const { name, recipe } = scenario;
  const startedAt = performance.now();
  // Loaded only here: OpenCV takes longer to load than a check may take.
  const { composeFilm } = await import('./compose.js');
  const bytes = await composeFilm(folder, scenario, (frames) => {
    if (process.stdout.isTTY)
      process.stdout.write(`\r${name}: ${Math.round((100 * frames) / recipe.frames)} %`);
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const clear = process.stdout.isTTY ? '\r' : '';
  console.log(`${clear}${name}: composed in ${seconds} s (${(bytes / 1e6).toFixed(0)} MB)`);
}
