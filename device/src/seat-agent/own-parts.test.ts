import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { isAskedFor, Judge } from '@invigil/behaviour';
import { Policy, type SoftwareReport } from '@invigil/contract';
import { systemClock } from '../lib/clock.js';
import { memoryLog } from '../outbox/test-log.js';
import { AudioConfig } from './audio/audio-config.js';
import { STORAGE, TestMachine } from './machine/test-machine.js';
import { OwnParts } from './own-parts.js';
import { until } from './test-agent.js';

const NO_STICKS = { software: { 'usb-storage': { enabled: false } } };

/** A seat's own parts over a made-up machine with a stick in it, told to a real judgement. */
function setUp(t: TestContext, policy: Parameters<typeof Policy.parse>[0] = {}) {
  const machine = new TestMachine();
  machine.plugIn({ port: '1-2', ids: '0781:5567', product: 'SanDisk Ultra', interfaces: [STORAGE] });
  const judge = new Judge({ boot: '0123456789abcdef', policy: withoutCamera(policy) });
  const reports: SoftwareReport[] = [];
  const own = new OwnParts({
    machine: true,
    root: machine.root,
    audio: AudioConfig.parse({}),
    netsDir: '/nowhere',
    policy: () => judge.policy,
    tell(report) {
      reports.push(report);
      if (isAskedFor(judge.policy, report)) judge.tell(report);
    },
    clock: systemClock,
    log: memoryLog().log,
  });
  t.after(async () => {
    await own.stop();
    machine.remove();
  });
  return {
    judge,
    machine,
    own,
    reports,
    types: () => reports.map((one) => ('kind' in one ? `${one.type} ${one.kind}` : one.type)),
    /** Puts another policy in force, as the daemon does. */
    apply: async (wanted: Parameters<typeof Policy.parse>[0]): Promise<void> => {
      judge.apply(withoutCamera(wanted));
      await own.policyChanged();
    },
  };
}

function withoutCamera(policy: Parameters<typeof Policy.parse>[0]): Policy {
  return { ...Policy.parse(policy), camera: { enabled: false } };
}

test('a policy that newly asks for a kind of the machine hears of what is plugged in already', async (t) => {
  const { apply, judge, own, reports, types } = setUp(t, NO_STICKS);
  await own.apply();
  await until(() => own.there.includes('machine'));
  assert.ok(!types().includes('began usb-storage'));
  await apply({});
  const began = reports.find((one) => one.type === 'began' && one.kind === 'usb-storage');
  assert.ok(began !== undefined && began.type === 'began');
  assert.deepEqual(began.detail, { what: ['SanDisk Ultra'], fromStart: true });
  const changes = [0, 1000, 2000, 3000].flatMap(
    (ms) => judge.observe({ type: 'no-frame', capturedAt: began.at + ms }).changes,
  );
  assert.deepEqual(
    changes.map(({ signal, type }) => `${type} ${signal.kind}`),
    ['opened usb-storage'],
  );
});

test('a machine that a policy does not ask for is not read, and told anew by one that does', async (t) => {
  const { apply, own, reports, types } = setUp(t);
  await own.apply();
  await until(() => types().includes('began usb-storage'));
  await apply({ parts: { machine: false } });
  assert.deepEqual(own.there, []);
  const told = reports.length;
  await apply({});
  await until(() => types().slice(told).includes('began usb-storage'));
  assert.deepEqual(own.there, ['machine']);
  await own.stop();
  assert.deepEqual(own.there, []);
});

test('a microphone that the policy asks for and the seat does not have turned on is missed at once', async (t) => {
  const { apply, own, reports } = setUp(t, { parts: { machine: false } });
  await own.apply();
  assert.equal(reports.length, 0);
  await apply({ parts: { machine: false, microphone: true } });
  const [silent, ...more] = reports;
  assert.deepEqual([silent?.type, silent?.source, more], ['silent', 'microphone', []]);
  assert.deepEqual([own.there, own.voice], [[], undefined]);
});
