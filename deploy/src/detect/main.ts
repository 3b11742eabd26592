import { canonicalPolicy, Policy } from '@invigil/contract';
import { sha256Hex } from '@invigil/hub';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { allReached, report } from '../bench/rows.js';
import { openEye, toldBy } from '../eval/eye.js';
import { composeApart } from '../films/compose-apart.js';
import { allFilms, planFilms } from './films-of.js';
import { judgeAll } from './judge-all.js';
import { ObservationCache } from './observation-cache.js';
import { optionsOf } from './options.js';
import { calmRows, clipRows, fairnessRows } from './other-rows.js';
import { photoRows } from './photo-rows.js';
import { hoursNote, scenarioRows } from './scenario-rows.js';

const { cache: folder, jobs, json, onlyRecorded, shard: _shard, ...plan } = optionsOf(process.argv);
const films = await planFilms(plan);
const { made } = await openEye();
const cache = new ObservationCache(folder, { made, told: toldBy(made.nets) });
const missing = allFilms(films).filter(({ name, recipe }) => !cache.has(name, recipe));
if (missing.length > 0 && !onlyRecorded) {
  const hours = missing.reduce((sum, { lengthMs }) => sum + lengthMs, 0) / 3_600_000;
  console.log(
    `looking at ${missing.length} films, ${hours.toFixed(1)} h; what is done is kept if this is stopped …`,
  );
  const recorder = fileURLToPath(new URL('record-main.js', import.meta.url));
  const shards = Array.from({ length: jobs }, (_, i) => [
    ...process.argv.slice(2),
    '--shard',
    `${i}/${jobs}`,
  ]);
  if ((await composeApart(recorder, shards, jobs)) > 0) process.exit(1);
}

const policy = Policy.parse({});
const judged = judgeAll(films, ({ name, recipe }) => cache.read(name, recipe), policy);
const rows = [
  ...scenarioRows(judged.scenarios),
  ...clipRows(judged.clips),
  ...photoRows(judged.photos),
  ...calmRows(judged.calm),
  ...fairnessRows(judged.fairness),
];
const policyHash = sha256Hex(canonicalPolicy(policy));
console.log(`\n${hoursNote(judged.scenarios)}; policy ${policyHash}; nets, SHA-256:`);
for (const { name, sha256 } of made.nets) console.log(`  ${name.padEnd(16)} ${sha256}`);
console.log('');
report(rows, undefined);
if (json !== undefined) writeFileSync(json, `${JSON.stringify({ policyHash, ...made, rows }, null, 2)}\n`);
process.exit(allReached(rows) ? 0 : 1);
