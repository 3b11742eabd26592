import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Policy, Signal } from '@invigil/contract';
import { Judge } from '../judge.js';
import { blind, playTold, seatWithout, told, type Told } from './test-software.js';

const page = 'page' as const;

function hidden(...spans: readonly (readonly [number, number])[]): Told[] {
  return spans.flatMap(([from, to]) => [
    { ms: from, report: { type: 'began' as const, source: page, kind: 'page-hidden' as const } },
    { ms: to, report: { type: 'ended' as const, source: page, kind: 'page-hidden' as const } },
  ]);
}

function pasted(ms: number, characters: number): Told {
  return {
    ms,
    report: { type: 'happened', source: 'editor', kind: 'pasted-outside', detail: { characters } },
  };
}

test('a page that is hidden for longer than the onset is one signal, with the times that were told', () => {
  const steps = playTold(seatWithout(), 60_000, hidden([10_200, 16_700]));
  assert.deepEqual(told(steps), [
    { type: 'opened', source: 'page', kind: 'page-hidden', at: 13_500, from: 10_200, to: null },
    { type: 'closed', source: 'page', kind: 'page-hidden', at: 47_000, from: 10_200, to: 16_700 },
  ]);
});

test('one short exit is nothing', () => {
  assert.deepEqual(told(playTold(seatWithout(), 60_000, hidden([10_000, 12_800]))), []);
});

test('short exits that follow each other add up to one signal that counts them', () => {
  const steps = playTold(seatWithout(), 90_000, hidden([10_000, 11_000], [20_000, 21_000], [30_000, 31_500]));
  assert.deepEqual(told(steps), [
    {
      type: 'opened',
      source: 'page',
      kind: 'page-hidden',
      at: 31_000,
      from: 10_000,
      to: null,
      detail: { count: 3 },
    },
    {
      type: 'closed',
      source: 'page',
      kind: 'page-hidden',
      at: 61_500,
      from: 10_000,
      to: 31_500,
      detail: { count: 3 },
    },
  ]);
});

test('short exits far from each other are nothing', () => {
  const steps = playTold(
    seatWithout(),
    150_000,
    hidden([10_000, 12_000], [50_000, 52_000], [90_000, 92_000]),
  );
  assert.deepEqual(told(steps), []);
});

test('what began and ended between two looks is told with both times', () => {
  const policy = { software: { 'page-hidden': { onsetMs: 100, offsetMs: 0 } } };
  const steps = playTold(seatWithout(policy), 12_000, hidden([10_010, 10_290]));
  assert.deepEqual(
    told(steps).map(({ from, to, type }) => ({ type, from, to })),
    [
      { type: 'opened', from: 10_010, to: null },
      { type: 'closed', from: 10_010, to: 10_290 },
    ],
  );
});

test('a moment is told with the next look; those that follow soon are counted and summed', () => {
  const steps = playTold(seatWithout(), 60_000, [pasted(10_100, 40), pasted(12_000, 60), pasted(40_000, 5)]);
  const source = 'editor';
  const kind = 'pasted-outside';
  assert.deepEqual(told(steps), [
    { type: 'opened', source, kind, at: 10_500, from: 10_100, to: null, detail: { characters: 40 } },
    {
      type: 'again',
      source,
      kind,
      at: 12_000,
      from: 10_100,
      to: null,
      detail: { characters: 100, count: 2 },
    },
    {
      type: 'closed',
      source,
      kind,
      at: 22_500,
      from: 10_100,
      to: 12_000,
      detail: { characters: 100, count: 2 },
    },
    { type: 'opened', source, kind, at: 40_000, from: 40_000, to: null, detail: { characters: 5 } },
    { type: 'closed', source, kind, at: 50_500, from: 40_000, to: 40_000, detail: { characters: 5 } },
  ]);
});

test('however much a program says was pasted, a hub can read the sum', () => {
  const most = 1_000_000_000;
  const steps = playTold(seatWithout(), 30_000, [
    pasted(10_000, most),
    pasted(11_000, most),
    pasted(12_000, 1),
  ]);
  const closed = steps.flatMap(({ changes }) => changes).at(-1);
  assert.deepEqual(closed?.signal.detail, { characters: most, count: 3 });
  assert.equal(Signal.safeParse(closed?.signal).success, true);
});

test('a moment that joins an open signal is told at once, many of them once a second, and none is left out', () => {
  const steps = playTold(seatWithout(), 20_000, [
    pasted(10_000, 1),
    pasted(10_400, 10),
    pasted(10_900, 100),
    pasted(11_100, 1000),
    pasted(11_300, 10_000),
  ]);
  const all = told(steps);
  assert.deepEqual(
    all.map(({ at, detail, type }) => ({ type, at, ...detail })),
    [
      { type: 'opened', at: 10_000, characters: 1 },
      { type: 'again', at: 11_000, characters: 111, count: 3 },
      { type: 'again', at: 12_000, characters: 11_111, count: 5 },
    ],
  );
  const ids = steps.flatMap(({ changes }) => changes.map(({ signal }) => signal.id));
  assert.equal(new Set(ids).size, 1, 'it is one signal');
});

test('two pastes weigh more than one, and what has no weight is noted and adds nothing', () => {
  const once = playTold(seatWithout(), 15_000, [pasted(10_000, 9)]).at(-1);
  const twice = playTold(seatWithout(), 15_000, [pasted(10_000, 9), pasted(11_000, 9)]).at(-1);
  assert.ok(once && twice && once.risk.score > 0 && twice.risk.score > once.risk.score);
  const copied: Told = { ms: 10_000, report: { type: 'happened', source: 'editor', kind: 'text-copied' } };
  const steps = playTold(seatWithout(), 15_000, [copied]);
  const [opened] = steps.flatMap(({ changes }) => changes);
  assert.equal(opened?.signal.noted, true);
  assert.ok(steps.every(({ risk }) => risk.score === 0));
});

test('what stands there is weighed when it comes and fades from then on, while its signal stays open', () => {
  const steps = playTold(seatWithout(), 1_800_000, [
    {
      ms: 10_000,
      report: { type: 'began', source: 'machine', kind: 'usb-storage', detail: { what: ['Stick'] } },
    },
  ]);
  assert.deepEqual(told(steps), [
    {
      type: 'opened',
      source: 'machine',
      kind: 'usb-storage',
      at: 12_000,
      from: 10_000,
      to: null,
      detail: { what: ['Stick'] },
    },
  ]);
  const score = (ms: number): number => steps[ms / 500]?.risk.score ?? Number.NaN;
  assert.ok(score(12_500) > 15, String(score(12_500)));
  assert.ok(score(612_500) < 0.6 * score(12_500), String(score(612_500)));
  assert.ok(score(1_800_000) < 0.2 * score(12_500), String(score(1_800_000)));
});

test('a part that falls silent is coverage within ten seconds of its last word, and ends what it said', () => {
  const steps = playTold(seatWithout(), 60_000, [
    { ms: 1000, report: { type: 'there', source: page } },
    ...hidden([2000, 90_000]).slice(0, 1),
    // Noticed at 25 s: its last word came at 20 s.
    { ms: 25_000, report: { type: 'silent', source: page } },
    { ms: 40_000, report: { type: 'there', source: page } },
  ]);
  const silent = told(steps).filter(({ kind }) => kind === 'page-silent');
  assert.deepEqual(silent, [
    { type: 'opened', source: 'page', kind: 'page-silent', at: 33_000, from: 25_000, to: null },
    { type: 'closed', source: 'page', kind: 'page-silent', at: 40_500, from: 25_000, to: 40_000 },
  ]);
  assert.equal(told(steps).find(({ kind, type }) => kind === 'page-hidden' && type === 'closed')?.to, 25_000);
});

test('a part that took its leave is not missed', () => {
  const steps = playTold(seatWithout(), 60_000, [
    { ms: 1000, report: { type: 'there', source: page } },
    { ms: 20_000, report: { type: 'silent', source: page } },
    { ms: 22_000, report: { type: 'left', source: page } },
  ]);
  assert.deepEqual(told(steps), []);
});

test('what the policy does not listen to, or does not ask for, is not told', () => {
  const script = [...hidden([10_000, 30_000]), pasted(12_000, 9)];
  assert.deepEqual(
    told(playTold(seatWithout({ parts: { page: 'off', editor: 'off' } }), 60_000, script)),
    [],
  );
  const off = { 'page-hidden': { enabled: false }, 'pasted-outside': { enabled: false } };
  assert.deepEqual(told(playTold(seatWithout({ software: off }), 60_000, script)), []);
});

test('under another policy what holds goes on as a new signal; what was open ended with the old one', () => {
  const judge = seatWithout();
  const before = playTold(judge, 20_000, hidden([10_000, 90_000]).slice(0, 1));
  judge.apply(blind({ id: 'other' }));
  const after = playTold(judge, 40_000, [], 20_500);
  assert.deepEqual(
    [...told(before), ...told(after)].map(({ from, to, type }) => ({ type, from, to })),
    [
      { type: 'opened', from: 10_000, to: null },
      { type: 'closed', from: 10_000, to: 20_000 },
      { type: 'opened', from: 20_000, to: null },
    ],
  );
});

test('a gap in the record closes what is open; what still holds is seen from its end on', () => {
  const judge = seatWithout();
  playTold(judge, 20_000, hidden([10_000, 90_000]).slice(0, 1));
  const after = playTold(judge, 65_000, [], 60_000);
  assert.deepEqual(
    told(after).map(({ from, to, type }) => ({ type, from, to })),
    [
      { type: 'closed', from: 10_000, to: 20_000 },
      { type: 'opened', from: 60_000, to: null },
    ],
  );
});

test('signals of software and camera share their numbers and their sum, and all of them fit the contract', () => {
  const judge = new Judge({ boot: '0123456789abcdef', policy: Policy.parse({}) });
  const script: Told[] = [
    {
      ms: 5000,
      report: { type: 'began', source: 'machine', kind: 'usb-storage', detail: { what: ['Stick'] } },
    },
    pasted(6000, 12),
  ];
  const changes = playTold(judge, 30_000, script).flatMap((step) => step.changes);
  const ids = changes.filter(({ type }) => type === 'opened').map(({ signal }) => signal.id);
  assert.equal(new Set(ids).size, ids.length);
  assert.deepEqual(
    new Set(changes.map(({ signal }) => signal.kind)),
    new Set(['camera-lost', 'pasted-outside', 'usb-storage']),
  );
  for (const { signal } of changes) Signal.parse(signal);
});
