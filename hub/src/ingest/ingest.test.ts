import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { Ack, Challenge, SeatEvent } from '@invigil/contract';
import { sql } from 'kysely';
import {
  BOOT,
  OTHER_BOOT,
  batchOf,
  closed,
  minuteAt,
  opened,
  riskAt,
  testChallenge,
  testMinute,
  testSignal,
} from '../lib/testing.js';
import { onlySqlite } from '../lib/test-database.js';
import { challengesOf } from '../store/challenges.js';
import { deadLetters } from '../store/dead-letters.js';
import { setUp } from './test-ingest.js';

const HEALTH = {
  boot: BOOT,
  at: 100_000,
  rates: { captured: 15, faces: 10, objects: 1 },
  dropped: 0,
  stages: {},
  outbox: { depth: 0, oldestMs: 0 },
  rssMb: 300,
  temperatureC: null,
};

test('stores a batch, then acknowledges it with its gaps', async () => {
  const { say, acks, events } = await setUp();
  await say('evt', batchOf([riskAt(1, 1000, 5), riskAt(4, 1100, 6)]));
  assert.deepEqual(
    acks.map(({ committedTo, missing }) => [committedTo, missing]),
    [[4, [[2, 3]]]],
  );
  assert.equal(await events(), 2);
});

test('tells the pages of a minute as it comes, and not of one that comes late', async () => {
  const { say, minutes } = await setUp();
  await say('evt', batchOf([minuteAt(3, testMinute(2)), minuteAt(1, testMinute(0), { hist: true })]));
  assert.deepEqual(minutes, [{ seat: 'a1', from: 120_000 }]);
});

test('acknowledges a batch that comes again, and changes nothing', async () => {
  const { say, acks, events, incidents, shown } = await setUp();
  const signal = testSignal();
  const batch = batchOf([opened(1, signal), closed(2, signal, 20_000)]);
  await say('evt', batch);
  const before = [await incidents(), shown.length];
  await say('evt', batch);
  assert.equal(acks.length, 2);
  assert.deepEqual(acks[1], acks[0]);
  assert.equal(await events(), 2);
  assert.deepEqual([await incidents(), shown.length], before);
});

test(
  'acknowledges nothing while the disk is full, and goes on when there is room',
  onlySqlite('its pages are counted'),
  async () => {
    const { db, say, acks, shown, events, incidents } = await setUp();
    const allow = (pages: number) => sql.raw(`pragma max_page_count = ${pages}`).execute(db);
    await say('evt', batchOf([riskAt(1, 1000, 5)]));
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db);
    await allow(rows[0]?.page_count ?? 0);
    const signals = Array.from({ length: 150 }, (_, index) =>
      opened(index + 2, testSignal({ number: index })),
    );
    await say('evt', batchOf(signals));
    assert.deepEqual([acks.length, shown.length, await events()], [1, 0, 1]);
    await allow(1_000_000);
    await say('evt', batchOf(signals));
    assert.deepEqual([acks[1]?.committedTo, acks[1]?.missing], [151, []]);
    assert.equal((await incidents())[0]?.signals.length, 150);
  },
);

test('goes on when an acknowledgement cannot be sent', async () => {
  const sent: Ack[] = [];
  const { say } = await setUp(undefined, (ack) => {
    sent.push(ack);
    throw new Error('the broker fails');
  });
  await say('evt', batchOf([riskAt(1, 1000, 5)]));
  await say('evt', batchOf([riskAt(2, 1000, 5)]));
  assert.deepEqual(
    sent.map((ack) => ack.committedTo),
    [1, 2],
  );
});

test('lets go of what a seat still has, unacknowledged, when more comes than can be stored', async () => {
  const { receive, say, acks } = await setUp();
  for (let i = 0; i < 5000; i += 1) receive('evt', JSON.stringify(batchOf([riskAt(1, 1000, 5)])));
  await say('evt', batchOf([riskAt(2, 1100, 5)]));
  assert.equal(acks.at(-1)?.committedTo, 1);
  await say('evt', batchOf([riskAt(2, 1100, 5)]));
  assert.equal(acks.at(-1)?.committedTo, 2);
});

test('knows after a restart what is stored', async () => {
  const first = await setUp();
  await first.presence('online');
  await first.say('evt', batchOf([opened(1, testSignal({ kind: 'covered' })), riskAt(3, 15_000, 30)]));
  await first.db.destroy();
  const second = await setUp(first.config.dataDir);
  assert.equal(second.view()?.state, 'online');
  assert.equal(second.view()?.risk.score, 30);
  assert.deepEqual(second.view()?.blind, ['covered']);
  await second.say('evt', batchOf([riskAt(2, 14_500, 20), riskAt(3, 15_000, 30)]));
  assert.deepEqual(
    second.acks.map(({ committedTo, missing }) => [committedTo, missing]),
    [[3, []]],
  );
  assert.equal(await second.events(), 3);
  assert.equal(second.view()?.risk.score, 30, 'a gap that is filled does not set the tile back');
});

test('keeps what it cannot read as dead letters, only the newest, and goes on', async () => {
  const { ingest, say, db, events } = await setUp();
  const send = (topic: string, payload: string) => {
    ingest.receive({ topic, payload: Buffer.from(payload), retained: false });
  };
  send('exam/1/north/r2/a1/evt', 'garbage');
  send('exam/1/north/r2/nobody/evt', '{}');
  send('exam/1/north/r2/a1/health', '{"boot":1}');
  send('exam/1/north/r2/a1/evt', JSON.stringify({ v: 1, boot: BOOT, events: [] }));
  send('exam/1/north/r2/a1/state', 'x'.repeat(300_000));
  await say('evt', batchOf([riskAt(1, 1000, 5)]));
  const letters = await deadLetters(db, 10);
  assert.deepEqual(
    letters.map((letter) => letter.reason.split(':')[0]),
    ['too-large', 'wrong-shape', 'wrong-shape'],
  );
  assert.equal(letters[0]?.payload.length, 1024);
  assert.equal(await events(), 1);
});

test('ignores the late will of an older boot', async () => {
  const { presence, view } = await setUp();
  await presence('online', OTHER_BOOT);
  await presence('online', BOOT);
  await presence('lost', OTHER_BOOT);
  assert.equal(view()?.state, 'online');
  await presence('lost', BOOT);
  assert.equal(view()?.state, 'lost');
});

test('believes a seat that fares well under another boot than the one that was lost', async () => {
  const { presence, say, view } = await setUp();
  await presence('lost', OTHER_BOOT);
  await say('evt', batchOf([riskAt(1, 1000, 5)]));
  assert.equal(view()?.state, 'lost', 'events may be those of an earlier boot');
  await say('health', HEALTH, true);
  assert.equal(view()?.state, 'lost', 'what was retained may be old');
  await say('health', HEALTH);
  assert.deepEqual([view()?.state, view()?.boot], ['online', BOOT]);
});

test('takes the clearing of a retained topic for nothing', async () => {
  const { presence, receive, ingest, db, view } = await setUp();
  await presence('online');
  receive('state', '');
  await ingest.flush();
  assert.equal((await deadLetters(db, 10)).length, 0);
  assert.equal(view()?.state, 'online');
});

test('shows a seat that falls silent as lost, and as online when it speaks again', async () => {
  const { presence, say, view, clock, ingest } = await setUp();
  await presence('online');
  clock.at += 12_001;
  ingest.sweep();
  await ingest.flush();
  assert.equal(view()?.state, 'lost');
  await say('evt', batchOf([riskAt(1, clock.at, 5)]));
  assert.equal(view()?.state, 'online');
});

test('ends what a boot that died left open, and takes the true end when it comes after all', async () => {
  const { presence, say, incidents, view } = await setUp();
  const signal = testSignal();
  await presence('online');
  await say('evt', batchOf([opened(1, signal), riskAt(2, 18_000, 30)]));
  assert.equal((await incidents())[0]?.endedAt, null);
  await presence('online', OTHER_BOOT);
  assert.equal((await incidents())[0]?.endedAt, 18_000);
  assert.equal(view()?.signals.length, 0);
  await say('evt', batchOf([closed(3, signal, 19_500, { hist: true })]));
  assert.equal((await incidents())[0]?.endedAt, 19_500);
});

test('raises an incident when the risk reaches alert during it, whichever comes first', async () => {
  const { say, incidents } = await setUp();
  await say('evt', batchOf([opened(1, testSignal())]));
  assert.equal((await incidents())[0]?.severity, 'watch');
  await say('evt', batchOf([riskAt(2, 15_000, 60)]));
  assert.equal((await incidents())[0]?.severity, 'alert');
  await say('evt', batchOf([closed(3, testSignal(), 20_000)]));
  const late = testSignal({ number: 2, startedAt: 50_000, openedAt: 54_000 });
  await say('evt', batchOf([riskAt(4, 53_000, 60), opened(5, late)]));
  assert.deepEqual(
    (await incidents()).map((one) => one.severity),
    ['alert', 'alert'],
  );
});

test('raises no incident between two alerts in which there was none', async () => {
  const { say, incidents } = await setUp();
  const at = (number: number, startedAt: number) =>
    testSignal({ number, startedAt, openedAt: startedAt + 1, endedAt: startedAt + 1000 });
  const told = [at(1, 0), at(2, 100_000), at(3, 200_000)].map((one, index) => opened(index + 1, one));
  await say('evt', batchOf(told));
  await say('evt', batchOf([riskAt(4, 500, 60), riskAt(5, 200_500, 60)]));
  assert.deepEqual(
    (await incidents()).map((one) => one.severity),
    ['alert', 'watch', 'alert'],
  );
});

test('calls an incident history only if none of it was told live, whichever came first', async () => {
  const signal = testSignal();
  const [live, late] = [opened(1, signal), closed(2, signal, 20_000, { hist: true })];
  for (const order of [
    [live, late],
    [late, live],
  ]) {
    const { say, incidents } = await setUp();
    for (const event of order) await say('evt', batchOf([event]));
    assert.deepEqual(
      (await incidents()).map((one) => [one.hist, one.endedAt]),
      [[false, 20_000]],
    );
  }
});

test('joins two incidents when a signal shows that they were one', async () => {
  const { say, incidents } = await setUp();
  const at = (number: number, startedAt: number) =>
    testSignal({ number, startedAt, openedAt: startedAt + 1000 });
  await say('evt', batchOf([opened(1, at(1, 0)), closed(2, at(1, 0), 5000), opened(3, at(2, 16_000))]));
  assert.equal((await incidents()).length, 2);
  await say('evt', batchOf([opened(4, { ...at(3, 12_000), openedAt: 18_000 })]));
  const joined = await incidents();
  assert.deepEqual(
    joined.map((one) => one.id),
    [at(1, 0).id],
  );
  assert.equal(joined[0]?.signals.length, 3);
});

test('tells what an incident was before, and into which one another has gone', async () => {
  const { say, heard } = await setUp();
  const told = async (...events: SeatEvent[]) => {
    await say('evt', batchOf(events));
    return heard.take().flatMap((change) => {
      if (change.type === 'incident-removed') return [['removed', change.id, change.into]];
      if (change.type !== 'incident') return [];
      const { endedAt, id, severity, startedAt } = change.incident;
      // Another place in the alert budget changes nothing of this.
      const isSame = isDeepStrictEqual(change.before, { severity, startedAt, endedAt });
      return isSame ? [] : [[change.change, id, change.before]];
    });
  };
  const at = (number: number, startedAt: number) =>
    testSignal({ number, startedAt, openedAt: startedAt + 1000 });
  const [first, second] = [at(1, 0).id, at(2, 0).id];
  assert.deepEqual(await told(opened(1, at(1, 0))), [['new', first, undefined]]);
  const open = { severity: 'watch', startedAt: 0, endedAt: null };
  assert.deepEqual(await told(closed(2, at(1, 0), 5000)), [['end', first, open]]);
  assert.deepEqual(await told(opened(3, at(2, 16_000))), [['new', second, undefined]]);
  const later = { ...open, startedAt: 16_000 };
  assert.deepEqual(await told(riskAt(4, 17_500, 60)), [['update', second, later]]);
  assert.deepEqual(await told(opened(5, { ...at(3, 12_000), openedAt: 18_000 })), [
    ['update', first, { ...open, endedAt: 5000 }],
    ['removed', second, first],
  ]);
});

test('an incident that was an alert stays one, though its end turns out to lie before', async () => {
  const { say, incidents } = await setUp();
  await say('evt', batchOf([opened(1, testSignal()), riskAt(2, 20_500, 60)]));
  await say('evt', batchOf([closed(3, testSignal(), 20_000)]));
  assert.deepEqual(
    (await incidents()).map((one) => [one.severity, one.endedAt]),
    [['alert', 20_000]],
  );
});

test('keeps how long a signal was seen, and the direction of most of its time', async () => {
  const { say, incidents } = await setUp();
  const signal = testSignal({ direction: 'left', seenMs: 4000 });
  await say('evt', batchOf([opened(1, signal)]));
  await say('evt', batchOf([closed(2, { ...signal, direction: 'up', seenMs: 5500 }, 20_000)]));
  const [kept] = (await incidents())[0]?.signals ?? [];
  assert.deepEqual([kept?.direction, kept?.seenMs], ['up', 5500]);
});

test('keeps conduct and coverage apart, and evidence with its signal', async () => {
  const { say, incidents } = await setUp();
  const picture = { sha256: 'c'.repeat(64), takenAt: 14_000, role: 'moment' as const };
  const evidence = { type: 'evidence' as const, signalId: `${BOOT}-1`, pictures: [picture] };
  await say('evt', batchOf([{ seq: 1, session: null, at: 14_000, body: evidence }]));
  await say('evt', batchOf([opened(2, testSignal()), opened(3, testSignal({ number: 2, kind: 'dark' }))]));
  const found = await incidents();
  assert.deepEqual(
    found.map((one) => `${one.class} ${one.evidence.length}`).toSorted((a, b) => a.localeCompare(b)),
    ['conduct 1', 'coverage 0'],
  );
});

test('counts blind and lost time against the watched share', async () => {
  const { presence, say, view, clock } = await setUp();
  await presence('online');
  const dark = testSignal({ kind: 'dark', startedAt: clock.at, openedAt: clock.at + 1000 });
  await say('evt', batchOf([opened(1, dark), closed(2, dark, clock.at + 2000)]));
  clock.at += 8000;
  await presence('lost');
  clock.at += 2000;
  assert.equal(view()?.watched, 0.6);
});

test('blind time of a seat whose clock is an hour off counts where it was by the hub’s clock', async () => {
  const { config, presence, say, view, clock } = await setUp(undefined, undefined, {}, { at: 10_000_000 });
  await presence('online');
  const at = clock.at - 3_600_000;
  const told = { offsetMs: 3_600_000, uncertaintyMs: 2 };
  const dark = testSignal({ kind: 'dark', startedAt: at, openedAt: at + 1000 });
  await say('health', { ...HEALTH, at, clock: { ...told, measuredAgoMs: 0, steps: 0 } });
  await say('evt', batchOf([opened(1, dark, { clock: told }), closed(2, dark, at + 2000, { clock: told })]));
  clock.at += 8000;
  assert.equal(view()?.watched, 0.75);
  // So it is after a restart of the hub.
  const again = await setUp(config.dataDir, undefined, {}, { at: clock.at });
  assert.equal(again.view()?.watched, 0.75);
});

test('keeps what became of a cue once, tells it live, and tells no history', async () => {
  const { db, say, judged, events } = await setUp();
  const told = (seq: number, challenge: Challenge, hist = {}) =>
    batchOf([{ seq, session: null, at: 20_000, ...hist, body: { type: 'challenge', challenge } }]);
  const [first, late] = [
    testChallenge({ askedAt: 8000 }),
    testChallenge({ id: randomUUID(), askedAt: 9000 }),
  ];
  await say('evt', told(1, first));
  await say('evt', told(1, first));
  await say('evt', told(2, first));
  await say('evt', told(3, late, { hist: true }));
  assert.deepEqual(judged, [first, first]);
  assert.equal(await events(), 3);
  assert.deepEqual(await challengesOf(db, 1), [late, first]);
});
