import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batchOf, closed, opened, testSignal } from '../lib/testing.js';
import { signalsWithin } from '../store/signals.js';
import { setUp } from './test-ingest.js';

test('what the policy gives no weight is kept and shown, and is no incident', async () => {
  const { incidents, say, view } = await setUp();
  const copied = testSignal({
    kind: 'text-copied',
    source: 'editor',
    noted: true,
    detail: { characters: 40 },
  });
  await say('evt', batchOf([opened(1, copied)]));
  assert.deepEqual(await incidents(), []);
  assert.deepEqual(
    view()?.signals.map(({ kind }) => kind),
    ['text-copied'],
  );
});

test('the end of a signal tells its detail anew', async () => {
  const { db, say } = await setUp();
  const pasted = testSignal({ kind: 'pasted-outside', source: 'page', detail: { characters: 40 } });
  await say('evt', batchOf([opened(1, pasted)]));
  await say('evt', batchOf([closed(2, { ...pasted, detail: { characters: 100, count: 3 } }, 20_000)]));
  const { id } = await db.selectFrom('seat').select('id').where('seat', '=', 'a1').executeTakeFirstOrThrow();
  const [kept] = await signalsWithin(db, id, 0);
  assert.deepEqual(kept?.detail, { characters: 100, count: 3 });
});

test('a moment that joins an open signal is told at once, and one that comes late takes nothing back', async () => {
  const { db, incidents, say } = await setUp();
  const pasted = testSignal({
    kind: 'pasted-outside',
    source: 'page',
    seenMs: 4000,
    detail: { characters: 40 },
  });
  const twice = { ...pasted, seenMs: 8000, detail: { characters: 60, count: 2 } };
  const thrice = { ...pasted, seenMs: 12_000, detail: { characters: 100, count: 3 } };
  await say('evt', batchOf([opened(1, pasted)]));
  await say('evt', batchOf([opened(3, thrice)]));
  assert.deepEqual((await incidents())[0]?.signals[0]?.detail, thrice.detail);
  await say('evt', batchOf([opened(2, twice)]));
  const [incident, ...others] = await incidents();
  assert.deepEqual([incident?.signals.map(({ detail }) => detail), others], [[thrice.detail], []]);
  await say('evt', batchOf([closed(5, thrice, 20_000)]));
  await say('evt', batchOf([opened(4, { ...pasted, seenMs: 16_000, detail: { characters: 1 } })]));
  const { id } = await db.selectFrom('seat').select('id').where('seat', '=', 'a1').executeTakeFirstOrThrow();
  const [kept] = await signalsWithin(db, id, 0);
  assert.deepEqual([kept?.endedAt, kept?.detail], [20_000, thrice.detail]);
});

test('a stick that stays plugged in is an incident as it comes, and does not draw later ones into it', async () => {
  const { incidents, say } = await setUp();
  const stick = testSignal({
    number: 1,
    kind: 'usb-storage',
    source: 'machine',
    startedAt: 1000,
    openedAt: 3000,
  });
  const hidden = testSignal({
    number: 2,
    kind: 'page-hidden',
    source: 'page',
    startedAt: 90_000,
    openedAt: 93_000,
  });
  const soon = testSignal({
    number: 3,
    kind: 'page-hidden',
    source: 'page',
    startedAt: 9000,
    openedAt: 12_000,
  });
  await say('evt', batchOf([opened(1, stick), opened(2, hidden), closed(3, hidden, 95_000)]));
  const found = new Map(
    (await incidents()).map(({ endedAt, signals }) => [signals.map(({ kind }) => kind).join(), endedAt]),
  );
  assert.deepEqual(
    found,
    new Map([
      ['usb-storage', 3000],
      ['page-hidden', 95_000],
    ]),
  );
  await say('evt', batchOf([opened(4, soon), closed(5, soon, 14_000)]));
  assert.equal((await incidents()).length, 2);
});

test('a page that is silent is blind work for somebody, and takes nothing from what the camera watched', async () => {
  const { incidents, say, view } = await setUp();
  const silent = testSignal({ kind: 'page-silent', source: 'page', startedAt: 60_000, openedAt: 68_000 });
  await say('evt', batchOf([opened(1, silent)]));
  assert.deepEqual(view()?.blind, ['page-silent']);
  assert.equal((await incidents())[0]?.class, 'coverage');
  const watched = view()?.watched ?? null;
  assert.ok(watched === null || watched === 1, String(watched));
});
