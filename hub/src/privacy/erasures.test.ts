import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CompletenessCertificate } from '@invigil/contract';
import { isSigned } from '../lib/receipt-signer.js';
import { sha256Hex } from '../lib/sha256.js';
import { onlySqlite } from '../lib/test-database.js';
import { BOOT, OTHER_BOOT, batchOf, chained, riskAt, testSignal } from '../lib/testing.js';
import { FolderFiles } from '../store/files/folder-files.js';
import { verifyAudit } from '../store/audit.js';
import { beginErasure, eraseSome } from '../store/erase-session.js';
import { saveHubRisk } from '../store/hub-risk.js';
import { acknowledge } from '../store/acknowledgements.js';
import { judge } from '../store/judgements.js';
import { receiptList } from '../store/receipts.js';
import { loadSeats } from '../store/seats.js';
import { saveOwnSignal } from '../store/signals.js';
import { saveHands, saveMessage, saveNote } from '../store/talk.js';
import { certificateOf } from '../store/certificate-of.js';
import { verifyStore } from '../store/verify-store.js';
import { AT, DAY_MS, MATHS, NAME, REQUEST, privacySetUp, storyOf, tellAll } from '../test-privacy.js';

type Hub = Awaited<ReturnType<typeof privacySetUp>>;

/** A session of each kind of data, over for two days. */
async function told(): Promise<Hub> {
  const hub = await privacySetUp();
  await hub.presence('online');
  await hub.putPicture('picture maths');
  await tellAll(hub, storyOf('maths'));
  await hub.putPicture('unnamed');
  await hub.putTrack('a track');
  const born = { seat_id: 1, boot: BOOT, policy_hash: 'a'.repeat(64), at: AT, nets: '[]' };
  await hub.db.insertInto('born').values(born).execute();
  const risk = { score: 60, level: 'alert' as const, contributions: [] };
  const { id: bootId } = await hub.db.selectFrom('boot').select('id').executeTakeFirstOrThrow();
  await saveHubRisk(hub.db, 1, { rests: { bootId, seq: 4 }, at: AT + 2000, inPlace: true, risk });
  const finding = { id: `${'f'.repeat(16)}-1`, kind: 'mutual-looks' as const, source: 'room' as const };
  const signal = testSignal({ ...finding, startedAt: AT, openedAt: AT, toward: 'a2' });
  await saveOwnSignal(hub.db, 1, { signal, hist: false });
  hub.receive('evt', `not json of ${NAME}`);
  await hub.ingest.flush();
  const request = {
    outcome: 'cleared' as const,
    reason: 'harmless' as const,
    after: 0,
    words: `${NAME} sneezed`,
  };
  const judging = { seatId: 1, incidentId: `${BOOT}-1`, request, by: 'Rex', role: 'reviewer' as const };
  const judged = await judge(hub.db, { ...judging, at: AT }, async () => {});
  assert.ok(judged !== undefined && !('code' in judged));
  await talkIn(hub);
  const looking = { seatId: 1, incidentId: `${BOOT}-1`, by: 'Rex', over: null, at: AT + 1 };
  const looked = await acknowledge(hub.db, looking, async () => {});
  assert.ok(looked !== undefined && !('code' in looked));
  hub.clock.at += 2 * DAY_MS;
  await hub.presence('online', OTHER_BOOT);
  return hub;
}

/** What people said in it. */
async function talkIn({ db }: Hub): Promise<void> {
  const who = { by: 'Rex', role: 'reviewer' as const };
  const id = '6f1d6c0e-8a3c-4c1b-9d5e-2b7a90c1d3f4';
  await saveNote(db, 1, 'maths', {
    id,
    ...who,
    incident: null,
    at: AT,
    words: `${NAME} sneezed`,
    struck: null,
  });
  const message = { id, ...who, sentAt: AT, expiresAt: AT + 1, words: `Dear ${NAME}`, hand: null };
  await saveMessage(db, 1, 'maths', { ...message, state: 'sent', answeredAt: null, reason: null });
  const body = { type: 'hand-raised' as const, hand: { id, words: NAME } };
  await saveHands(db, 1, BOOT, [{ seq: 1, session: 'maths', at: AT, body }]);
}

async function certify({ clock, db }: Hub, session: string) {
  const seatIds = new Map([...(await loadSeats(db, 'north'))].map(([key, { id }]) => [key, id]));
  const place = { centre: 'north', room: 'r2', seat: 'a1', seatId: seatIds.get('r2/a1') ?? 0 };
  return certificateOf(db, place, session, clock.now());
}

async function verified({ db }: Hub) {
  const found = [];
  for await (const { boot, erased, events, flaws } of verifyStore(db))
    found.push({ boot, erased, events, flaws });
  return found;
}

test('erases every row and file that a session left, and nothing of the audit log', async () => {
  const hub = await told();
  const before = await hub.rows();
  for (const [table, n] of Object.entries(before)) assert.ok(n > 0, `${table} holds something`);
  const certificate = CompletenessCertificate.parse(await certify(hub, 'maths'));
  const receipt = await hub.erasures.erase(MATHS, REQUEST);
  assert.ok(typeof receipt === 'object');
  const after = await hub.rows();
  for (const [table, n] of Object.entries(after)) assert.equal(n, table === 'presence' ? 1 : 0, table);
  assert.ok(!hub.hasPicture('picture maths') && !hub.hasPicture('unnamed') && !hub.hasTrack());
  assert.deepEqual(receipt.counts, {
    keys: 2,
    pictures: 2,
    pictureNames: 1,
    tracks: 1,
    events: 7,
    signals: 2,
    challenges: 1,
    incidents: 1,
    budget: 1,
    judgements: 1,
    notes: 1,
    messages: 1,
    hands: 1,
    acknowledgements: 1,
    presence: 1,
    births: 1,
    numbers: 1,
    deadLetters: 1,
  });
  assert.equal(receipt.certificate, certificate.hash);
  assert.deepEqual(receipt.heads, [{ boot: BOOT, seq: 7, hash: certificate.boots[0]?.head }]);
  assert.equal(hub.gone.length, 1, 'the live page hears of the incident');
  const rows = await hub.db.selectFrom('audit').selectAll().execute();
  assert.deepEqual(
    rows.map(({ actor, verb, subject }) => [actor, verb, subject]),
    [['Ada', 'session-erased', `r2/a1 maths evidence+track+record receipt ${receipt.hash}`]],
  );
  assert.equal((await verifyAudit(hub.db)).broken, undefined);
});

test(
  'leaves nothing of it in the files of the store',
  onlySqlite('a server clears away what is deleted when it vacuums'),
  async () => {
    const hub = await told();
    const { dataDir } = hub.config;
    const holders = () =>
      readdirSync(dataDir).filter(
        (name) => name.startsWith('hub.sqlite') && readFileSync(join(dataDir, name)).includes(NAME),
      );
    assert.ok(holders().length > 0);
    await hub.erasures.erase(MATHS, REQUEST);
    assert.deepEqual(holders(), []);
  },
);

test('destroys the keys before anything else, and goes on with the rest after a crash', async () => {
  const hub = await told();
  const order = { seatId: 1, session: 'maths', classes: ['evidence', 'track', 'record'] as const };
  const why = { cause: 'request', by: 'Ada', reason: REQUEST.reason } as const;
  const id = await beginErasure(hub.db, { ...order, why, who: REQUEST.who }, hub.clock.at);
  assert.equal(await hub.pictures.read(sha256Hex('picture maths')), undefined);
  assert.equal(await hub.tracks.withFile(1, BOOT, async () => true), undefined);
  assert.ok(hub.hasPicture('picture maths'));
  await eraseSome(hub.db, [new FolderFiles(hub.config.dataDir)], id);
  await hub.db.destroy();
  const again = await privacySetUp(hub.config.dataDir);
  again.clock.at = hub.clock.at;
  await again.erasures.resume();
  assert.equal((await again.rows())['event'], 0);
  assert.ok(!again.hasTrack());
  const [only, ...more] = await receiptList(again.db, again.signer);
  assert.deepEqual([more.length, only?.whole, only?.receipt.counts['pictures']], [0, true, 2]);
  await again.erasures.resume();
  assert.equal((await receiptList(again.db, again.signer)).length, 1);
});

test('what is erased is not asked for again, does not come back, and is refused for good', async () => {
  const hub = await told();
  await hub.erasures.erase(MATHS, REQUEST);
  const same = () => hub.say('evt', batchOf(chained(storyOf('maths'))));
  await same();
  assert.deepEqual([hub.acks.at(-1)?.committedTo, hub.acks.at(-1)?.missing], [7, []]);
  assert.equal(await hub.events(), 0);
  await hub.db.destroy();
  const again = await privacySetUp(hub.config.dataDir);
  await again.say('evt', batchOf(chained(storyOf('maths'))));
  const ack = again.acks.at(-1);
  assert.deepEqual([ack?.committedTo, ack?.missing, ack?.head?.seq], [7, [], 7]);
  assert.equal(await again.events(), 0);
  assert.equal(await again.putPicture('picture maths'), 'erased');
  assert.equal(await again.putPicture('unnamed'), 'erased');
  assert.deepEqual(await again.putTrack('a track'), { type: 'erased' });
  assert.deepEqual(await again.db.selectFrom('session_key').selectAll().execute(), []);
});

test('a picture that its events name and that has not come yet is refused too', async () => {
  const hub = await privacySetUp();
  await tellAll(hub, storyOf('maths'));
  hub.clock.at += 2 * DAY_MS;
  await hub.erasures.erase(MATHS, REQUEST);
  assert.equal(await hub.putPicture('picture maths'), 'erased');
  assert.deepEqual(await hub.putTrack('a track'), { type: 'erased' });
});

test('another session of the same boot stays whole: certificate, chain, pictures', async () => {
  const hub = await privacySetUp();
  const [maths, physics] = [storyOf('maths'), storyOf('physics', 8, AT + 3_600_000, 2)];
  const late = storyOf('maths', 15, AT + 7_200_000, 3);
  await hub.putPicture('picture maths');
  await hub.putPicture('picture physics', 'physics');
  await tellAll(hub, [...maths, ...physics, ...late]);
  hub.clock.at += 2 * DAY_MS;
  const before = CompletenessCertificate.parse(await certify(hub, 'physics'));
  await hub.erasures.erase(MATHS, REQUEST);
  assert.equal(await certify(hub, 'maths'), undefined);
  const after = CompletenessCertificate.parse(await certify(hub, 'physics'));
  assert.equal(after.complete, true);
  const [boot] = after.boots;
  assert.deepEqual(
    [boot?.first, boot?.last, boot?.stored, boot?.missing, boot?.erased, boot?.chain, boot?.breaks],
    [
      8,
      14,
      7,
      [],
      [
        [1, 7],
        [15, 21],
      ],
      'whole',
      [],
    ],
  );
  assert.deepEqual(after.coverage, before.coverage);
  assert.deepEqual(await verified(hub), [{ boot: BOOT, erased: 14, events: 7, flaws: [] }]);
  assert.equal((await hub.pictures.read(sha256Hex('picture physics')))?.toString(), 'picture physics');
  // The boot goes on: the chain is followed through what is erased.
  const all = chained([...maths, ...physics, ...late, riskAt(22, AT + 9e6, 1, { session: 'physics' })]);
  await hub.say('evt', batchOf(all.slice(-1)));
  assert.deepEqual(hub.acks.at(-1)?.head?.seq, 22);
  assert.equal((await verified(hub))[0]?.flaws.length, 0);
});

test('a run that was rewritten after the erasure is found', async () => {
  const hub = await privacySetUp();
  await tellAll(hub, [...storyOf('maths'), ...storyOf('physics', 8, AT + 3_600_000, 2)]);
  hub.clock.at += 2 * DAY_MS;
  await hub.erasures.erase(MATHS, REQUEST);
  await hub.db
    .updateTable('erased_run')
    .set({ hash: Buffer.alloc(32) })
    .execute();
  assert.deepEqual((await verified(hub))[0]?.flaws, [{ seq: 8, flaw: 'unlinked' }]);
  assert.deepEqual((await certify(hub, 'physics'))?.boots[0]?.breaks, [8]);
  await hub.db.deleteFrom('erased_run').execute();
  assert.deepEqual((await verified(hub))[0]?.flaws, [{ seq: 1, flaw: 'missing', to: 7 }]);
});

test('the receipt is signed, and a changed one is found', async () => {
  const hub = await told();
  const receipt = await hub.erasures.erase(MATHS, REQUEST);
  assert.ok(typeof receipt === 'object' && isSigned(receipt));
  assert.ok(!isSigned({ ...receipt, counts: { ...receipt.counts, events: 6 } }));
  assert.ok(!isSigned({ ...receipt, signature: '00'.repeat(64) }));
  await assert.rejects(hub.db.updateTable('receipt').set({ body: '{}' }).execute(), /append-only/);
  await assert.rejects(hub.db.deleteFrom('receipt').execute(), /append-only/);
});

test('what a seat told outside of a session is erased by its boot', async () => {
  const hub = await privacySetUp();
  await hub.putPicture('picture null', `~${BOOT}`);
  await tellAll(hub, storyOf(null));
  await tellAll(hub, [riskAt(1, AT, 1)], OTHER_BOOT);
  await hub.putTrack('a track', null);
  hub.clock.at += 2 * DAY_MS;
  const receipt = await hub.erasures.erase({ ...MATHS, session: `~${BOOT}` }, REQUEST);
  assert.ok(typeof receipt === 'object');
  assert.deepEqual(
    [receipt.counts['events'], receipt.counts['pictures'], receipt.counts['tracks']],
    [7, 1, 1],
  );
  assert.equal(await hub.events(), 1, 'the other boot');
});

test('refuses to erase what is not there, and what a seat is in or was in within a day', async () => {
  const hub = await privacySetUp();
  await tellAll(hub, storyOf('maths'));
  assert.equal(await hub.erasures.erase({ ...MATHS, session: 'physics' }, REQUEST), 'not-found');
  assert.equal(await hub.erasures.erase({ ...MATHS, seat: 'z9' }, REQUEST), 'not-found');
  hub.clock.at += DAY_MS - 1;
  assert.equal(await hub.erasures.erase(MATHS, REQUEST), 'open');
  hub.clock.at += 1;
  assert.ok(typeof (await hub.erasures.erase(MATHS, REQUEST)) === 'object');
});
