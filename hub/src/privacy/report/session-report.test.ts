import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { SessionReport, valuesOf } from '@invigil/contract';
import { sha256Hex } from '../../lib/sha256.js';
import { BOOT, riskAt } from '../../lib/testing.js';
import { saveHands, saveMessage, saveNote, strikeNote } from '../../store/talk.js';
import { AT, tellAll } from '../../test-privacy.js';
import { ENGLISH, readerOf } from '../../lib/reader.js';
import { REPORT_WORDS, speechFor } from './report-speech.js';
import { reported } from './test-report.js';

const { moment } = speechFor(ENGLISH);

test('tells of one session what was watched, seen, judged, and under which rules; of no other', async () => {
  const { place, plan, records } = await reported();
  const report = SessionReport.parse(await records.report(place, true));
  assert.deepEqual([report.session, report.from, report.to, report.events], ['maths', AT, AT + 4000, 7]);
  assert.deepEqual(
    report.incidents.map(({ judged, judgements, startedAt }) => [
      startedAt,
      judged?.state,
      judgements.map(({ by, words }) => [by, words]),
    ]),
    [[AT, 'cleared', [['Rex <b>', 'a <sneeze> & "more"']]]],
  );
  assert.deepEqual(report.pictures, [{ sha256: sha256Hex('picture maths'), kept: true }]);
  const seat = plan.seats.get('r2/a1');
  assert.deepEqual(report.policies, [{ hash: seat?.policyHash, policy: seat?.policy }]);
  assert.deepEqual(
    report.versions.map(({ inference, versions }) => [versions?.invigil, inference?.provider]),
    [['0.9.1', 'cpu']],
  );
  assert.equal(report.certificate?.complete, true);
  assert.deepEqual(
    report.heads.map(({ seq }) => seq),
    [7],
  );
  assert.deepEqual(
    report.challenges.map(({ askedAt }) => askedAt),
    [AT],
  );
  assert.deepEqual(
    report.looks?.map(({ actor, verb }) => [actor, verb]),
    [['Rex <b>', 'record-read']],
  );
  assert.equal((await records.report(place, false))?.looks, null);
  assert.equal(await records.report({ ...place, session: 'chemistry' }, true), undefined);
});

test('the page tells the same facts, escapes what people wrote, and needs nothing from elsewhere', async () => {
  const { place, records } = await reported();
  const report = await records.report(place, true);
  assert.ok(report !== undefined);
  const page = await textOf(await records.page(place, true, ENGLISH));
  const facts = [
    ...report.heads.map(({ hash }) => hash),
    report.certificate?.hash,
    ...report.policies.map(({ hash }) => hash),
    ...(report.certificate?.nets ?? []).flatMap(({ name, sha256 }) => [name, sha256]),
    ...report.incidents.map(({ id }) => id),
    ...report.incidents.map(({ startedAt }) => moment(startedAt)),
    ...report.pictures.map(({ sha256 }) => sha256),
    ...report.keeping.classes.map(({ dueAt }) => moment(dueAt)),
    ...(report.looks ?? [])
      .map(({ at, subject }) => `${moment(at)}|${subject}`)
      .flatMap((one) => one.split('|')),
    ...report.policies.flatMap(({ policy }) => [...valuesOf(policy).keys()]),
    '0.9.1',
    'onnxruntime on cpu',
    'Rex &lt;b&gt;',
    '“a &lt;sneeze&gt; &amp; &quot;more&quot;”',
    'cleared',
    '100.0%',
    `data:image/jpeg;base64,${Buffer.from('picture maths').toString('base64')}`,
  ];
  for (const fact of facts)
    assert.ok(fact !== undefined && fact !== null && page.includes(fact), String(fact));
  assert.match(page, /^<!doctype html>\n<html lang="en" dir="ltr">/);
  assert.ok(
    !/<script|<link|<b>Rex|<sneeze|https?:\/\/|src="(?!data:)/.test(page.replaceAll('http://www.w3.org', '')),
  );
});

test('tells how it began and ended for the candidate, with each step that was skipped, in the reader’s language', async () => {
  const hub = await reported();
  const { place, records } = hub;
  assert.deepEqual((await records.report(place, false))?.checkIn, []);
  const hash = 'd'.repeat(64);
  const checkIn = {
    notice: hash,
    language: 'de',
    camera: 'done' as const,
    calibration: 'skipped' as const,
    liveness: 'not-possible' as const,
    identity: 'not-asked' as const,
    microphone: 'not-asked' as const,
  };
  const bodies = [
    { type: 'notice-shown' as const, hash, language: 'de' },
    { type: 'checked-in' as const, checkIn },
    { type: 'checked-out' as const },
  ];
  await tellAll(
    hub,
    bodies.map((body, i) => ({ seq: 40 + i, at: AT + i, session: 'maths', body })),
  );
  const report = await records.report(place, false);
  assert.deepEqual(
    report?.checkIn?.map(({ at, told }) => [at, told.type]),
    bodies.map(({ type }, i) => [AT + i, type]),
  );
  const english = await textOf(await records.page(place, false, ENGLISH));
  assert.ok(english.includes('The notice was shown: version dddddddddddd, language de'));
  assert.ok(
    english.includes('camera: done; dots for the eyes: skipped; movement of the head: not possible</li>'),
  );
  assert.ok(english.includes('The candidate said that the exam is over'));
  const german = await textOf(await records.page(place, false, { language: 'de', tag: 'de' }));
  assert.ok(german.includes('Kamera: erledigt; Punkte für die Augen: übersprungen;'));
});

test('tells who noted what and when, also what was struck through, what was sent, and which hands were raised', async () => {
  const { db, place, records } = await reported();
  const [incident] = (await records.report(place, false))?.incidents ?? [];
  const who = { by: 'Eva & Co', role: 'invigilator' as const, incident: null, struck: null };
  const note = { ...who, id: randomUUID(), at: AT + 10, words: 'asked for <b>water</b>' };
  const struck = { ...who, id: randomUUID(), at: AT + 20, words: 'left', incident: incident?.id ?? null };
  await saveNote(db, 1, 'maths', note);
  await saveNote(db, 1, 'maths', struck);
  await strikeNote(db, 1, struck.id, { at: AT + 30, reason: 'wrong seat' });
  await saveNote(db, 1, 'physics', { ...who, id: randomUUID(), at: AT + 40, words: 'of another exam' });
  const message = {
    id: randomUUID(),
    ...who,
    sentAt: AT + 50,
    expiresAt: AT + 60,
    words: 'Ten minutes left',
  };
  await saveMessage(db, 1, 'maths', {
    ...message,
    hand: null,
    state: 'sent',
    answeredAt: null,
    reason: null,
  });
  const body = { type: 'hand-raised' as const, hand: { id: randomUUID(), words: 'a pen' } };
  await saveHands(db, 1, BOOT, [{ seq: 1, session: 'maths', at: AT + 70, body }]);
  const report = SessionReport.parse(await records.report(place, false));
  assert.deepEqual(
    report.talk?.notes.map(({ at, by, words }) => [at, by, words]),
    [
      [AT + 10, 'Eva & Co', 'asked for <b>water</b>'],
      [AT + 20, 'Eva & Co', 'left'],
    ],
  );
  assert.deepEqual([report.talk?.messages.length, report.talk?.hands.length], [1, 1]);
  const page = await textOf(await records.page(place, false, ENGLISH));
  for (const said of [
    'Eva &amp; Co (invigilator)',
    'asked for &lt;b&gt;water&lt;/b&gt;',
    '<s>“left”</s>',
    'wrong seat',
    'Ten minutes left',
    'a pen',
    'nobody answered it',
  ])
    assert.ok(page.includes(said), said);
  assert.ok(!page.includes('of another exam'));
});

test('tells how text came about in the editor, in the report and on its page, of this session only', async () => {
  const hub = await reported();
  const none = SessionReport.parse(await hub.records.report(hub.place, false));
  assert.deepEqual(none.editing, []);
  assert.doesNotMatch(await textOf(await hub.records.page(hub.place, false, ENGLISH)), /in the editor/);
  const minute = (from: number, typed: number) => ({
    from,
    steps: [
      { typed, pasted: 0, completed: 4, bulk: 0, deleted: 3 },
      { typed: 1, pasted: 310, completed: 0, bulk: 0, deleted: 0 },
    ],
    undone: 1,
    redone: 0,
    opened: 2,
    saved: 1,
    closed: 0,
    files: 1,
    length: 1234,
  });
  const later = minute(AT + 3_700_000, 20);
  const earlier = minute(AT + 3_600_000, 40);
  const tell = (seq: number, at: number, session: string, told: typeof later) => ({
    ...riskAt(seq, at, 5, { session }),
    body: { type: 'editing' as const, minute: told },
  });
  await tellAll(hub, [
    tell(16, AT + 3_700_000, 'maths', later),
    tell(17, AT + 3_700_001, 'maths', earlier),
    tell(18, AT + 3_700_002, 'physics', minute(AT + 3_800_000, 77)),
  ]);
  const report = SessionReport.parse(await hub.records.report(hub.place, false));
  assert.deepEqual(report.editing, [earlier, later]);
  const page = await textOf(await hub.records.page(hub.place, false, ENGLISH));
  const text = page.replaceAll(/\s+/g, ' ');
  assert.match(
    text,
    /62 characters typed, 620 pasted, 8 from suggestions, 0 at once in no such way; 6 deleted/,
  );
  assert.match(text, /<td>41<\/td> *<td>310<\/td>/);
  assert.doesNotMatch(text, /<td>78<\/td>/);
});

test('keeps the text of the policy in force, whatever the room wants later', async () => {
  const { db, place, plan, records } = await reported();
  const seat = plan.seats.get('r2/a1');
  const before = (await records.report(place, true))?.policies;
  assert.ok(seat !== undefined);
  // The room has another policy by now.
  seat.policyHash = 'd'.repeat(64);
  assert.deepEqual((await records.report(place, true))?.policies, before);
  await db.deleteFrom('policy_text').execute();
  const [unknown] = (await records.report(place, true))?.policies ?? [];
  assert.equal(unknown?.policy, null);
  assert.match(
    await textOf(await records.page(place, true, ENGLISH)),
    /A policy whose text the hub does not keep/,
  );
});

test('says of a picture that is erased that it is not kept, in both', async () => {
  const { db, place, records } = await reported();
  await db.deleteFrom('session_key').where('class', '=', 'evidence').execute();
  assert.deepEqual(
    (await records.report(place, false))?.pictures.map(({ kept }) => kept),
    [false],
  );
  const page = await textOf(await records.page(place, false, ENGLISH));
  assert.match(page, /is not kept any more, or never came/);
  assert.match(page, /The audit log is for administrators and auditors/);
});

test('says of a session in which no time passed that there was nothing to watch', async () => {
  const hub = await reported();
  await tellAll(hub, [riskAt(16, AT + 2e7, 5, { session: 'art' })]);
  const { records } = hub;
  const place = { ...hub.place, session: 'art' };
  const report = await records.report(place, false);
  assert.deepEqual(
    report?.certificate?.coverage.map(({ watched }) => watched),
    [null],
  );
  const page = await textOf(await records.page(place, false, ENGLISH));
  assert.match(page, /No time passed in it, so there was nothing to watch/);
  assert.doesNotMatch(page, /100\.0%/);
  const list = await records.sessions({ limit: 10 }, null);
  const line = list.sessions.find(({ session }) => session === 'art');
  assert.deepEqual([line?.watched, typeof line?.complete], [null, 'boolean']);
  assert.match(await textOf(records.sessionTable({}, null)), /,art,[^,]+,[^,]+,no,,/);
});

test('speaks German as completely as English: no sentence of the one is in the other, dates and numbers by locale', async () => {
  const { place, records } = await reported();
  const page = await textOf(await records.page(place, true, readerOf('de-AT')));
  assert.match(page, /^<!doctype html>\n<html lang="de" dir="ltr">/);
  assert.equal((await records.report(place, true, readerOf('de')))?.language, 'de');
  for (const said of [
    'Sitzung maths, Platz r2/a1',
    'Was gesehen wurde und was nicht',
    'schaut weg',
    'entlastet',
    'Rex &lt;b&gt; (Nachprüfung)',
    '„a &lt;sneeze&gt; &amp; &quot;more&quot;“',
    'hat die Aufzeichnung gelesen',
    speechFor(readerOf('de-AT')).moment(AT),
    '100,0\u00a0%',
    'content:"Seite " counter(page) " von " counter(pages)',
  ])
    assert.ok(page.includes(said), said);
  const bare = page.replaceAll(/\s+/g, ' ');
  for (const text of wordsOf(REPORT_WORDS.en))
    if (text.includes(' ')) assert.ok(!bare.includes(text), `English in the German page: ${text}`);
});

test('has a text of its own for every one of the other language, with the same values in it', () => {
  const [english, german] = [wordsOf(REPORT_WORDS.en), wordsOf(REPORT_WORDS.de)];
  assert.equal(german.length, english.length);
  assert.deepEqual(
    german.filter((text) => text.trim() === ''),
    english.filter((text) => text.trim() === ''),
  );
  const valuesIn = (texts: readonly string[]) => texts.map((text) => text.match(/⟦\d⟧/g)?.toSorted());
  assert.deepEqual(valuesIn(german), valuesIn(english));
  assert.deepEqual(
    english.filter((text, i) => text === german[i] && text.includes(' ')),
    [],
  );
});

/** Every text; a sentence with values in it with marks in their place. */
function wordsOf(words: object): string[] {
  return Object.values(words).flatMap((one: unknown) => {
    if (typeof one === 'string') return [one];
    if (typeof one === 'function') return [String(one('⟦1⟧', '⟦2⟧', '⟦3⟧', '⟦4⟧', '⟦5⟧'))];
    return typeof one === 'object' && one !== null ? wordsOf(one) : [];
  });
}

async function textOf(pieces: AsyncIterable<string> | undefined): Promise<string> {
  let text = '';
  for await (const piece of pieces ?? []) text += piece;
  return text;
}
