import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { after, before, test } from 'node:test';

const run = promisify(execFile);
const dashboard = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'invigil-locales-'));
});

after(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('every text of the app is there in German, and the module that pages load is of today', async () => {
  const config = {
    sourceLocale: 'en',
    targetLocales: ['de'],
    inputFiles: [join(dashboard, 'src/**/*.ts')],
    output: {
      mode: 'runtime',
      outputDir: folder,
      localeCodesModule: join(folder, 'codes.ts'),
      language: 'ts',
    },
    interchange: { format: 'xliff', xliffDir: join(dashboard, 'locales') },
  };
  const file = join(folder, 'lit-localize.json');
  await writeFile(file, JSON.stringify(config));
  const { stdout, stderr } = await run('npx', ['--no-install', 'lit-localize', 'build', '--config', file], {
    cwd: dashboard,
  });
  const missing = `${stdout}${stderr}`.split('\n').filter((line) => line.includes('is missing'));
  assert.deepEqual(
    missing,
    [],
    'run `npm run locale -w dashboard` and fill the empty targets in dashboard/locales/de.xlf',
  );
  const made = await readFile(join(folder, 'de.ts'), 'utf8');
  const kept = await readFile(join(dashboard, 'src/locales/de.ts'), 'utf8');
  assert.equal(kept, made, 'run `npm run locale -w dashboard`');
  assert.doesNotMatch(
    made,
    /&(?:lt|gt|amp);/,
    'a sign that HTML writes in another way is drawn as it is written there',
  );
});
