import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { readEnrolment } from '@invigil/contract';
import { sha256Hex } from './lib/sha256.js';
import { onlySqlite } from './lib/test-database.js';
import { BOOT, chained, hashed, riskAt, tempFolder, testStore } from './lib/testing.js';
import { version } from './lib/version.js';
import { bootId, insertRows, rowsOf, saveSessions } from './store/events.js';
import { openDatabase } from './store/open-database.js';
import { beginTotp, confirmTotp, findTotp } from './store/second-factor.js';
import { dropAuditGuards } from './store/test-guards.js';
import { findUser } from './store/users.js';

function hub(args: string[], input = '') {
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  const run = spawnSync(process.execPath, ['--conditions=source', '--import', 'tsx', main, ...args], {
    input,
  });
  return { code: run.status, out: run.stdout.toString(), err: run.stderr.toString() };
}

function configFile(text: string): string {
  const file = join(tempFolder(), 'hub.yaml');
  // On whatever database the tests run.
  const { database } = testStore(join(file, '..', 'data'));
  writeFileSync(file, database === undefined ? text : `${text}database: ${database.url}\n`);
  return file;
}

test('refuses an unknown key in one line with its path and the nearest known name', () => {
  const file = configFile('centre: north\nhttp:\n  prot: 80\n');
  const { code, err } = hub(['run', '--config', file]);
  assert.equal(code, 2);
  assert.match(err, /^[^\n]*hub\.yaml: http\.prot: unknown key; did you mean "port"\?[^\n]*\n$/);
});

test('refuses a file that is not there, and a command line that it does not know', () => {
  assert.deepEqual([hub(['run', '--config', '/nowhere.yaml']).code, hub(['fly']).code], [2, 2]);
  assert.equal(hub(['--help']).code, 0);
});

test('verifies a store: 0 where each chain is whole, 1 and the place where one is not, 2 without a configuration', async () => {
  const file = configFile('centre: north\n');
  const db = await openDatabase(testStore(join(file, '..', 'data')));
  await db.insertInto('seat').values({ centre: 'north', room: 'r2', seat: 'a1' }).execute();
  const id = await bootId(db, 1, BOOT);
  const events = chained([riskAt(1, 1000, 1), riskAt(2, 2000, 2), riskAt(3, 3000, 3)]);
  await insertRows(db, rowsOf({ seatId: 1, bootId: id }, events.map(hashed), 0));
  const whole = hub(['verify', '--config', file]);
  assert.deepEqual([whole.code, whole.out], [0, '3 events in 1 boots, 0 boots not whole\n']);
  await db.updateTable('event').set({ at: 2001 }).where('seq', '=', 2).execute();
  await db.destroy();
  const json = join(file, '..', 'found.json');
  const found = hub(['verify', '--config', file, '--json', json]);
  assert.equal(found.code, 1);
  assert.match(found.out, /^north\/r2\/a1 a{16}: event 2 was changed after it was stored\n3 events/);
  assert.match(readFileSync(json, 'utf8'), /"seq": 2,\s+"flaw": "changed"/);
  assert.equal(hub(['verify', '--config', file, '--session', 'maths']).code, 0, 'none is of that session');
  assert.equal(hub(['verify', '--config', '/nowhere.yaml']).code, 2);
});

test('makes a token whose hash is the one to write down', () => {
  const { out } = hub(['seat', 'token', 'r2/a1']);
  const token = /^token: (\S+)$/m.exec(out)?.[1] ?? '';
  assert.ok(token.length >= 43);
  assert.ok(out.includes(`tokenHash: ${sha256Hex(token)}`));
  assert.equal(hub(['seat', 'token', 'R2']).code, 2);
});

test('makes users: with the password that it is given, or one that it prints once', async () => {
  const file = configFile('centre: north\n');
  assert.equal(hub(['user', 'add', 'eva', '-c', file], 'long enough\n').out, 'user eva made\n');
  assert.match(
    hub(['user', 'add', 'max', '-c', file, '--role', 'admin']).out,
    /^user max made, password: \S{16}\n$/,
  );
  const again = hub(['user', 'add', 'EVA', '-c', file], 'long enough\n');
  assert.deepEqual([again.code, again.err], [1, 'there is a user EVA already\n']);
  const short = hub(['user', 'add', 'kim', '-c', file], 'short\n');
  assert.match(short.err, /8–256 characters/);
  const db = await openDatabase(testStore(join(file, '..', 'data')));
  const eva = await findUser(db, 'Eva');
  assert.match(eva?.passwordHash ?? '', /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  await db.destroy();
});

test('a given password is to be changed unless it is the user’s own, and a lost second factor is taken off', async () => {
  const file = configFile('centre: north\n');
  assert.equal(hub(['user', 'add', 'eva', '-c', file], 'long enough\n').code, 0);
  assert.equal(hub(['user', 'add', 'kim', '-c', file, '--keep-password'], 'long enough\n').code, 0);
  const db = await openDatabase(testStore(join(file, '..', 'data')));
  const [eva, kim] = [await findUser(db, 'eva'), await findUser(db, 'kim')];
  assert.deepEqual([eva?.mustChangePassword, kim?.mustChangePassword], [true, undefined]);
  await beginTotp(db, eva?.id ?? 0, 'JBSWY3DPEHPK3PXP');
  await confirmTotp(db, eva?.id ?? 0, ['a'.repeat(64)], 1);
  assert.equal(hub(['user', 'totp-off', 'EVA', '-c', file]).out, 'the second factor of eva is off\n');
  assert.equal(await findTotp(db, eva?.id ?? 0), undefined);
  await db.destroy();
  const again = hub(['user', 'totp-off', 'eva', '-c', file]);
  assert.deepEqual([again.code, again.err], [1, 'eva has no second factor\n']);
  assert.match(hub(['audit', 'verify', '-c', file]).out, /^whole: 3 rows/);
});

test('does to users what the page of an administrator does', async () => {
  const file = configFile('centre: north\nrooms:\n  - { room: r2, name: Two, rows: 1, columns: 1 }\n');
  assert.equal(hub(['user', 'add', 'ada', '-c', file, '--role', 'admin'], 'long enough\n').code, 0);
  const last = hub(['user', 'disable', 'ada', '-c', file]);
  assert.deepEqual([last.code, /another administrator/.test(last.err)], [1, true]);
  assert.equal(hub(['user', 'add', 'max', '-c', file], 'long enough\n').code, 0);
  const change = ['user', 'change', 'max', '-c', file, '--role', 'invigilator', '--room'];
  assert.equal(hub([...change, 'r2']).out, 'max: invigilator r2\n');
  assert.equal(hub([...change, 'r9']).err, 'there is no room r9\n');
  assert.equal(hub(['user', 'disable', 'MAX', '-c', file]).out, 'max may not sign in any more\n');
  assert.match(hub(['user', 'reset-password', 'max', '-c', file]).out, /first log-in\): \S{16}\n$/);
  const list = hub(['user', 'list', '-c', file]).out;
  assert.equal(list, 'ada · admin · never signed in\nmax · invigilator · r2 · never signed in · disabled\n');
  assert.match(hub(['audit', 'verify', '-c', file]).out, /^whole: 5 rows/);
});

test('gives an invigilator rooms, and follows the audit log to where it is broken', async () => {
  const file = configFile('centre: north\nrooms:\n  - { room: r2, name: Two, rows: 1, columns: 1 }\n');
  assert.equal(hub(['user', 'add', 'eva', '-c', file, '--room', 'r2'], 'long enough\n').code, 0);
  const nowhere = hub(['user', 'add', 'max', '-c', file, '--room', 'r9'], 'long enough\n');
  assert.deepEqual([nowhere.code, nowhere.err], [1, 'there is no room r9\n']);
  const whole = hub(['audit', 'verify', '-c', file]);
  assert.match(`${whole.code} ${whole.out}`, /^0 whole: 1 rows, head [0-9a-f]{64}\n$/);
  const db = await openDatabase(testStore(join(file, '..', 'data')));
  assert.deepEqual((await findUser(db, 'eva'))?.rooms, ['r2']);
  await dropAuditGuards(db);
  await sql`update audit set subject = 'max admin'`.execute(db);
  await db.destroy();
  const broken = hub(['audit', 'verify', '-c', file]);
  assert.match(`${broken.code} ${broken.err}`, /^1 broken at row 1: its content is not what was hashed/);
  assert.equal(hub(['audit', 'verify', '-c', '/nowhere.yaml']).code, 2);
});

test('makes a centre once: authority, administrator, and a token for a seat', async () => {
  const file = configFile(
    'centre: north\nhttp: { host: 10.0.0.5, tls: auto }\npki: { names: [localhost, hub.north.example] }\n' +
      'rooms: [{ room: r2, name: R, rows: 1, columns: 1, seats: [{ seat: a1, label: A1, row: 1, column: 1 }] }]\n',
  );
  const first = hub(['init', '-c', file]);
  assert.equal(first.code, 0, first.err);
  assert.match(first.out, /^authority of north made/);
  assert.match(
    first.out,
    /administrator admin made, password \(printed only now, to be changed at the first log-in\): \S{16}\n$/,
  );
  const again = hub(['init', '-c', file]);
  assert.equal(again.code, 0);
  assert.match(again.out, /already; nothing of it was changed[^]*there is a user admin already\n$/);
  const { out } = hub(['seat', 'enrol-token', 'r2/a1', '-c', file]);
  const read = readEnrolment(out.split('\n')[1] ?? '');
  assert.equal(read?.hub, 'https://hub.north.example:8080');
  assert.ok(first.out.includes(`fingerprint: ${read?.ca}`));
  const shown = hub(['seat', 'enrol-token', 'r2/a1', '-c', file, '--qr']).out.split('\n');
  const modules = shown.filter((line) => /^[ ▀▄█]{40,}$/.test(line));
  // As a QR code is, half as many lines as columns: two modules stand in one character.
  assert.equal(modules.length, Math.ceil((modules[0]?.length ?? 0) / 2));
  assert.equal(hub(['seat', 'enrol-token', 'r2/a9', '-c', file]).code, 1);
  assert.deepEqual(
    [hub(['certificate', 'list', '-c', file]).out, hub(['certificate', 'renew', '-c', file]).code],
    ['', 0],
  );
  assert.equal(hub(['certificate', 'revoke', 'AB', '-c', file]).code, 1);
});

test('refuses to listen on a network in the clear, in one line', () => {
  for (const clear of ['http: { host: 0.0.0.0 }', 'mqtt: { embedded: { host: 192.168.0.2 } }']) {
    const { code, err } = hub(['run', '--config', configFile(`centre: north\n${clear}\n`)]);
    assert.equal(code, 2);
    assert.match(
      err,
      /^[^\n]*(http|mqtt\.embedded)\.tls: must be auto[^\n]*unless host is the loopback[^\n]*\n$/,
    );
  }
});

test('says the version of its package', () => {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  assert.ok(text.includes(`"version": "${version}"`));
});

test(
  'backs up, restores, and says what to do with a store that it can not read',
  onlySqlite('its copy is a file that the hub makes'),
  async () => {
    const file = configFile('centre: north\nbackup:\n  folder: saved\n');
    const data = join(file, '..', 'data');
    await (await openDatabase(testStore(data))).destroy();
    const { code, out } = hub(['backup', '-c', file]);
    assert.equal(code, 0);
    const copy = /^(.+\.sqlite): 0 events of 0 seats, checked; 0 files were new$/m.exec(out)?.[1] ?? '';
    writeFileSync(join(data, 'hub.sqlite'), 'this is no store any more');
    const refused = hub(['user', 'add', 'eva', '-c', file], 'long enough\n');
    assert.match(refused.err, /hub\.sqlite: can't be opened: .*`invigil-hub restore`/);
    assert.equal(readFileSync(join(data, 'hub.sqlite'), 'utf8'), 'this is no store any more');
    const back = hub(['restore', copy, '-c', file]);
    assert.equal(back.err, '');
    assert.match(back.out, /what was there before: .*hub\.sqlite\.before-\d+$/m);
    assert.equal(hub(['user', 'add', 'eva', '-c', file], 'long enough\n').code, 0);
  },
);

/** Makes a store in which a session holds one event of two days ago. */
async function keepOneEvent(folder: string): Promise<void> {
  const db = await openDatabase(testStore(join(folder, 'data')));
  await db.insertInto('seat').values({ centre: 'north', room: 'r2', seat: 'a1' }).execute();
  const id = await bootId(db, 1, BOOT);
  await saveSessions(db, id, ['maths']);
  const events = chained([riskAt(1, 1000, 1, { session: 'maths' })]);
  await insertRows(db, rowsOf({ seatId: 1, bootId: id }, events.map(hashed), Date.now() - 2 * 86_400_000));
  await db.destroy();
}

test('says what is kept until when, hands it out, erases it, and lists the receipt', async () => {
  const file = configFile('centre: north\nretention: { appealDays: 1, recordDays: 3650 }\n');
  const folder = join(file, '..');
  await keepOneEvent(folder);
  const config = ['--config', file];
  assert.match(hub(['retention', '--dry-run', ...config]).out, /^r2\/a1 maths: record \d{4}-/);
  assert.equal(hub(['retention', ...config]).out, 'nothing is due\n');
  const zip = join(folder, 'kim.zip');
  assert.equal(hub(['export', 'r2/a1', 'maths', '--out', zip, ...config]).code, 0);
  assert.equal(readFileSync(zip).subarray(0, 2).toString(), 'PK');
  assert.equal(statSync(zip).mode & 0o777, 0o600);
  const erased = hub(['erase', 'r2/a1', 'maths', '--reason', 'asked by the candidate', ...config]);
  assert.match(
    erased.out,
    /r2\/a1 maths evidence\+track\+record \(1 events\), request of \w+: asked by the candidate, receipt [0-9a-f]{64}\n$/,
  );
  const again = hub(['erase', 'r2/a1', 'maths', '--reason', 'asked by the candidate', ...config]);
  assert.deepEqual([again.code, /nothing of this session is kept/.test(again.err)], [1, true]);
  const receipts = hub(['receipts', ...config]);
  assert.deepEqual([receipts.code, receipts.out.startsWith('1 whole: ')], [0, true]);
  assert.match(hub(['verify', ...config]).out, /^0 events in 1 boots, 0 boots not whole, 1 events erased/);
});

test(
  'erases again what was erased on request since the backup that it restores',
  onlySqlite('its copy is a file that the hub makes'),
  async () => {
    const file = configFile('centre: north\nretention: { appealDays: 1, recordDays: 3650 }\n');
    const folder = join(file, '..');
    const config = ['--config', file];
    await keepOneEvent(folder);
    assert.equal(hub(['backup', '--to', join(folder, 'backups'), ...config]).code, 0);
    assert.equal(hub(['erase', 'r2/a1', 'maths', '--reason', 'asked for', ...config]).code, 0);
    const copy = readdirSync(join(folder, 'backups')).find((name) => name.endsWith('.sqlite')) ?? '';
    const restored = hub(['restore', join(folder, 'backups', copy), ...config]);
    assert.match(
      restored.out,
      /r2\/a1 maths .* request of \w+: erased before, receipt [0-9a-f]{64}; came back with a backup/,
    );
    assert.equal(hub(['retention', '--dry-run', ...config]).out, '');
  },
);
