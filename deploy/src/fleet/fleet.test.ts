import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { FakeHosts } from './fake-ssh.js';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const IMPORTS = fileURLToPath(new URL('../../run-sources.mjs', import.meta.url));
/** Updates and notes it; `will` is the exit code that the host holds ready. */
const INVIGIL = `
will=$(cat will 2>/dev/null || echo 0)
echo "$*" >>did
case $will in
0) echo "· bundle: seat 0.2.0"; echo "seat 0.2.0 runs, and the hub hears it; 0.1.0 is kept for invigil rollback" ;;
3) echo "not now: frozen since today: an exam is open in this room" >&2 ;;
4) echo "rolled back: 0.1.0 runs; 0.2.0 did not get through: it does not start" >&2 ;;
esac
exit $will`;
const LIST = 'host,room,seat,camera\nh1,r2,a1,\nh2,r2,a2,\nh3,r2,a3,film:/x.mp4\nh4,r2,a4,\n';

function setUp(t: TestContext) {
  const hosts = new FakeHosts();
  t.after(() => hosts.remove());
  for (const host of ['h1', 'h2', 'h3', 'h4'])
    hosts.add(host, { invigil: INVIGIL, uname: 'echo x86_64', id: 'echo 0' });
  const list = hosts.write('seats.csv', LIST);
  for (const name of [
    'invigil-seat-0.2.0-linux-x64.tar.gz',
    'invigil-seat-0.2.0-linux-x64.tar.gz.sig',
    'release.pub',
  ])
    hosts.write(`dist/${name}`, name);
  const say = (host: string, will: number) => hosts.write(`hosts/${host}/will`, `${will}`);
  const fleet = (...words: string[]): Promise<{ status: number; out: string; err: string }> =>
    new Promise((resolve) => {
      const node = ['--conditions=source', '--import', IMPORTS, MAIN, ...words];
      const env = hosts.env;
      const from =
        words[0] === 'install' || words[0] === 'update' ? ['--bundles', join(hosts.root, 'dist')] : [];
      execFile(process.execPath, [...node, '--seats', list, ...from], { env }, (error, out, err) =>
        resolve({ status: typeof error?.code === 'number' ? error.code : 0, out, err }),
      );
    });
  const did = () =>
    ['h1', 'h2', 'h3', 'h4'].map((host) => hosts.read(host, 'did').trim().split('\n').filter(Boolean).length);
  return { did, fleet, hosts, say };
}

test('updates each seat, leaves nothing behind, and a second run has nothing to do', async (t) => {
  const { did, fleet, hosts } = setUp(t);
  const first = await fleet('update');
  assert.equal(first.status, 0, first.out + first.err);
  assert.match(first.out, /✓ r2\/a1 {2}h1 {2}done +\d+ s {2}seat 0\.2\.0 runs, and the hub hears it/);
  assert.match(first.out, /4 of 4 done/);
  assert.match(hosts.read('h1', 'did'), /seat update --bundle \S+\/invigil-seat-0\.2\.0-linux-x64\.tar\.gz/);
  assert.deepEqual(readdirSync(join(hosts.root, 'hosts/h1/tmp')), []);
  const again = await fleet('update');
  assert.match(again.out, /done before/);
  assert.deepEqual(did(), [1, 1, 1, 1]);
  const rolled = await fleet('rollback');
  assert.equal(rolled.status, 0, rolled.out);
  await fleet('update', '--only', 'r2/a2');
  assert.deepEqual(did(), [2, 3, 2, 2], 'after a rollback the update is to be done again');
});

test('never asks for a password and never trusts a key that is not known', async (t) => {
  const { fleet, hosts } = setUp(t);
  await fleet('status');
  for (const line of hosts.asked.trim().split('\n')) {
    assert.match(line, /-o BatchMode=yes/);
    assert.match(line, /-o StrictHostKeyChecking=yes/);
  }
});

test('stops after the first that did not get through, and goes on from there', async (t) => {
  const { did, fleet, say } = setUp(t);
  say('h2', 4);
  const first = await fleet('update', '--at-once', '1');
  assert.equal(first.status, 1);
  assert.match(first.out, /✗ r2\/a2 .* rolled back: 0\.1\.0 runs; 0\.2\.0 did not get through/);
  assert.match(first.out, /1 of 4 done, 1 failed, 2 left alone/);
  assert.deepEqual(did(), [1, 1, 0, 0]);
  say('h2', 0);
  assert.equal((await fleet('update')).status, 0);
  assert.deepEqual(did(), [1, 2, 1, 1], 'only what is left');
});

test('a seat with an open session is left alone and is no failure', async (t) => {
  const { did, fleet, say } = setUp(t);
  say('h1', 3);
  const { out, status } = await fleet('update');
  assert.equal(status, 3);
  assert.match(out, /❄ r2\/a1 .*not now: frozen since today: an exam is open in this room/);
  assert.match(out, /3 of 4 done, 1 frozen/);
  assert.deepEqual(did(), [1, 1, 1, 1]);
});

test('tells what doctor found on each machine, whatever a library says beside it', async (t) => {
  const { fleet, hosts } = setUp(t);
  const doctor = `
echo "OK         config       the configuration can be read"
[ "$HOST_FOLDER" = "\${HOST_FOLDER%h2}" ] || echo "FAIL       hub-tcp      127.0.0.1:1 does not answer"
echo "1 OK, 0 WARNING, 0 FAIL, 0 not tried"
echo "Warning: using insecure memory!" >&2
[ "$HOST_FOLDER" = "\${HOST_FOLDER%h2}" ]`;
  for (const host of ['h1', 'h2', 'h3', 'h4']) hosts.add(host, { invigil: doctor });
  const { out, status } = await fleet('doctor');
  assert.equal(status, 1);
  assert.match(out, /✓ r2\/a1 .* 1 OK, 0 WARNING, 0 FAIL, 0 not tried$/m);
  assert.match(out, /✗ r2\/a2 .* 0 not tried; hub-tcp: 127\.0\.0\.1:1 does not answer$/m);
});

test('brings a hub to the version before all seats, and back after all', async (t) => {
  const { did, fleet, hosts, say } = setUp(t);
  hosts.add('hub', { invigil: INVIGIL, uname: 'echo x86_64', id: 'echo 0' });
  assert.match((await fleet('update', '--hub', 'hub')).err, /there is no bundle of a hub/);
  for (const end of ['', '.sig']) hosts.write(`dist/invigil-hub-0.2.0-linux-x64.tar.gz${end}`, 'bundle');
  say('hub', 3);
  const frozen = await fleet('update', '--hub', 'hub');
  assert.equal(frozen.status, 3, frozen.out + frozen.err);
  assert.match(frozen.out, /❄ hub .*not now: frozen/);
  assert.match(frozen.out, /– r2\/a1 .*left alone: the hub comes first/);
  assert.deepEqual(did(), [0, 0, 0, 0]);
  say('hub', 0);
  const { out, status } = await fleet('update', '--hub', 'hub');
  assert.equal(status, 0, out);
  assert.match(hosts.read('hub', 'did'), /hub update --bundle \S+\/invigil-hub-0\.2\.0-linux-x64\.tar\.gz/);
  assert.match(out, /5 of 5 done/);
  say('h3', 4);
  const half = await fleet('rollback', '--hub', 'hub');
  assert.match(half.out, /– hub .*left alone: the hub comes last/);
  assert.equal(half.status, 1);
  say('h3', 0);
  assert.match((await fleet('rollback', '--hub', 'hub')).out, /5 of 5 done/);
  assert.match(hosts.read('hub', 'did'), /hub rollback/);
});

test('a machine that is not there fails alone, and reports say what became of each', async (t) => {
  const { fleet, hosts } = setUp(t);
  hosts.write('seats.csv', `${LIST}h9,r2,a9,\n`);
  const files = { json: join(hosts.root, 'rows.json'), csv: join(hosts.root, 'report.csv') };
  const { out, status } = await fleet('update', '--json', files.json, '--report', files.csv);
  assert.equal(status, 1);
  assert.match(out, /✗ r2\/a9 .* not reached: ssh: connect to host h9 port 22: No route to host/);
  const rows: unknown = JSON.parse(readFileSync(files.json, 'utf8'));
  assert.ok(Array.isArray(rows));
  assert.deepEqual(rows[0], {
    name: 'update: machines done',
    value: 4,
    unit: '',
    n: 5,
    goal: '≥ 5',
    pass: false,
  });
  assert.match(readFileSync(files.csv, 'utf8'), /update,h9,r2,a9,failed,[\d.]+,not reached/);
});

test('installs with a token of the hub that no command line shows', async (t) => {
  const { fleet, hosts } = setUp(t);
  hosts.write(
    'dist/install',
    'echo "$*" >>"$HOST_FOLDER/answers"; cat >"$HOST_FOLDER/line"; echo "installed: seat 0.2.0"',
  );
  hosts.add('hub', {
    'invigil-hub': 'echo "# $3: works once"; echo "invigil:enrol?token=secret-of-$3"',
    id: 'echo 0',
  });
  hosts.write('hosts/h2/var/lib/invigil/seat/certificates/seat.crt', '');
  hosts.write(
    'seats.csv',
    LIST.replace('h1,r2,a1,', 'h1,r2,a1,,lab').replace('camera\n', 'camera,profile\n'),
  );
  hosts.write('lab.profile', '# all of the lab\n--session algebra\n');
  const hub = ['--hub', 'hub', '--hub-address', 'https://hub.north.example:8443', '--centre', 'north'];
  const { err, out, status } = await fleet('install', ...hub);
  assert.equal(status, 0, out + err);
  assert.equal(hosts.read('h1', 'line'), 'invigil:enrol?token=secret-of-r2/a1\n');
  assert.doesNotMatch(hosts.asked, /secret/);
  const answers =
    '--centre north --room r2 --seat a1 --hub hub.north.example --http-port 8443 --session algebra --enrol -';
  assert.ok(hosts.read('h1', 'answers').trim().endsWith(answers), hosts.read('h1', 'answers'));
  assert.match(hosts.read('h3', 'answers'), /--camera film:\/x\.mp4 --enrol -/);
  assert.doesNotMatch(hosts.read('h2', 'answers'), /--enrol/, 'it is enrolled already');
});

test('does nothing where the list, a profile or the bundles are not as they should be', async (t) => {
  const { did, fleet, hosts } = setUp(t);
  const hub = ['--hub', 'hub', '--hub-address', 'https://hub.example', '--centre', 'north'];
  hosts.write('seats.csv', `${LIST}h1,r2,a1,\n`);
  const twice = await fleet('update');
  assert.equal(twice.status, 2);
  assert.match(twice.err, /row 6, host: h1 stands in row 2 already/);
  hosts.write('seats.csv', LIST);
  hosts.write('dist/invigil-seat-0.3.0-linux-x64.tar.gz', '');
  assert.match((await fleet('update')).err, /bundles of 0\.2\.0, 0\.3\.0; say which with --version/);
  assert.match(
    (await fleet('update', '--version', '0.3.0')).err,
    /0\.3\.0-linux-x64\.tar\.gz\.sig is missing/,
  );
  assert.match((await fleet('update', '--version', '0.2.0', '--only', 'r9')).err, /--only r9/);
  hosts.write('seats.csv', 'host,room,seat,profile\nh1,r2,a1,lab\n');
  hosts.write('lab.profile', '--enrol secret\n');
  assert.match(
    (await fleet('install', '--version', '0.2.0', ...hub)).err,
    /lab\.profile: line 1: "--enrol secret"/,
  );
  assert.deepEqual(did(), [0, 0, 0, 0]);
});
