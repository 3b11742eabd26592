import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import type { Role } from '../pack/role.js';
import { type Behaviour, TestMachine } from './test-machine.js';

/** A machine on which 0.1.0 runs. */
function machineOf(t: TestContext, role: Role, behaviour?: Behaviour): TestMachine {
  const machine = new TestMachine(role);
  t.after(() => machine.remove());
  machine.install('0.1.0', behaviour);
  return machine;
}

test('brings a seat to a new version, which its hub hears, and keeps the one before', (t) => {
  const machine = machineOf(t, 'seat');
  const { err, out, status } = machine.run('update', '--bundle', machine.bundle('0.2.0'));
  assert.equal(status, 0, err);
  assert.match(out, /seat 0\.2\.0 runs, and the hub hears it/);
  const versions = ['0.1.0', '0.2.0'];
  assert.deepEqual(machine.state, { runs: '0.2.0', current: '0.2.0', previous: '0.1.0', versions });
  assert.equal(readFileSync(machine.path('units/invigil-seat.service'), 'utf8'), '# 0.2.0\n');
  assert.match(machine.log, /seat 0\.2\.0 runs/);
});

test('keeps two versions, and does nothing where the version runs already', (t) => {
  const machine = machineOf(t, 'seat');
  const bundle = machine.bundle('0.3.0');
  machine.run('update', '--bundle', machine.bundle('0.2.0'));
  machine.run('update', '--bundle', bundle);
  const versions = ['0.2.0', '0.3.0'];
  assert.deepEqual(machine.state, { runs: '0.3.0', current: '0.3.0', previous: '0.2.0', versions });
  const again = machine.run('update', '--bundle', bundle);
  assert.deepEqual([again.status, machine.state.previous], [0, '0.2.0']);
  assert.match(again.out, /already so/);
});

for (const fault of ['start', 'dies', 'unheard'] as const) {
  test(`takes a version back that has the fault "${fault}", and says why`, (t) => {
    const machine = machineOf(t, 'seat');
    machine.run('update', '--bundle', machine.bundle('0.2.0'));
    const { err, status } = machine.run('update', '--bundle', machine.bundle('0.3.0', { fault }));
    assert.equal(status, 4, err);
    assert.match(err, /rolled back: 0\.2\.0 runs; 0\.3\.0 did not get through: /);
    assert.match(err, fault === 'unheard' ? /the hub has not heard it within 2 s/ : /a net can not be read/);
    const versions = ['0.1.0', '0.2.0'];
    assert.deepEqual(machine.state, { runs: '0.2.0', current: '0.2.0', previous: '0.1.0', versions });
    assert.equal(readFileSync(machine.path('units/invigil-seat.service'), 'utf8'), '# 0.2.0\n');
    assert.match(machine.log, /0\.3\.0 did not get through/);
  });
}

test('where the hub was not reached before, a version need only stay up', (t) => {
  const machine = machineOf(t, 'seat');
  machine.write('cut', '');
  const { out, status } = machine.run('update', '--bundle', machine.bundle('0.2.0', { fault: 'unheard' }));
  assert.equal(status, 0);
  assert.match(out, /the hub is not reached now/);
});

for (const role of ['seat', 'hub'] as const) {
  test(`a ${role} whose update was cut off before the new version was proved has the one before at its next start`, (t) => {
    const machine = machineOf(t, role, { storeForm: 1 });
    const store = machine.path('var/lib/invigil/hub/hub.sqlite');
    if (role === 'hub') machine.write('var/lib/invigil/hub/hub.sqlite', '1');
    machine.write('plug', '');
    assert.equal(machine.run('update', '--bundle', machine.bundle('0.2.0', { storeForm: 2 })).status, null);
    assert.equal(machine.state.current, '0.2.0');
    if (role === 'hub') machine.write('var/lib/invigil/hub/hub.sqlite', '2');
    // As the machine does it, before it starts the service.
    assert.equal(machine.run('take-back').status, 0);
    const versions = ['0.1.0'];
    assert.deepEqual(machine.state, { runs: '', current: '0.1.0', previous: '', versions });
    assert.match(machine.log, /taken back: 0\.1\.0 is in force; 0\.2\.0 did not get through/);
    if (role === 'hub') assert.equal(readFileSync(store, 'utf8'), '1');
    assert.equal(readFileSync(machine.path(`units/invigil-${role}.service`), 'utf8'), '# 0.1.0\n');
    assert.equal(machine.run('take-back').status, 0, 'there is nothing more to do');
  });
}

test('a hub’s store that was on its way back when the power went comes back whole at the next start', (t) => {
  const machine = machineOf(t, 'hub', { storeForm: 1 });
  const data = (file: string): string => machine.path('var/lib/invigil/hub', file);
  machine.write('var/lib/invigil/hub/hub.sqlite', '1');
  machine.write('plug', '');
  assert.equal(machine.run('update', '--bundle', machine.bundle('0.2.0', { storeForm: 2 })).status, null);
  // The newer store is away but for its log, and half of the copy has come.
  rmSync(data('hub.sqlite'));
  machine.write('var/lib/invigil/hub/store-of-0.2.0/hub.sqlite', '2');
  machine.write('var/lib/invigil/hub/hub.sqlite-wal', 'of 2');
  machine.write('var/lib/invigil/hub/coming-back/hub.sqlite', '');
  const { err, status } = machine.run('take-back');
  assert.equal(status, 0, err);
  assert.equal(readFileSync(data('hub.sqlite'), 'utf8'), '1');
  assert.equal(existsSync(data('hub.sqlite-wal')), false, 'a log of another store would damage it');
  assert.equal(readFileSync(data('store-of-0.2.0/hub.sqlite'), 'utf8'), '2');
  assert.equal(readFileSync(data('store-of-0.2.0/hub.sqlite-wal'), 'utf8'), 'of 2');
  assert.equal(existsSync(data('coming-back')), false);
});

test('an update after one that was cut off begins with the version before', (t) => {
  const machine = machineOf(t, 'seat');
  machine.write('plug', '');
  machine.run('update', '--bundle', machine.bundle('0.2.0'));
  const { err, out, status } = machine.run('update', '--bundle', machine.bundle('0.3.0'));
  assert.equal(status, 0, err);
  assert.match(out, /taken back: 0\.1\.0 is in force/);
  const versions = ['0.1.0', '0.3.0'];
  assert.deepEqual(machine.state, { runs: '0.3.0', current: '0.3.0', previous: '0.1.0', versions });
  assert.equal(existsSync(machine.path('opt/seat/unproved')), false);
});

test('refuses while a session is open', (t) => {
  const machine = machineOf(t, 'seat');
  const bundle = machine.bundle('0.2.0');
  machine.write('frozen', '');
  const before = machine.state;
  const { err, status } = machine.run('update', '--bundle', bundle);
  assert.deepEqual([status, err.trim()], [3, 'not now: frozen: an exam is open']);
  assert.deepEqual(machine.state, before, 'nothing was touched');
});

test('a rollback by hand goes back, is frozen like an update, and can be taken back', (t) => {
  const machine = machineOf(t, 'seat');
  assert.equal(machine.run('rollback').status, 1, 'there is none before');
  machine.run('update', '--bundle', machine.bundle('0.2.0'));
  machine.write('frozen', '');
  assert.deepEqual([machine.run('rollback').status, machine.state.runs], [3, '0.2.0']);
  rmSync(machine.path('frozen'));
  assert.deepEqual([machine.run('rollback').status, machine.state.runs], [0, '0.1.0']);
  assert.equal(machine.state.previous, '0.2.0');
  assert.deepEqual([machine.run('rollback').status, machine.state.runs], [0, '0.2.0']);
});

test('takes no bundle that is changed, unsigned, of another role or for another machine', (t) => {
  const machine = machineOf(t, 'seat');
  const before = machine.state;
  const bundle = machine.bundle('0.2.0');
  appendFileSync(bundle, 'x');
  const changed = machine.run('update', '--bundle', bundle);
  assert.equal(changed.status, 1);
  assert.match(changed.err, /is not signed by/);
  const other = machineOf(t, 'hub');
  const hubs = other.bundle('0.2.0');
  assert.match(machine.run('update', '--bundle', hubs).err, /is not signed by/, 'another key');
  assert.match(machine.run('update', '--bundle', '/nowhere').err, /there is no such bundle/);
  assert.deepEqual(machine.state, before);
});

test('a hub’s store is copied before, and comes back only where the version before can’t read it', (t) => {
  const machine = machineOf(t, 'hub');
  const store = machine.path('var/lib/invigil/hub/hub.sqlite');
  machine.write('var/lib/invigil/hub/hub.sqlite', '1');
  assert.equal(machine.run('update', '--bundle', machine.bundle('0.2.0', { storeForm: 1 })).status, 0);
  assert.equal(existsSync(machine.path('var/lib/invigil/hub/before-0.2.0/hub.sqlite')), true);

  const newer = machine.run('update', '--bundle', machine.bundle('0.3.0', { storeForm: 2, fault: 'dies' }));
  assert.equal(newer.status, 4, newer.err);
  assert.match(newer.out, /the store is again as it was before 0\.3\.0/);
  assert.equal(readFileSync(store, 'utf8'), '1');
  assert.equal(readFileSync(machine.path('var/lib/invigil/hub/store-of-0.3.0/hub.sqlite'), 'utf8'), '2');
  assert.equal(machine.state.runs, '0.2.0');
});

test('a hub’s rows in PostgreSQL are dumped before, and the update goes on where they can’t be', (t) => {
  const machine = machineOf(t, 'hub');
  machine.write(
    'etc/invigil/hub.yaml',
    `dataDir: ${machine.path('var/lib/invigil/hub')}\ndatabase: postgres://db/exam\n`,
  );
  const made = machine.run('update', '--bundle', machine.bundle('0.2.0'));
  assert.equal(made.status, 0, made.err);
  assert.equal(readFileSync(machine.path('var/lib/invigil/hub/before-0.2.0/hub.dump'), 'utf8'), 'rows');
  machine.write('no-pg-dump', '');
  const without = machine.run('update', '--bundle', machine.bundle('0.3.0'));
  assert.equal(without.status, 0, without.err);
  assert.match(without.out, /can't be undone from here: there is no pg_dump here/);
});

test('a rollback by hand loses nothing of a hub’s store unless it is told to', (t) => {
  const machine = machineOf(t, 'hub');
  machine.write('var/lib/invigil/hub/hub.sqlite', '1');
  assert.equal(machine.run('update', '--bundle', machine.bundle('0.2.0', { storeForm: 2 })).status, 0);
  const refused = machine.run('rollback');
  assert.equal(refused.status, 1);
  assert.match(refused.err, /--with-old-store/);
  assert.equal(machine.state.runs, '0.2.0', 'it runs again');
  assert.equal(machine.run('rollback', '--with-old-store').status, 0);
  assert.equal(machine.state.runs, '0.1.0');
  assert.equal(readFileSync(machine.path('var/lib/invigil/hub/hub.sqlite'), 'utf8'), '1');
});

test('a service that is not enabled is not started', (t) => {
  const machine = machineOf(t, 'seat');
  machine.systemctl('stop');
  machine.write('disabled', '');
  assert.equal(machine.run('update', '--bundle', machine.bundle('0.2.0')).status, 0);
  assert.deepEqual([machine.state.runs, machine.state.current], ['', '0.2.0']);
});

test('says when neither version runs', (t) => {
  const machine = machineOf(t, 'seat', { fault: 'dies' });
  const { err, status } = machine.run('update', '--bundle', machine.bundle('0.2.0', { fault: 'start' }));
  assert.equal(status, 5);
  assert.match(err, /neither runs: 0\.2\.0: .*; 0\.1\.0: /);
});
