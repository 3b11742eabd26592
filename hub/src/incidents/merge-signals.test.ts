import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testSignal } from '../lib/testing.js';
import { type KeptSignal, mergeSignals, severityOf } from './merge-signals.js';

function kept(number: number, startedAt: number, endedAt: number | null, hist = false): KeptSignal {
  return { signal: testSignal({ number, startedAt, openedAt: startedAt + 500, endedAt }), hist };
}

function ids(signals: KeptSignal[], gapMs = 10_000): string[][] {
  return mergeSignals(signals, gapMs).map((group) => group.signals.map((signal) => signal.id.slice(17)));
}

test('puts signals that overlap or follow within the gap together, and no others', () => {
  const signals = [kept(1, 0, 5000), kept(2, 15_000, 20_000), kept(3, 30_001, 31_000)];
  assert.deepEqual(ids(signals), [['1', '2'], ['3']]);
});

test('gives the same groups in whatever order the signals came', () => {
  const signals = [kept(1, 0, 5000), kept(2, 3000, 40_000), kept(3, 45_000, null), kept(4, 90_000, 91_000)];
  assert.deepEqual(ids(signals.toReversed()), ids(signals));
  assert.equal(mergeSignals(signals, 0).length, 2);
});

test('lasts as long as one of its signals is open', () => {
  const [group] = mergeSignals([kept(1, 0, null), kept(2, 1000, 2000)], 1000);
  assert.equal(group?.endedAt, null);
});

test('takes its name from the signal that was opened first, though another began before it', () => {
  const early = { signal: testSignal({ number: 7, startedAt: 0, openedAt: 4000 }), hist: false };
  const quick = { signal: testSignal({ number: 6, startedAt: 1000, openedAt: 3000 }), hist: false };
  const [group] = mergeSignals([early, quick], 0);
  assert.equal(group?.id, quick.signal.id);
  assert.equal(group?.startedAt, 0);
});

test('is history only when all of it was told late and it is over', () => {
  assert.equal(mergeSignals([kept(1, 0, 100, true)], 0)[0]?.hist, true);
  assert.equal(mergeSignals([kept(1, 0, null, true)], 0)[0]?.hist, false);
  assert.equal(mergeSignals([kept(1, 0, 100, true), kept(2, 50, 100)], 0)[0]?.hist, false);
});

test('asks for a look now for a phone, another person, or a risk that reached alert; never for blindness', () => {
  const conduct = (kind: 'phone' | 'extra-person' | 'book') => ({
    class: 'conduct' as const,
    signals: [testSignal({ kind })],
  });
  assert.equal(severityOf(conduct('phone'), false), 'alert');
  assert.equal(severityOf(conduct('extra-person'), false), 'alert');
  assert.equal(severityOf(conduct('book'), false), 'watch');
  assert.equal(severityOf(conduct('book'), true), 'alert');
  assert.equal(severityOf({ class: 'coverage', signals: [testSignal({ kind: 'dark' })] }, true), 'blind');
});
