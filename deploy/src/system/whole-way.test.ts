import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, test } from 'node:test';
import { EventBody, type Notice } from '@invigil/contract';
import type { Browser, Page } from 'playwright-core';
import type { LocalRoom } from '../room/room.js';
import { BareBrowser } from './bare-browser.js';
import { openBrowser, signIn, violationsOf } from './browser.js';
import { CandidateTab } from './candidate-tab.js';
import { storedByBoot, toldBy } from './hub-record.js';
import { film, openTestRoom } from './test-room.js';
import { endedOn, toldOn } from './told-on-axis.js';
import { until } from './until.js';

/**
 * How far a length on the invigilator's page may be from what the candidate did, ms: it is shown in whole seconds, rounded down, and the candidate's
 * page looks at its window four times a second.
 */
const EXACT_MS = 1300;
const EXIT_MS = 4000;
/** Much shorter than the policy's onset. */
const SHORT_EXIT_MS = 700;
/** A part that fell silent is told within this time of its last word. */
const SILENT_WITHIN_MS = 10_000;

/** Onsets and offsets that fit into a test; the rest is the standard policy. */
const HELD = { onsetMs: 2000, offsetMs: 1500 };
const MOMENT = { offsetMs: 6000 };
const POLICY = {
  software: {
    'page-hidden': HELD,
    'window-blurred': HELD,
    'fullscreen-left': HELD,
    'devtools-open': HELD,
    'text-copied': MOMENT,
    'pasted-inside': MOMENT,
    'pasted-outside': MOMENT,
    'page-reloaded': MOMENT,
    'page-closed': MOMENT,
  },
  liveness: { withinMs: 3000 },
};
const NOTICE: Notice['texts'] = {
  en: {
    controller: 'North Exam Centre',
    contact: 'privacy@north.example',
    legalBasis: 'Art. 6(1)(e) GDPR',
    howToObject: 'Tell the invigilator.',
    text: 'The camera is watched by software.',
  },
};
const OUTSIDE = 'from somewhere else';
const WORDS = 'I need paper';

/**
 * The candidate's own daemon reads the film and serves the page its picture: the page asks no browser for a camera, so no browser is given one. What is
 * in front, what has the keyboard and what is on the clipboard is the browser's own.
 */
describe('the whole way of a candidate, with the seat, the hub and the invigilator’s page', () => {
  let room: LocalRoom;
  let close: () => Promise<void>;
  let browser: Browser;
  let invigilator: Page;
  let kiosk: BareBrowser;
  let candidate: CandidateTab;

  before(async () => {
    ({ room, close } = await openTestRoom(
      { a1: film('calm', { loop: true }) },
      { policy: POLICY, notice: NOTICE, rates: { faces: 5, detector: 1, objects: 0.5 } },
    ));
    await room.startHub();
    room.startSeat('a1');
    browser = await openBrowser();
    invigilator = await signIn(browser, room);
    await invigilator.goto(`${room.url}/rooms/room-1/seats/a1`);
    await until(() => existsSync(urlFile()));
    kiosk = await BareBrowser.open();
    candidate = await CandidateTab.open(kiosk, pageUrl());
  });

  after(async () => {
    await kiosk?.close();
    await browser?.close();
    await close?.();
  });

  test('is welcomed to the exam as soon as it is opened, and told what is watched and by whom', async () => {
    await candidate.heading('Welcome');
    const admin = await signIn(browser, room, room.addUser('ada', 'admin'));
    const exam = { exam: 'system-test', name: 'Algebra II', rooms: ['room-1'], minutes: 90, policy: null };
    const post = async (path: string, data: object): Promise<void> => {
      const answer = await admin.request.post(room.url + path, { data, headers: { origin: room.url } });
      assert.ok(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`);
    };
    await post('/api/exams', { ...exam, startsAt: Date.now() });
    await post('/api/exams/system-test/open', {});
    await admin.context().close();
    await candidate.words('Welcome to Algebra II', 5000);
    await candidate.words('North Exam Centre');
    await candidate.words('whether a phone, a book or another screen is in the picture');
    await candidate.looksWell();
    await candidate.press('I have read this');
  });

  test('sees what the seat’s camera sees, which the nets find good', async () => {
    await candidate.heading('Your camera');
    await candidate.words('That looks good.', 20_000);
    assert.ok((await candidate.pictureWidth()) > 100);
    await candidate.looksWell();
    await candidate.press('Continue');
  });

  test('looks at five dots, and is told what came of it', async () => {
    await candidate.heading('Where you look');
    await candidate.looksWell();
    await candidate.press('Show the dots');
    await candidate.words('Look at dot 1 of 5');
    await candidate.looksWell();
    await candidate.words('Look at dot 5 of 5', 25_000);
    // Whoever sits in a film looks at no dot.
    await candidate.words('Your eyes can’t be read well enough.', 15_000);
    await candidate.press('Continue');
  });

  test('is asked to turn the head; a film does not, and the candidate goes on without', async () => {
    await candidate.heading('A turn of the head');
    await candidate.looksWell();
    await candidate.press('I am ready');
    await candidate.words('Now turn your head to your');
    await candidate.words('The turn was not seen.', 15_000);
    await candidate.press('Skip this step');
  });

  test('begins the exam, with text on the clipboard that was copied before', async () => {
    await candidate.heading('You are ready');
    await candidate.looksWell();
    const elsewhere = await CandidateTab.open(kiosk, pageWith(OUTSIDE));
    await elsewhere.field();
    await elsewhere.command('selectAll');
    await elsewhere.command('copy');
    await elsewhere.tab.close();
    await candidate.tab.front();
    await candidate.press('Begin the exam');
    await candidate.heading('Algebra II');
    await candidate.words('Connected with the centre');
    await candidate.looksWell();
  });

  test('one short exit is nothing; a longer one is one signal of its length', async () => {
    await hideFor(SHORT_EXIT_MS);
    await sleep(HELD.offsetMs + 500);
    const ms = await hideFor(EXIT_MS);
    const [hidden] = await endedOn(invigilator, 'exam page not shown');
    assertLasted(hidden?.lastedMs, ms);
  });

  test('a window that loses the keyboard is told with its length', async () => {
    // Chromium without a screen gives every window the focus: here alone somebody else says that it is gone.
    const from = Date.now();
    await candidate.tab.evaluate(`document.hasFocus = () => false; window.dispatchEvent(new Event('blur'))`);
    await sleep(EXIT_MS);
    await candidate.tab.evaluate(`delete document.hasFocus; window.dispatchEvent(new Event('focus'))`);
    const ms = Date.now() - from;
    const [blurred] = await endedOn(invigilator, 'exam window not in use');
    assertLasted(blurred?.lastedMs, ms);
  });

  test('a full screen that is left is told until it is back', async () => {
    await candidate.becomes('fullscreen');
    await sleep(500);
    const from = Date.now();
    await candidate.becomes('normal');
    await sleep(EXIT_MS);
    await candidate.becomes('fullscreen');
    const ms = Date.now() - from;
    const [left] = await endedOn(invigilator, 'full screen left');
    assertLasted(left?.lastedMs, ms);
  });

  test('what is pasted from elsewhere is told at once, and the second time while the first is still open', async () => {
    await candidate.press('Raise your hand');
    await candidate.field();
    await candidate.command('paste');
    await openWith('pasted from elsewhere', `${OUTSIDE.length} characters`);
    await candidate.command('paste');
    await openWith('pasted from elsewhere', `2 times, ${2 * OUTSIDE.length} characters`);
  });

  test('what is copied, cut and pasted within the exam is told as such', async () => {
    await candidate.command('selectAll');
    await candidate.type(WORDS);
    await candidate.command('selectAll');
    await candidate.command('copy');
    await openWith('text copied', `${WORDS.length} characters`);
    await candidate.command('selectAll');
    await candidate.command('cut');
    await openWith('text copied', `2 times, ${2 * WORDS.length} characters`);
    await candidate.command('paste');
    await openWith('pasted, copied in the exam', `${WORDS.length} characters`);
    const [outside, ...more] = await endedOn(invigilator, 'pasted from elsewhere');
    assert.deepEqual(more, []);
    assert.match(outside?.text ?? '', /2 times, 38 characters$/);
  });

  test('a hand is raised with words and answered, and a message is read', async () => {
    await candidate.press('Raise hand now');
    const messages = invigilator.locator('invigil-seat-messages');
    await messages.getByText(WORDS).waitFor();
    await messages.getByRole('button', { name: /^Answer/ }).press('Enter');
    await candidate.words('Somebody is coming to you.');
    await messages.getByText(/ · shown/).waitFor();
    await messages.getByText(WORDS).waitFor({ state: 'detached' });
    await candidate.looksWell();
    await candidate.press('I have read it');
    await messages.getByRole('button', { name: 'You may go on.' }).press('Enter');
    await messages.getByRole('button', { name: 'Send' }).press('Enter');
    await candidate.words('You may go on.');
    await candidate.press('I have read it');
    await until(async () => !(await candidate.shows('I have read it')));
  });

  test('something that takes room beside the page is guessed to be developer tools', async () => {
    const from = Date.now();
    const { result } = await candidate.tab.send('Runtime.evaluate', {
      expression: '[innerWidth, innerHeight]',
      returnByValue: true,
    });
    const [width, height] = sizeOf(result);
    const docked = { width: width - 400, height, deviceScaleFactor: 0, mobile: false };
    await candidate.tab.send('Emulation.setDeviceMetricsOverride', docked);
    await sleep(EXIT_MS);
    await candidate.tab.send('Emulation.clearDeviceMetricsOverride');
    const ms = Date.now() - from;
    const [tools] = await endedOn(invigilator, 'developer tools, as it seems');
    assertLasted(tools?.lastedMs, ms);
  });

  test('a reload is told and leaves the candidate in the exam', async () => {
    await candidate.tab.send('Page.reload');
    await candidate.heading('Algebra II');
    await openWith('page reloaded', '');
    assert.deepEqual(await toldOn(invigilator, 'page closed'), []);
  });

  test('a page that is closed is told, and missed within ten seconds of its last word until it is back', async () => {
    await candidate.tab.close();
    const from = Date.now();
    const silent = 'exam page does not answer';
    await until(async () => (await toldOn(invigilator, silent)).length === 1, SILENT_WITHIN_MS);
    await until(async () => (await toldOn(invigilator, 'page closed')).length === 1);
    candidate = await CandidateTab.open(kiosk, pageUrl());
    await candidate.heading('Welcome to Algebra II');
    const ms = Date.now() - from;
    const [missed] = await endedOn(invigilator, silent);
    // It is missed since its last word, up to two seconds before.
    assertLasted(missed?.lastedMs, ms, EXACT_MS + 2000);
  });

  test('comes back through the steps, ends the exam, and is missed no more', async () => {
    await candidate.press('I have read this');
    await candidate.words('That looks good.', 20_000);
    await candidate.press('Continue');
    await candidate.heading('Where you look');
    await candidate.press('Skip this step');
    await candidate.heading('A turn of the head');
    await candidate.press('Skip this step');
    await candidate.press('Begin the exam');
    await candidate.heading('Algebra II');
    await candidate.press('I am finished');
    await candidate.press('Yes, finish now');
    await candidate.heading('Thank you. You are finished.');
    await candidate.words('privacy@north.example');
    await candidate.looksWell();
    const from = Date.now();
    await invigilator.emulateMedia({ reducedMotion: 'reduce' });
    assert.deepEqual(await violationsOf(invigilator), []);
    await sleep(Math.max(0, SILENT_WITHIN_MS - (Date.now() - from)));
    assert.equal((await toldOn(invigilator, 'exam page does not answer')).length, 1);
  });

  test('each thing that happened stands in the record once, and nothing else does', async () => {
    const groups = await invigilator
      .locator('invigil-time-axis')
      .getByRole('region', { name: 'Browser' })
      .locator('.row .name')
      .allInnerTexts();
    assert.deepEqual(groups.toSorted(), [
      'Developer tools, as it seems',
      'Exam page does not answer',
      'Exam page not shown',
      'Exam window not in use',
      'Full screen left',
      'Page closed',
      'Page reloaded',
      'Pasted from elsewhere',
      'Pasted, copied in the exam',
      'Text copied',
    ]);
    for (const name of groups) {
      const kind = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
      assert.equal((await toldOn(invigilator, kind)).length, 1, name);
    }
    const said = toldBy(room.plan, 'a1', storedByBoot(room.plan)[0]?.boot ?? '')
      .map(({ body }) => EventBody.parse(JSON.parse(body)))
      .filter(({ type }) => ['notice-shown', 'checked-in', 'checked-out', 'hand-raised'].includes(type));
    assert.deepEqual(
      said.map(({ type }) => type),
      ['notice-shown', 'checked-in', 'hand-raised', 'notice-shown', 'checked-in', 'checked-out'],
    );
    const [, first] = said;
    assert.ok(first?.type === 'checked-in');
    const { calibration, camera, language, liveness } = first.checkIn;
    assert.deepEqual(
      { calibration, camera, language, liveness },
      { calibration: 'not-possible', camera: 'done', language: 'en', liveness: 'skipped' },
    );
  });

  function urlFile(): string {
    return join(room.plan.folder, 'seat-a1', 'run', 'page.url');
  }

  function pageUrl(): string {
    return readFileSync(urlFile(), 'utf8').trim();
  }

  /** Puts another tab in front for a while. Gives how long that really was, ms. */
  async function hideFor(ms: number): Promise<number> {
    const from = Date.now();
    const other = await kiosk.tab('about:blank');
    await sleep(ms);
    await candidate.tab.front();
    const hidden = Date.now() - from;
    await other.close();
    return hidden;
  }

  /** Waits until the invigilator's page tells a kind as open, with this detail. */
  async function openWith(kind: string, detail: string): Promise<void> {
    let told: unknown;
    try {
      await until(async () => {
        const all = await toldOn(invigilator, kind);
        told = all;
        return all.length === 1 && all.every(({ isOpen, text }) => isOpen && text.endsWith(detail));
      }, 5000);
    } catch {
      assert.fail(`“${kind}” was not told with “${detail}” while it was open: ${JSON.stringify(told)}`);
    }
  }
});

function assertLasted(shownMs: number | undefined, ms: number, exactMs = EXACT_MS): void {
  assert.ok(
    shownMs !== undefined && shownMs <= ms + exactMs && shownMs >= ms - exactMs,
    `shown as ${shownMs} ms, it was ${ms} ms`,
  );
}

/** A page of somewhere else, with words in a field that has the keyboard. */
function pageWith(words: string): string {
  const html = `<!doctype html><title>Elsewhere</title><textarea autofocus>${words}</textarea>`;
  return `data:text/html,${encodeURIComponent(html)}`;
}

function sizeOf(result: unknown): [number, number] {
  const value = typeof result === 'object' && result !== null && 'value' in result ? result.value : undefined;
  return Array.isArray(value) ? [Number(value[0]), Number(value[1])] : [0, 0];
}
