import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CompletenessCertificate, type SeatEvent, canonicalText } from '@invigil/contract';
import { setUp } from '../ingest/test-ingest.js';
import { hashOf } from '../lib/chain.js';
import { sha256Hex } from '../lib/sha256.js';
import { BOOT, OTHER_BOOT, batchOf, chained, closed, opened, riskAt, testSignal } from '../lib/testing.js';
import { certificateOf } from './certificate-of.js';
import { loadSeats } from './seats.js';
import { verifyStore } from './verify-store.js';

const MINUTE = 60_000;
const IN_SESSION = { session: 'maths' };

/** A seat's hub, and what it certifies of the session. */
async function hub() {
  const one = await setUp();
  const { clock, db, say } = one;
  const seatIds = new Map([...(await loadSeats(db, 'north'))].map(([key, { id }]) => [key, id]));
  const tell = (events: SeatEvent[], boot = BOOT) => say('evt', batchOf(events, boot));
  const place = { centre: 'north', room: 'r2', seat: 'a1', seatId: seatIds.get('r2/a1') ?? 0 };
  const maybe = (session = 'maths') => certificateOf(db, place, session, clock.now());
  const certify = async () => CompletenessCertificate.parse(await maybe());
  const verify = async () => {
    const found = [];
    for await (const boot of verifyStore(db)) found.push(boot);
    return found;
  };
  return { ...one, tell, certify, maybe, verify };
}

/** One event a minute. */
function minutes(count: number, boot = BOOT, from = 0): SeatEvent[] {
  const events = Array.from({ length: count }, (_, index) =>
    riskAt(index + 1, from + index * MINUTE, 5, IN_SESSION),
  );
  return chained(events, boot);
}

test('a session that is whole is certified, the same each time, by a hash of all but when', async () => {
  const { certify, clock, tell, verify } = await hub();
  const events = minutes(5);
  await tell(events);
  const { hash, issuedAt, ...content } = await certify();
  assert.equal(content.complete, true);
  const [boot] = await verify();
  assert.deepEqual(content.boots, [
    { boot: BOOT, first: 1, last: 5, stored: 5, missing: [], chain: 'whole', breaks: [], head: boot?.head },
  ]);
  assert.deepEqual(boot?.flaws, []);
  assert.deepEqual(content.coverage, [{ sensor: 'camera', from: 0, to: 4 * MINUTE, watched: 1, blind: [] }]);
  assert.equal(hash, sha256Hex(canonicalText(content)));
  clock.at += 5000;
  assert.deepEqual(await certify(), { ...content, hash, issuedAt: issuedAt + 5000 });
});

test('of a session in which no time passed it says that there was nothing to watch', async () => {
  const { certify, tell } = await hub();
  await tell(minutes(1));
  const { complete, coverage } = await certify();
  assert.equal(complete, true);
  assert.deepEqual(coverage, [{ sensor: 'camera', from: 0, to: 0, watched: null, blind: [] }]);
});

test('a session of which nothing is stored has no certificate', async () => {
  const { maybe, tell } = await hub();
  await tell(minutes(2));
  assert.equal(await maybe('physics'), undefined);
});

test('events in any order, twice, and after a gap give the same certificate as in one piece', async () => {
  const events = minutes(6);
  const straight = await hub();
  await straight.tell(events);
  const crooked = await hub();
  await crooked.tell(events.slice(3));
  const partly = await crooked.certify();
  assert.deepEqual([partly.complete, partly.boots[0]?.missing], [false, [[1, 3]]]);
  assert.equal(crooked.acks.at(-1)?.head?.seq, 0);
  await crooked.tell(events.slice(2, 5));
  await crooked.tell(events.slice(0, 1));
  assert.deepEqual((await crooked.certify()).coverage[0]?.blind, [
    { from: 0, to: 2 * MINUTE, cause: 'events-missing' },
  ]);
  await crooked.tell(events.slice(0, 2).map((event) => ({ ...event, hist: true as const })));
  assert.equal((await crooked.certify()).hash, (await straight.certify()).hash);
  assert.deepEqual(crooked.acks.at(-1)?.head, straight.acks.at(-1)?.head);
  assert.equal(crooked.acks.at(-1)?.head?.seq, 6);
});

test('an event changed on its way is kept, and the chain is broken behind it, also when its neighbours were there', async () => {
  const { certify, events: stored, tell, verify } = await hub();
  const [first, second, ...rest] = minutes(4);
  await tell([first!, ...rest]);
  await tell([{ ...second!, at: second!.at + 1 }]);
  assert.equal(await stored(), 4);
  const { boots, complete } = await certify();
  assert.deepEqual([complete, boots[0]?.chain, boots[0]?.breaks], [false, 'broken', [3]]);
  assert.deepEqual((await verify())[0]?.flaws, [{ seq: 3, flaw: 'unlinked' }]);
});

test('a chain goes on over a restart of the hub', async () => {
  const first = await hub();
  const events = minutes(4);
  await first.tell(events.slice(0, 2));
  await first.db.destroy();
  const second = await setUp(first.config.dataDir);
  await second.say('evt', batchOf(events.slice(2)));
  assert.equal(second.acks.at(-1)?.head?.seq, 4);
  assert.deepEqual(await second.db.selectFrom('chain_break').selectAll().execute(), []);
  await second.say('evt', batchOf([{ ...riskAt(5, 9000, 1), prev: 'f'.repeat(64) }]));
  const [found] = await second.db.selectFrom('chain_break').select('seq').execute();
  assert.equal(found?.seq, 5);
});

test('a row that is rewritten is found at its seq, and one whose hash was made to fit at the next', async () => {
  const { certify, db, tell, verify } = await hub();
  await tell(minutes(5));
  const row = (seq: number) => db.updateTable('event').where('seq', '=', seq);
  await row(3)
    .set({ body: JSON.stringify(riskAt(3, 0, 99).body) })
    .execute();
  assert.deepEqual((await verify())[0]?.flaws, [{ seq: 3, flaw: 'changed' }]);
  const forged = { ...minutes(5)[2]!, body: riskAt(3, 0, 99).body };
  await row(3)
    .set({ hash: Buffer.from(hashOf(forged), 'hex') })
    .execute();
  assert.deepEqual((await verify())[0]?.flaws, [{ seq: 4, flaw: 'unlinked' }]);
  assert.deepEqual((await certify()).boots[0]?.breaks, [4]);
  await db.deleteFrom('event').where('seq', '=', 2).execute();
  assert.deepEqual((await verify())[0]?.flaws[0], { seq: 2, flaw: 'missing', to: 2 });
});

test('what was found broken when it came stays known when the row is mended', async () => {
  const { db, tell, verify } = await hub();
  const events = minutes(3);
  await tell([events[0]!, { ...events[1]!, at: 7 }, events[2]!]);
  const whole = events.map(({ prev }) => Buffer.from(prev ?? '', 'hex'));
  await db.updateTable('event').set({ at: MINUTE, hash: whole[2]! }).where('seq', '=', 2).execute();
  assert.deepEqual((await verify())[0]?.flaws, [{ seq: 3, flaw: 'found-at-ingest' }]);
});

test('a seat of before tells no chain: it is kept, and not called whole', async () => {
  const { certify, tell, verify } = await hub();
  await tell([riskAt(1, 0, 5, IN_SESSION), riskAt(2, MINUTE, 5, IN_SESSION)]);
  const { boots, complete } = await certify();
  assert.deepEqual([complete, boots[0]?.chain, boots[0]?.breaks], [false, 'absent', []]);
  assert.deepEqual(
    (await verify())[0]?.flaws.map(({ seq }) => seq),
    [1, 2],
  );
});

test('a new boot has a chain of its own, and the time between the two is blind', async () => {
  const { certify, tell } = await hub();
  await tell(minutes(3));
  await tell(minutes(3, OTHER_BOOT, 3 * MINUTE), OTHER_BOOT);
  const { boots, complete, coverage } = await certify();
  assert.deepEqual(
    boots.map(({ boot, chain }) => [boot, chain]),
    [
      [BOOT, 'whole'],
      [OTHER_BOOT, 'whole'],
    ],
  );
  assert.equal(complete, true);
  assert.deepEqual(coverage[0]?.blind, [{ from: 2 * MINUTE, to: 3 * MINUTE, cause: 'seat-away' }]);
  assert.equal(coverage[0]?.watched, 0.8);
});

test('coverage signals and long silence are blind time, and overlapping times count once', async () => {
  const { certify, tell } = await hub();
  const covered = testSignal({ kind: 'covered', startedAt: 10_000, openedAt: 12_000 });
  const dark = testSignal({ number: 2, kind: 'dark', startedAt: 30_000, openedAt: 32_000 });
  await tell(
    chained([
      riskAt(1, 0, 5, IN_SESSION),
      opened(2, covered, IN_SESSION),
      opened(3, dark, IN_SESSION),
      closed(4, covered, 40_000, IN_SESSION),
      riskAt(5, 100_000, 5, IN_SESSION),
      riskAt(6, 200_000, 5, IN_SESSION),
    ]),
  );
  const [camera] = (await certify()).coverage;
  assert.deepEqual(camera?.blind, [
    { from: 10_000, to: 40_000, cause: 'covered' },
    { from: 30_000, to: null, cause: 'dark' },
    { from: 100_000, to: 200_000, cause: 'seat-away' },
  ]);
  assert.equal(camera?.watched?.toFixed(6), '0.050000', '10 of 200 s');
});

test('a seat that died in its session is blind from its last word to when it was back', async () => {
  const { certify, clock, presence, say, sweep, tell } = await hub();
  clock.at = 0;
  await presence('online');
  await say('birth', birthOf('a'));
  await tell(minutes(2));
  clock.at = MINUTE;
  await presence('lost');
  clock.at = 2 * MINUTE;
  await sweep();
  const open = (await certify()).coverage[0];
  assert.deepEqual([open?.to, open?.blind], [2 * MINUTE, [{ from: MINUTE, to: null, cause: 'seat-away' }]]);
  clock.at = 3 * MINUTE;
  await presence('online', OTHER_BOOT);
  const over = (await certify()).coverage[0];
  assert.deepEqual([over?.watched?.toFixed(6), over?.blind[0]?.to], ['0.333333', 3 * MINUTE]);
});

test('names the policies and nets that the seat said it worked under', async () => {
  const { certify, say, tell } = await hub();
  await say('birth', birthOf('a'));
  await say('birth', { ...birthOf('b'), at: 100_001 });
  await say('birth', birthOf('a'));
  await tell(minutes(2));
  const { nets, policyHashes } = await certify();
  assert.deepEqual(policyHashes, ['a'.repeat(64), 'b'.repeat(64)]);
  assert.deepEqual(nets, [{ name: 'yunet', sha256: 'c'.repeat(64) }]);
});

function birthOf(policy: string) {
  return {
    boot: BOOT,
    at: 100_000,
    session: 'maths',
    versions: { invigil: '0.1.0', node: '20.20.0', opencv: '4.6.0' },
    inference: { runtime: 'onnxruntime', provider: 'cpu' },
    nets: [{ name: 'yunet', sha256: 'c'.repeat(64) }],
    camera: { type: 'film', name: 'x.mp4', asked: {}, granted: null },
    policyHash: policy.repeat(64),
  };
}

/** Events one minute apart by the hub's clock, on a seat whose clock is `aheadMs(seq)` ahead of it. */
function skewed(count: number, aheadMs: (seq: number) => number, minutesApart = 1): SeatEvent[] {
  const events = Array.from({ length: count }, (_, index) => {
    const ahead = aheadMs(index + 1);
    const clock = { offsetMs: -ahead, uncertaintyMs: 3 };
    return riskAt(index + 1, 10_000_000 + index * minutesApart * MINUTE + ahead, 5, { ...IN_SESSION, clock });
  });
  return chained(events);
}

test('a clock set by an hour in the middle of a boot leaves order, chain and completeness as they are', async () => {
  for (const byMs of [60 * MINUTE, -60 * MINUTE]) {
    const { certify, db, tell, verify } = await hub();
    const events = skewed(6, (seq) => (seq > 3 ? byMs : 0) + 40);
    // The later half comes first.
    await tell(events.slice(3));
    await tell(events.slice(0, 3));
    const { boots, complete, coverage } = await certify();
    assert.deepEqual([complete, boots[0]?.chain, boots[0]?.missing], [true, 'whole', []]);
    assert.deepEqual(boots[0]?.clock, {
      leastOffsetMs: Math.min(0, -byMs) - 40,
      greatestOffsetMs: Math.max(0, -byMs) - 40,
      uncertaintyMs: 3,
      unmeasured: 0,
      steps: [{ seq: 4, forwardMs: byMs }],
    });
    assert.deepEqual(
      coverage[0]?.blind.map(({ cause }) => cause),
      byMs > 0 ? ['clock-step'] : [],
    );
    assert.deepEqual((await verify())[0]?.flaws, []);
    const stored = await db.selectFrom('event').select(['seq', 'at']).orderBy('seq').execute();
    assert.deepEqual(
      stored,
      events.map(({ at, seq }) => ({ seq, at })),
    );
  }
});

test('a seat that was away while its clock was set was away as long as the hub’s clock says', async () => {
  const { certify, tell } = await hub();
  // Five minutes passed, of which the seat's own clock tells half a minute.
  await tell(skewed(2, (seq) => (seq > 1 ? -4.5 * MINUTE : 0), 5));
  const { boots, coverage } = await certify();
  assert.deepEqual(
    coverage[0]?.blind.map(({ cause }) => cause),
    ['seat-away'],
  );
  assert.equal(boots[0]?.clock?.steps[0]?.forwardMs, -4.5 * MINUTE);
});

test('what a measurement leaves open is no step, and events from before the first one are told as such', async () => {
  const { certify, tell } = await hub();
  const [first, ...rest] = minutes(5).map((event) => ({ ...event, prev: undefined }));
  const told = rest.map((event) => {
    const clock =
      event.seq % 2 === 0 ? { offsetMs: 0, uncertaintyMs: 20 } : { offsetMs: 135, uncertaintyMs: 16 };
    return { ...event, clock };
  });
  await tell(chained([first!, ...told]));
  assert.deepEqual((await certify()).boots[0]?.clock, {
    leastOffsetMs: 0,
    greatestOffsetMs: 135,
    uncertaintyMs: 20,
    unmeasured: 1,
    steps: [],
  });
});

test('an offset that was changed in the store is found', async () => {
  const { db, tell, verify } = await hub();
  await tell(skewed(3, () => 250));
  await db.updateTable('event').set({ clock_offset_ms: 0 }).where('seq', '=', 2).execute();
  assert.deepEqual((await verify())[0]?.flaws, [{ seq: 2, flaw: 'changed' }]);
});

test('what a seat gave up explains the gap, is not asked for, and makes nothing complete', async () => {
  const { acks, certify, tell, verify } = await hub();
  const events = minutes(6);
  await tell([...events.slice(0, 2), ...events.slice(4)]);
  assert.deepEqual(acks.at(-1)?.missing, [[3, 4]]);
  const givenUp = { boot: BOOT, session: 'maths', first: 3, last: 4, from: 2 * MINUTE, to: 3 * MINUTE };
  const told = { seq: 1, session: 'physics', at: 99 * MINUTE, body: { type: 'given-up' as const, givenUp } };
  await tell(chained([told], OTHER_BOOT), OTHER_BOOT);
  assert.deepEqual(
    acks.findLast(({ boot }) => boot === BOOT),
    { ...acks[0], missing: [] },
  );
  // Told twice, it is the same.
  await tell(chained([told], OTHER_BOOT), OTHER_BOOT);
  const { boots, complete, givenUp: certified } = await certify();
  const { session: _, ...expected } = givenUp;
  assert.deepEqual([complete, boots[0]?.missing, boots[0]?.chain], [false, [[3, 4]], 'whole']);
  assert.deepEqual(certified, [expected]);
  assert.deepEqual((await verify())[0]?.flaws, [{ seq: 3, flaw: 'missing', to: 4 }]);
});

test('what was stored before it was given up is no loss', async () => {
  const { certify, tell } = await hub();
  await tell(minutes(4));
  const givenUp = { boot: BOOT, session: 'maths', first: 3, last: 4, from: 0, to: 1 };
  const told = { seq: 1, session: null, at: MINUTE, body: { type: 'given-up' as const, givenUp } };
  await tell(chained([told], OTHER_BOOT), OTHER_BOOT);
  const certificate = await certify();
  assert.deepEqual([certificate.complete, certificate.givenUp], [true, undefined]);
});

test('a boot of which nothing came is told as given up, also after a restart of the hub', async () => {
  const { acks, certify, config, say, tell } = await hub();
  const lost = 'c'.repeat(16);
  const givenUp = { boot: lost, session: 'maths', first: 1, last: 9, from: 0, to: 9 * MINUTE };
  await tell(minutes(2));
  const told = { seq: 1, session: null, at: MINUTE, body: { type: 'given-up' as const, givenUp } };
  await tell(chained([told], OTHER_BOOT), OTHER_BOOT);
  const certificate = await certify();
  assert.equal(certificate.complete, false);
  assert.deepEqual(
    certificate.givenUp?.map(({ boot, last }) => `${boot} ${last}`),
    [`${lost} 9`],
  );
  assert.deepEqual(
    certificate.boots.map(({ boot }) => boot),
    [BOOT],
  );
  assert.equal(acks.at(-1)?.committedTo, 0);
  await say(
    'evt',
    batchOf(
      chained([riskAt(1, 1, 1)], lost).map((event) => ({ ...event, seq: 12 })),
      lost,
    ),
  );
  const again = await setUp(config.dataDir);
  await again.say(
    'evt',
    batchOf(
      chained([riskAt(1, 1, 1)], lost).map((event) => ({ ...event, seq: 13 })),
      lost,
    ),
  );
  assert.deepEqual([acks.at(-1)?.missing, again.acks.at(-1)?.missing], [[[10, 11]], [[10, 11]]]);
});

test('what a seat could not store makes nothing complete, and the time around it counts as blind', async () => {
  const { certify, tell } = await hub();
  const [first, second, ...rest] = minutes(4);
  const notKept = { events: 3, from: MINUTE + 1, to: MINUTE + 9000 };
  const lost = { ...second!, body: { type: 'not-kept' as const, notKept } };
  await tell(chained([first!, lost, ...rest]));
  const { boots, complete, coverage } = await certify();
  assert.deepEqual([complete, boots[0]?.missing, boots[0]?.chain], [false, [], 'whole']);
  assert.deepEqual(boots[0]?.notKept, [notKept]);
  assert.deepEqual(coverage[0]?.blind, [{ from: 0, to: MINUTE, cause: 'events-missing' }]);
});
