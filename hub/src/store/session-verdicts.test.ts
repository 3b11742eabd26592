import assert from 'node:assert/strict';
import { test } from 'node:test';
import { saveGivenUp } from './given-up.js';
import { saveOwnSignal } from './signals.js';
import { setUp } from '../ingest/test-ingest.js';
import { OTHER_BOOT, batchOf, chained, riskAt, testSignal } from '../lib/testing.js';
import { certificateOf } from './certificate-of.js';
import { keptVerdict, makeVerdict } from './session-verdicts.js';

const MINUTE = 60_000;
const MATHS = { seatId: 1, session: 'maths' };
const PLACE = { centre: 'north', room: 'r2', seat: 'a1', seatId: 1 };

/** A seat told eleven minutes of maths, then physics, in one boot; the verdict of maths is made. */
async function made() {
  const hub = await setUp();
  const { clock, db, say } = hub;
  const story = chained([
    ...Array.from({ length: 11 }, (_, i) => riskAt(i + 1, i * MINUTE, 5, { session: 'maths' })),
    ...Array.from({ length: 5 }, (_, i) => riskAt(i + 12, (i + 20) * MINUTE, 5, { session: 'physics' })),
  ]);
  const tell = (from: number, to: number) => say('evt', batchOf(story.slice(from - 1, to)));
  const certify = () => certificateOf(db, PLACE, 'maths', clock.now());
  const make = () => makeVerdict(db, MATHS, certify);
  const kept = () => keptVerdict(db, MATHS);
  return { ...hub, tell, certify, make, kept };
}

test('is kept while the seat tells of another session, and says what the certificate says', async () => {
  const { certify, kept, make, tell } = await made();
  await tell(1, 13);
  assert.equal(await kept(), undefined);
  const verdict = await make();
  await tell(14, 16);
  assert.deepEqual(await kept(), verdict);
  const now = await certify();
  assert.deepEqual(verdict, { watched: now?.coverage[0]?.watched, complete: now?.complete });
  assert.deepEqual(verdict, { watched: 1, complete: true });
});

const CHANGES: [string, (hub: Awaited<ReturnType<typeof made>>) => Promise<unknown>][] = [
  ['an event of it comes late', (hub) => hub.tell(11, 11)],
  ['its boot has a gap, also in a later session', (hub) => hub.tell(16, 16)],
  [
    'another boot tells of it',
    ({ say }) =>
      say('evt', batchOf(chained([riskAt(1, 12 * MINUTE, 5, { session: 'maths' })], OTHER_BOOT), OTHER_BOOT)),
  ],
  [
    'the hub says that the seat fell silent',
    ({ db }) => {
      const startedAt = 10 * MINUTE;
      const signal = testSignal({ kind: 'agent-stopped', startedAt, openedAt: startedAt + 12_000 });
      return saveOwnSignal(db, 1, { signal: { ...signal, source: 'hub' }, hist: false });
    },
  ],
  [
    'the seat gave something of it up',
    ({ db }) =>
      saveGivenUp(db, 1, { boot: OTHER_BOOT, first: 1, last: 2, session: 'maths', from: 0, to: 1 }, 1),
  ],
];
for (const [what, change] of CHANGES)
  test(`is forgotten when ${what}`, async () => {
    const hub = await made();
    await hub.tell(1, 10);
    await hub.tell(12, 14);
    const before = await hub.make();
    assert.deepEqual(await hub.kept(), before);
    await change(hub);
    assert.equal(await hub.kept(), undefined);
    const again = await hub.make();
    const now = await hub.certify();
    assert.deepEqual(again, { watched: now?.coverage[0]?.watched, complete: now?.complete });
  });

test('a signal of another time changes nothing', async () => {
  const { db, kept, make, tell } = await made();
  await tell(1, 11);
  const verdict = await make();
  const startedAt = 30 * MINUTE;
  const signal = testSignal({ startedAt, openedAt: startedAt, endedAt: startedAt + 1 });
  await saveOwnSignal(db, 1, { signal, hist: false });
  assert.deepEqual(await kept(), verdict);
});

test('what comes while it is made keeps it from being kept', async () => {
  const { certify, db, kept, tell } = await made();
  await tell(1, 10);
  const verdict = await makeVerdict(db, MATHS, async () => {
    const certificate = await certify();
    await tell(11, 11);
    return certificate;
  });
  assert.deepEqual(verdict, { watched: 1, complete: true });
  assert.equal(await kept(), undefined);
});

test('is none of a session of which nothing is stored', async () => {
  const { kept, make } = await made();
  assert.equal(await make(), undefined);
  assert.equal(await kept(), undefined);
});
