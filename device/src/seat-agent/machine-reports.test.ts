import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Policy } from '@invigil/contract';
import { type HeldFacts, heldFacts } from './machine/held-facts.js';
import type { MachineFacts } from './machine/machine-watch.js';
import { MachineReports } from './machine-reports.js';

const source = 'machine';
const NOTHING = heldFacts({}, () => ({ since: 0, fromStart: false }));
const stick = (id: string, since: number, fromStart = false) => ({
  id,
  name: `Stick ${id}`,
  since,
  fromStart,
});

function told(held: Partial<HeldFacts> = {}, more: Partial<MachineFacts> = {}): MachineFacts {
  return { held: { ...NOTHING, ...held }, events: [], unread: [], ...more };
}

function machine(policy: Parameters<typeof Policy.parse>[0] = {}) {
  const seat = { policy: Policy.parse(policy) };
  return { seat, reports: new MachineReports(() => seat.policy) };
}

const NO_STICKS = { software: { 'usb-storage': { enabled: false } } };

test('tells what is there when it begins to look, what comes and what goes', () => {
  const { reports } = machine();
  const kind = 'usb-storage';
  assert.deepEqual(reports.of(told({ [kind]: [stick('a', 1000, true)] }), 2000), [
    { type: 'there', source, at: 2000 },
    { type: 'began', source, kind, at: 1000, detail: { what: ['Stick a'], fromStart: true } },
  ]);
  assert.deepEqual(reports.of(told({ [kind]: [stick('a', 1000, true)] }), 3000), [], 'once');
  const both = reports.of(told({ [kind]: [stick('a', 1000), stick('b', 4000)] }), 4000);
  assert.deepEqual(both, [
    { type: 'began', source, kind, at: 4000, detail: { what: ['Stick a', 'Stick b'] } },
  ]);
  assert.deepEqual(reports.of(told(), 5000), [{ type: 'ended', source, kind, at: 5000 }]);
});

test('what a policy newly asks for is told as it stands, from then on; what it asks for already is not told twice', () => {
  const { reports, seat } = machine(NO_STICKS);
  const held = {
    'usb-storage': [stick('a', 1000)],
    'second-keyboard': [{ id: 'k', name: 'Keyboard', since: 1000, fromStart: false }],
  };
  const kinds = reports.of(told(held), 2000).flatMap((one) => ('kind' in one ? [one.kind] : []));
  assert.deepEqual(kinds, ['second-keyboard']);
  seat.policy = Policy.parse({});
  assert.deepEqual(reports.policyChanged(60_000), [
    {
      type: 'began',
      source,
      kind: 'usb-storage',
      at: 60_000,
      detail: { what: ['Stick a'], fromStart: true },
    },
  ]);
  assert.deepEqual([reports.policyChanged(61_000), reports.of(told(held), 62_000)], [[], []]);
});

test('what a policy asked for once, and no more, is told anew by the next that does, if it is still there', () => {
  const { reports, seat } = machine();
  reports.of(told({ 'usb-storage': [stick('a', 1000)] }), 2000);
  seat.policy = Policy.parse(NO_STICKS);
  assert.deepEqual(reports.policyChanged(3000), []);
  seat.policy = Policy.parse({});
  assert.equal(reports.policyChanged(4000).length, 1);
  seat.policy = Policy.parse(NO_STICKS);
  reports.policyChanged(5000);
  assert.deepEqual(reports.of(told(), 6000), [], 'nobody asks what goes');
  seat.policy = Policy.parse({});
  assert.deepEqual(reports.policyChanged(7000), []);
});

test('a policy that comes before the first look changes nothing', () => {
  assert.deepEqual(machine().reports.policyChanged(1000), []);
});

test('a source that was read and is not any more is a silence; after it what holds is said anew', () => {
  const { reports } = machine();
  const held = { 'usb-storage': [stick('a', 1000)] };
  reports.of(told(held), 2000);
  const unread = [{ source: 'usb' as const, reason: 'no such folder' }];
  const silent = reports.of(told(held, { unread }), 3000);
  assert.deepEqual(silent[0], { type: 'silent', source, at: 3000 });
  const back = reports.of(told(held), 4000);
  assert.deepEqual(
    back.map(({ type }) => type),
    ['there', 'began'],
  );
  const never = machine().reports.of(told({}, { unread }), 1000);
  assert.deepEqual(
    never,
    [{ type: 'there', source, at: 1000 }],
    'a machine that lacks a source is watched by the others',
  );
});

test('events are told with their times, and names as far as they go', () => {
  const { reports } = machine();
  const events = [
    { kind: 'suspended' as const, from: 1000, to: 9000, sleptMs: 7000 },
    { kind: 'device-changed' as const, at: 9500, change: 'came' as const, name: 'x'.repeat(300) },
  ];
  const [, slept, came] = reports.of(told({}, { events }), 10_000);
  assert.deepEqual(slept, { type: 'happened', source, kind: 'suspended', at: 9000 });
  assert.ok(came?.type === 'happened' && came.kind === 'device-changed' && came.at === 9500);
  assert.equal(came.detail?.what?.[0]?.length, 120);
});
