import { openEye, toldBy } from '../eval/eye.js';
import { allFilms, planFilms } from './films-of.js';
import { ObservationCache } from './observation-cache.js';
import { optionsOf } from './options.js';
import { recordFilm } from './record.js';

// One process of several that record what is not recorded yet; `main.ts` starts them.
const { cache: folder, shard, ...plan } = optionsOf(process.argv);
const films = allFilms(await planFilms(plan)).filter((_film, i) => i % shard.of === shard.at);
const eye = await openEye();
const cache = new ObservationCache(folder, { made: eye.made, told: toldBy(eye.made.nets) });
for (const film of films) {
  if (cache.has(film.name, film.recipe)) continue;
  const startedAt = performance.now();
  cache.write(film.name, film.recipe, await recordFilm(eye, film));
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(`${film.name}: ${film.lengthMs / 1000} s of film in ${seconds.toFixed(1)} s`);
}
process.exit(0);
