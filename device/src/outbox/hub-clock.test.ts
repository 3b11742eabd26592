import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { ClockQuestion } from '@invigil/contract';
import { ManualClock } from '../lib/clock.js';
import { HubClock } from './hub-clock.js';
import { memoryLog } from './test-log.js';

const HOUR = 3_600_000;

/** How long each way takes, ms; undefined: the question is lost. */
type Way = { there: number; back: number } | undefined;

/** A seat's clock and a hub whose clock is ahead of it at the start, with ways of their own for each question. */
function bench(t: TestContext, aheadMs: number, way: (question: number) => Way) {
  const clock = new ManualClock(1_800_000_000_000);
  const startedAt = clock.now();
  const hubAt = (): number => Math.floor(startedAt + aheadMs + clock.monotonic());
  const asked: number[] = [];
  const { log, count } = memoryLog();
  const hubClock: HubClock = new HubClock({ clock, ask, log });
  function ask({ id, sentAt }: ClockQuestion): boolean {
    asked.push(clock.monotonic());
    const taken = way(asked.length);
    if (taken === undefined) return true;
    void (async () => {
      await clock.sleep(taken.there);
      const at = hubAt();
      await clock.sleep(taken.back);
      hubClock.heard({ id, sentAt, receivedAt: at, answeredAt: at });
    })();
    return true;
  }
  const stopping = new AbortController();
  const running = hubClock.run(stopping.signal);
  t.after(async () => {
    stopping.abort();
    await clock.advance(2000);
    await running;
  });
  /** Whether the offset holds what is true now, within its own uncertainty. */
  const errorMs = (): number => {
    const offset = hubClock.offsetAt(clock.now());
    assert.ok(offset);
    const wrongBy = Math.abs(offset.offsetMs - (hubAt() - clock.now()));
    assert.ok(wrongBy <= offset.uncertaintyMs, `${wrongBy} ms off, told ±${offset.uncertaintyMs}`);
    return wrongBy;
  };
  return { asked, clock, count, errorMs, hubAt, hubClock };
}

for (const aheadMs of [0, 7, -250, HOUR, -HOUR, -26 * HOUR]) {
  test(`finds a hub's clock that is ${aheadMs} ms ahead`, async (t) => {
    const { asked, clock, errorMs, hubAt, hubClock } = bench(t, aheadMs, () => ({ there: 3, back: 3 }));
    assert.equal(hubClock.offsetAt(clock.now()), undefined);
    assert.equal(hubClock.state(), undefined);
    assert.equal(hubClock.now(), clock.now());
    hubClock.setAnswers(true);
    await clock.advance(1500);
    assert.equal(asked.length, 8);
    assert.ok(errorMs() <= 1);
    assert.ok(Math.abs(hubClock.now() - hubAt()) <= 1);
    assert.equal(hubClock.offsetAt(clock.now())?.uncertaintyMs, 5);
  });
}

test('the exchange with the smallest round trip counts, and its uncertainty covers a one-sided way', async (t) => {
  const ways = [
    { there: 400, back: 10 },
    { there: 12, back: 300 },
    { there: 0, back: 30 },
    { there: 90, back: 2 },
  ];
  const { clock, errorMs, hubClock } = bench(t, 5000, (question) => ways[(question - 1) % ways.length]);
  hubClock.setAnswers(true);
  await clock.advance(5000);
  // Half of a way that is all on one side, no less: this is the worst case that the bound must hold.
  assert.ok(errorMs() >= 14);
  assert.equal(hubClock.offsetAt(clock.now())?.uncertaintyMs, 17);
});

for (const byMs of [HOUR, -HOUR, 500, -500]) {
  test(`follows at once where the seat's clock is set by ${byMs} ms, and measures anew`, async (t) => {
    const { asked, clock, count, errorMs, hubClock } = bench(t, -40, () => ({ there: 2, back: 4 }));
    hubClock.setAnswers(true);
    await clock.advance(3000);
    const before = hubClock.offsetAt(clock.now());
    const frameAt = clock.now();
    clock.setNow(clock.now() + byMs);
    errorMs();
    const after = hubClock.offsetAt(clock.now());
    assert.equal((after?.offsetMs ?? 0) - (before?.offsetMs ?? 0), -byMs);
    // What was captured before the clock was set is told with the offset that held then.
    assert.deepEqual(hubClock.offsetAt(frameAt), before);
    assert.equal(count('the clock of this machine was set'), 1);
    assert.equal(hubClock.state()?.steps, 1);
    await clock.advance(3000);
    assert.equal(asked.length, 16);
    errorMs();
    assert.equal(hubClock.state()?.steps, 1);
  });
}

test('a clock that is slowed down or sped up was not set, and the offset follows it', async (t) => {
  const { asked, clock, errorMs, hubClock } = bench(t, 30, () => ({ there: 2, back: 2 }));
  hubClock.setAnswers(true);
  for (let second = 0; second < 300; second++) {
    await clock.advance(1000);
    clock.setNow(clock.now() + 1);
  }
  errorMs();
  assert.deepEqual([asked.length, hubClock.state()?.steps], [8, 0]);
});

test('measures again after ten minutes, and when the hub comes back', async (t) => {
  const { asked, clock, hubClock } = bench(t, 30, () => ({ there: 2, back: 2 }));
  hubClock.setAnswers(true);
  await clock.advance(590_000);
  assert.equal(asked.length, 8);
  await clock.advance(20_000);
  assert.equal(asked.length, 16);
  hubClock.setAnswers(false);
  hubClock.setAnswers(true);
  await clock.advance(2000);
  assert.equal(asked.length, 24);
});

test('a hub that does not answer is asked twice, and nothing is made up', async (t) => {
  const { asked, clock, hubClock } = bench(t, 30, () => undefined);
  hubClock.setAnswers(true);
  await clock.advance(60_000);
  assert.equal(asked.length, 2);
  assert.equal(hubClock.offsetAt(clock.now()), undefined);
});

test('what was measured stays in force while the hub is away', async (t) => {
  const { clock, hubClock } = bench(t, 900, (question) => (question > 8 ? undefined : { there: 1, back: 1 }));
  hubClock.setAnswers(true);
  await clock.advance(3000);
  const measured = hubClock.offsetAt(clock.now());
  hubClock.setAnswers(false);
  await clock.advance(1_000_000);
  hubClock.setAnswers(true);
  await clock.advance(5000);
  assert.deepEqual(hubClock.offsetAt(clock.now()), measured);
  assert.ok((hubClock.state()?.measuredAgoMs ?? 0) > 1_000_000);
});

test('passes over answers that nobody waits for, and those that contradict themselves', async (t) => {
  const { clock, hubClock } = bench(t, 30, () => undefined);
  hubClock.setAnswers(true);
  await clock.advance(10);
  hubClock.heard({ id: 99, sentAt: 1, receivedAt: 5, answeredAt: 5 });
  hubClock.heard({ id: 1, sentAt: clock.now(), receivedAt: 20, answeredAt: 10 });
  await clock.advance(5000);
  assert.equal(hubClock.offsetAt(clock.now()), undefined);
});
