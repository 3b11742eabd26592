import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askHold, askRelease, confirmHold, confirmRelease } from '../store/holds.js';
import { receiptList } from '../store/receipts.js';
import { UNTOLD_SESSION } from '../store/session-keys.js';
import { AT, DAY_MS, MATHS, REQUEST, privacySetUp, storyOf, tellAll } from '../test-privacy.js';

const PLACE = { seatId: 1, session: 'maths' };

/** A session that was told at {@link AT}. */
async function told() {
  const hub = await privacySetUp();
  await hub.putPicture('picture maths');
  await tellAll(hub, storyOf('maths'));
  await hub.putTrack('a track');
  const sweep = async (day: number) => {
    hub.clock.at = AT + day * DAY_MS;
    return (await hub.erasures.sweep(50)).map(({ classes }) => classes.join('+'));
  };
  return { ...hub, sweepAt: sweep };
}

test('says of each session what there is of it and when it is due, and does nothing', async () => {
  const hub = await told();
  const [one, ...more] = await hub.erasures.list();
  assert.equal(more.length, 0);
  assert.deepEqual(one, {
    seatId: 1,
    ...MATHS,
    from: AT,
    to: AT + 4000,
    heardAt: AT,
    open: true,
    classes: [
      { class: 'evidence', dueAt: AT + 30 * DAY_MS },
      { class: 'track', dueAt: AT + 40 * DAY_MS },
      { class: 'record', dueAt: AT + 90 * DAY_MS },
    ],
    hold: null,
  });
});

test('erases each class when it is due and not before, each with its receipt', async () => {
  const hub = await told();
  assert.deepEqual(await hub.sweepAt(29.9), []);
  assert.deepEqual(await hub.sweepAt(30), ['evidence']);
  assert.ok(!hub.hasPicture('picture maths') && hub.hasTrack());
  assert.equal(await hub.putPicture('picture maths'), 'erased');
  assert.deepEqual(await hub.sweepAt(39.9), []);
  assert.deepEqual(await hub.sweepAt(40), ['track']);
  assert.equal(await hub.events(), 7);
  assert.deepEqual(await hub.sweepAt(89.9), []);
  assert.deepEqual(await hub.sweepAt(90), ['evidence+track+record']);
  assert.equal(await hub.events(), 0);
  assert.deepEqual(await hub.sweepAt(900), []);
  const receipts = await receiptList(hub.db, hub.signer);
  assert.deepEqual(
    receipts.map(({ receipt, whole }) => [whole, receipt.why]),
    [
      [true, { cause: 'retention', appealDays: 30, days: 60 }],
      [true, { cause: 'retention', appealDays: 30, days: 10 }],
      [true, { cause: 'retention', appealDays: 30, days: 0 }],
    ],
  );
});

test('never touches the session that a seat is in, however old', async () => {
  const hub = await told();
  await hub.presence('online');
  await hub.db.updateTable('seat').set({ session: 'maths' }).where('id', '=', 1).execute();
  assert.deepEqual(await hub.sweepAt(400), []);
});

test('does so many sessions in a turn, and the rest in the next', async () => {
  const hub = await told();
  await hub.putPicture('another', 'physics');
  hub.clock.at = AT + 400 * DAY_MS;
  assert.equal((await hub.erasures.sweep(1)).length, 1);
  assert.equal((await hub.erasures.sweep(50)).length, 1);
});

test('pictures of seats that tell no session are due each by its own age', async () => {
  const hub = await privacySetUp();
  await hub.putPicture('old', UNTOLD_SESSION);
  hub.clock.at = AT + 20 * DAY_MS;
  await hub.putPicture('young', UNTOLD_SESSION);
  hub.clock.at = AT + 31 * DAY_MS;
  const [receipt] = await hub.erasures.sweep(50);
  assert.deepEqual([receipt?.session, receipt?.counts], ['~', { pictures: 1 }]);
  assert.deepEqual([hub.hasPicture('old'), hub.hasPicture('young')], [false, true]);
  hub.clock.at = AT + 51 * DAY_MS;
  await hub.erasures.sweep(50);
  assert.equal(hub.hasPicture('young'), false);
  assert.equal((await hub.rows())['session_key'], 0, 'the last one takes the key along');
});

test('a hold takes two people and stops retention and deletion; so does its release', async () => {
  const hub = await told();
  const at = AT + 29 * DAY_MS;
  assert.equal(await confirmHold(hub.db, PLACE, { by: 'Ada', at }), 'none');
  assert.equal(await askHold(hub.db, PLACE, { by: 'Rex', at, reason: 'appeal 7' }), 'done');
  assert.equal(await askHold(hub.db, PLACE, { by: 'Rex', at, reason: 'appeal 7' }), 'already');
  assert.equal(await confirmHold(hub.db, PLACE, { by: 'rex', at }), 'same-person');
  assert.deepEqual(await hub.sweepAt(31), [], 'one person holds it for a week');
  assert.equal(await confirmHold(hub.db, PLACE, { by: 'Ada', at }), 'done');
  assert.equal(await confirmHold(hub.db, PLACE, { by: 'Bob', at }), 'already');
  assert.deepEqual(await hub.sweepAt(400), []);
  assert.equal(await hub.erasures.erase(MATHS, REQUEST), 'held');
  assert.equal((await hub.erasures.list())[0]?.hold?.state, 'held');
  const later = AT + 400 * DAY_MS;
  assert.equal(await confirmRelease(hub.db, PLACE, { by: 'Ada', at: later }), 'none');
  assert.equal(await askRelease(hub.db, PLACE, { by: 'Ada', at: later, reason: 'appeal is over' }), 'done');
  assert.equal(await confirmRelease(hub.db, PLACE, { by: 'ADA', at: later }), 'same-person');
  assert.deepEqual(await hub.sweepAt(401), []);
  assert.equal(await confirmRelease(hub.db, PLACE, { by: 'Bob', at: later }), 'done');
  assert.deepEqual(await hub.sweepAt(401), ['evidence+track+record']);
});

test('a hold that nobody confirmed ends after a week', async () => {
  const hub = await told();
  await askHold(hub.db, PLACE, { by: 'Rex', at: AT + 29 * DAY_MS, reason: 'appeal 7' });
  assert.deepEqual(await hub.sweepAt(35.9), []);
  assert.deepEqual(await hub.sweepAt(36.1), ['evidence']);
});
