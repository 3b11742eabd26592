import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buffer } from 'node:stream/consumers';
import { strFromU8, unzipSync } from 'fflate';
import { ENGLISH, type Reader } from '../lib/reader.js';
import { planRooms } from '../lib/room-plan.js';
import { sha256Hex } from '../lib/sha256.js';
import { appendAudit } from '../store/audit.js';
import { judge } from '../store/judgements.js';
import { keepNotice } from '../store/notices.js';
import { saveOwnSignal } from '../store/signals.js';
import { saveNote } from '../store/talk.js';
import { testSignal } from '../lib/testing.js';
import { AT, MATHS, NAME, privacySetUp, storyOf, tellAll } from '../test-privacy.js';
import { exportSession } from './session-export.js';

const TEXT = {
  controller: 'North <Centre>',
  contact: 'dpo@north.example',
  legalBasis: 'Art. 6(1)(e)',
  howToObject: 'write',
  text: 'A camera watches.',
};

/** What the archive of a session holds, by name. */
async function unpacked(
  hub: Awaited<ReturnType<typeof privacySetUp>>,
  session = 'maths',
  reader: Reader = ENGLISH,
) {
  const { clock, config, db, pictures, seatIds } = hub;
  const deps = { db, plan: planRooms(config), seatIds, pictures, noticeHash: undefined };
  const zip = await exportSession(deps, { ...MATHS, session }, clock.at, reader);
  return zip && unzipSync(await buffer(zip));
}

async function told() {
  const hub = await privacySetUp();
  const notice = await keepNotice(hub.db, { en: TEXT }, AT - 1);
  await hub.putPicture('picture maths');
  await hub.putPicture('of another', 'physics');
  const more = { session: 'maths' };
  const shown = { type: 'notice-shown' as const, hash: notice?.hash ?? '', language: 'en' };
  await tellAll(hub, [
    ...storyOf('maths'),
    { seq: 8, at: AT + 5000, ...more, body: shown },
    ...storyOf('physics', 9, AT + 9e6, 2),
  ]);
  await hub.putTrack('a track');
  const finding = { id: `${'f'.repeat(16)}-1`, kind: 'mutual-looks' as const, source: 'room' as const };
  await saveOwnSignal(hub.db, 1, {
    signal: testSignal({ ...finding, startedAt: AT, openedAt: AT, toward: 'a2' }),
    hist: false,
  });
  const [incident] = (await hub.incidents()).toReversed();
  const request = { outcome: 'cleared' as const, reason: 'harmless' as const, after: 0, words: 'a <sneeze>' };
  const judging = { seatId: 1, incidentId: incident?.id ?? '', request, role: 'reviewer' as const, at: AT };
  await judge(hub.db, { ...judging, by: 'Rex Reviewer' }, async () => {});
  const note = { role: 'reviewer' as const, incident: null, at: AT, struck: null };
  for (const [session, words] of [
    ['maths', 'asked for <paper>'],
    ['physics', 'of another session'],
  ] as const) {
    const id = `6f1d6c0e-8a3c-4c1b-9d5e-2b7a90c1d3f${session === 'maths' ? 4 : 5}`;
    await saveNote(hub.db, 1, session, { ...note, id, by: 'Rex Reviewer', words });
  }
  const who = { actor: 'Rex Reviewer', role: 'reviewer' as const, address: '10.0.0.7' };
  for (const [verb, subject] of [
    ['record-read', 'r2/a1 timeline'],
    ['record-read', 'r2/a11 timeline'],
    ['evidence-opened', `${sha256Hex('picture maths')} evidence`],
  ] as const)
    await appendAudit(hub.db, { ...who, at: AT + 1, verb, subject, count: 1 });
  return hub;
}

test('hands out all of a session as a page with its pictures and as data, and no name of others', async () => {
  const files = await unpacked(await told());
  assert.deepEqual(Object.keys(files ?? {}).sort(), ['data.json', 'index.html', 'pictures/0001.jpg']);
  assert.equal(strFromU8(files?.['pictures/0001.jpg'] ?? new Uint8Array()), 'picture maths');
  const page = strFromU8(files?.['index.html'] ?? new Uint8Array());
  for (const part of [
    'src="pictures/0001.jpg"',
    'looks away, from Nov 14, 2023, 22:13:20, 3 sec, confidence 80.0%',
    'reviewer: cleared, it is there, and harmless: a &lt;sneeze&gt;',
    'North &lt;Centre&gt;',
    'shown Nov 14, 2023, 22:13:25',
    'The record is complete',
    '<td>opened evidence</td>',
  ])
    assert.ok(page.includes(part), part);
  assert.ok(!page.includes('<script') && !page.includes('a &lt;sneeze>'));
  const text = strFromU8(files?.['data.json'] ?? new Uint8Array());
  const data: {
    events: object[];
    incidents: object[];
    looks: object[];
    tracks: object[];
    certificate: { complete: boolean };
  } = JSON.parse(text);
  assert.deepEqual(
    [data.events.length, data.looks.length, data.tracks.length, data.certificate.complete],
    [8, 2, 1, true],
  );
  for (const other of ['Rex Reviewer', NAME, '"a2"', 'physics']) {
    assert.ok(!page.includes(other), `${other} on the page`);
    assert.ok(!text.includes(other), `${other} in the data`);
  }
});

test('the page is written for its reader, and the data are the same', async () => {
  const hub = await told();
  const files = await unpacked(hub, 'maths', { language: 'de', tag: 'de-AT' });
  const page = strFromU8(files?.['index.html'] ?? new Uint8Array());
  assert.match(page, /<html lang="de" dir="ltr">/);
  for (const part of [
    'Was von Ihrer Prüfung aufbewahrt wurde',
    'ab 14. Nov. 2023, 22:13:20',
    'Sicherheit 80,0 %',
    'a &lt;sneeze&gt;',
    'Die Aufzeichnung ist vollständig',
    'Wer hingesehen hat',
  ])
    assert.ok(page.replaceAll('\u00a0', ' ').includes(part), part);
  assert.doesNotMatch(page, /\b(?:the|nobody|watched|confidence)\b/i);
  const english = await unpacked(hub);
  assert.deepEqual(files?.['data.json'], english?.['data.json']);
});

test('says of a picture that is erased that it is not kept any more', async () => {
  const hub = await told();
  await hub.db.deleteFrom('session_key').where('class', '=', 'evidence').execute();
  const files = await unpacked(hub);
  assert.deepEqual(Object.keys(files ?? {}).sort(), ['data.json', 'index.html']);
  assert.match(strFromU8(files?.['index.html'] ?? new Uint8Array()), /is not kept any more, or never came/);
});

test('hands out nothing of a session that is not kept', async () => {
  assert.equal(await unpacked(await told(), 'chemistry'), undefined);
});

test('holds the notes of the session, without the name of who wrote them', async () => {
  const files = await unpacked(await told());
  const page = strFromU8(files?.['index.html'] ?? new Uint8Array());
  const data = strFromU8(files?.['data.json'] ?? new Uint8Array());
  assert.ok(page.includes('reviewer: asked for &lt;paper&gt;'));
  assert.ok(data.includes('asked for <paper>'));
  for (const text of [page, data])
    assert.ok(!text.includes('of another session') && !text.includes('Rex Reviewer'));
});
