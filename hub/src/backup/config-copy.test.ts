import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { HubError } from '../lib/hub-error.js';
import { SealError } from '../lib/sealed-file.js';
import { tempFolder } from '../lib/testing.js';
import { copyConfig, openConfigCopy } from './config-copy.js';

const PASSWORD = 'of the database, for this test';

/** A configuration that names the file of a password and the hub's key. */
function setUp() {
  const etc = tempFolder();
  const yaml = join(etc, 'hub.yaml');
  writeFileSync(
    yaml,
    `centre: north\nkeyFile: hub.key\ndataDir: ${etc}\ndatabase: { url: 'postgres://hub@127.0.0.1/hub', passwordFile: db.password }\n`,
  );
  writeFileSync(join(etc, 'db.password'), `${PASSWORD}\n`);
  writeFileSync(join(etc, 'hub.key'), 'ab'.repeat(32));
  return { etc, yaml, folder: tempFolder(), key: randomBytes(32) };
}

test('the configuration goes into a backup sealed, with the files that it names and without the hub’s key', async () => {
  const { folder, key, yaml } = setUp();
  assert.equal(await copyConfig(yaml, folder, undefined), false, 'never in plain');
  assert.deepEqual(readdirSync(folder), []);
  assert.equal(await copyConfig(yaml, folder, key), true);
  const file = join(folder, 'config.sealed');
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const bytes = readFileSync(file);
  for (const secret of [PASSWORD, 'postgres', 'ab'.repeat(32)]) assert.ok(!bytes.includes(secret));
  await assert.rejects(openConfigCopy(folder, randomBytes(32)), SealError);
  const copy = await openConfigCopy(folder, key);
  assert.deepEqual(
    copy.files.map(({ is, path }) => [path.split('/').at(-1), is]),
    [
      ['hub.yaml', 'same'],
      ['db.password', 'same'],
    ],
  );
  assert.deepEqual(await copy.write(1, true), [], 'what is the same is not touched');
});

test('comes back to a bare machine; one that is there is left alone, or kept under another name where that is wished', async () => {
  const { etc, folder, key, yaml } = setUp();
  await copyConfig(yaml, folder, key);
  rmSync(join(etc, 'db.password'));
  writeFileSync(yaml, 'centre: another\n');
  const copy = await openConfigCopy(folder, key);
  assert.deepEqual(
    copy.files.map(({ is }) => is),
    ['other', 'new'],
  );
  assert.deepEqual(await copy.write(7, false), [`${join(etc, 'db.password')}: written`]);
  assert.equal(readFileSync(join(etc, 'db.password'), 'utf8'), `${PASSWORD}\n`);
  assert.equal(statSync(join(etc, 'db.password')).mode & 0o777, 0o640);
  assert.equal(readFileSync(yaml, 'utf8'), 'centre: another\n');
  await (await openConfigCopy(folder, key)).write(7, true);
  assert.match(readFileSync(yaml, 'utf8'), /^centre: north\n/);
  assert.equal(readFileSync(`${yaml}.before-7`, 'utf8'), 'centre: another\n');
});

test('a configuration that can’t be read keeps no record from its backup; a backup without one says so', async () => {
  const { folder, key, yaml } = setUp();
  writeFileSync(yaml, 'centre: [');
  assert.equal(await copyConfig(yaml, folder, key), false);
  await assert.rejects(
    openConfigCopy(folder, key),
    (error) => error instanceof HubError && error.code === 'not-there',
  );
});
