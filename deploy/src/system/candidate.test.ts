import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { ExamFacts } from '@invigil/contract';
import type { Browser, Page } from 'playwright-core';
import { BareBrowser, type BareTab } from './bare-browser.js';
import { openBrowser, violationsOf } from './browser.js';
import { CandidateAgent, SEAT_BUILD } from './candidate-agent.js';
import { FOCUSED } from './candidate-tab.js';
import { until } from './until.js';

/** How far a duration may be off on a machine that has much else to do, ms. The page looks four times a second. */
const EXACT_MS = 700;

const NOTICE = {
  hash: 'ab'.repeat(32),
  texts: {
    en: {
      controller: 'North Exam Centre',
      contact: 'privacy@north.example',
      legalBasis: 'Art. 6(1)(e) GDPR',
      howToObject: 'Tell the invigilator.',
      text: 'The camera is watched by software.',
    },
  },
};

function factsOf(exam: Partial<NonNullable<ExamFacts['exam']>> = {}): ExamFacts {
  return {
    seat: { centre: 'north', room: 'r1', seat: 'a3' },
    session: 'algebra-2',
    exam: { name: 'Algebra II', address: null, startsAt: null, endsAt: Date.now() + 3_600_000, ...exam },
    notice: NOTICE,
    retention: { appealDays: 30, days: { evidence: 0, track: 0, record: 60 } },
    steps: { camera: true, calibration: true, liveness: true, identity: true, microphone: true },
    watched: {
      camera: ['face-absent', 'phone'],
      page: ['page-hidden', 'pasted-outside'],
      browser: [],
      editor: [],
      machine: ['usb-storage'],
      microphone: ['voice-heard'],
    },
  };
}

describe('a candidate, by keyboard alone', () => {
  let agent: CandidateAgent;
  let browser: Browser;
  let page: Page;

  before(async () => {
    agent = await CandidateAgent.start(factsOf());
    browser = await openBrowser();
    const context = await browser.newContext({
      viewport: { width: 1366, height: 768 },
      reducedMotion: 'reduce',
    });
    page = await context.newPage();
    await page.goto(agent.pageUrl);
  });

  after(async () => {
    await browser?.close();
    await agent?.stop();
  });

  test('is told what is watched, why and by whom, and the notice that was shown is recorded', async () => {
    await heading('Welcome to Algebra II');
    await page.getByText('whether a phone, a book or another screen is in the picture').waitFor();
    await page.getByText('North Exam Centre').waitFor();
    await page.getByText('The record of what was noticed: 90 days after the exam.').waitFor();
    assert.doesNotMatch(page.url(), /key/, 'the key stands on no screen');
    await until(() => agent.of('notice-shown').length > 0);
    assert.deepEqual(agent.of('notice-shown'), [{ type: 'notice-shown', hash: NOTICE.hash, language: 'en' }]);
    await looksWell();
    await press('I have read this');
  });

  test('sees their own picture and what would make it better, and goes on when it is good', async () => {
    await heading('Your camera');
    await until(() => agent.of('watch-self').at(-1)?.on === true);
    agent.become({ camera: 'blind', blind: ['camera-lost'] });
    await page.getByText('The camera gives no picture.').waitFor();
    agent.become({ camera: 'watching', blind: [] });
    agent.say({ type: 'guidance', face: 'good', light: 'too-dark' });
    await page.getByText('It is too dark.').waitFor();
    agent.say({ type: 'guidance', face: 'second-person', light: 'good' });
    await page.getByText('Somebody else is in the picture.').waitFor();
    agent.picture(await page.screenshot({ type: 'jpeg', clip: { x: 0, y: 0, width: 320, height: 240 } }));
    const mirrored = await page
      .getByRole('img', { name: 'Your picture, as in a mirror' })
      .evaluate((img) => getComputedStyle(img).transform);
    assert.equal(mirrored, 'matrix(-1, 0, 0, 1, 0, 0)');
    await looksWell();
    agent.say({ type: 'guidance', face: 'good', light: 'good' });
    await page.getByText('That looks good.').waitFor();
    await press('Continue');
    await heading('Your face at the beginning');
    await looksWell();
    await press('Continue anyway');
    await until(() => agent.of('watch-self').at(-1)?.on === false);
  });

  test('looks at five dots for twenty seconds, each told by its place on the screen', async () => {
    await heading('Where you look');
    await looksWell();
    await press('Show the dots');
    await until(() => agent.of('dot').length === 6);
    const dots = agent.of('dot').map(({ dot }) => dot);
    assert.equal(dots.at(-1), null);
    assert.equal(new Set(dots.map((dot) => JSON.stringify(dot))).size, 6);
    agent.say({ type: 'calibrated', quality: 0.8 });
    await page.getByText('That worked well.').waitFor();
    await press('Continue');
  });

  test('turns the head when asked, and may try again', async () => {
    await heading('A turn of the head');
    await press('I am ready');
    await until(() => agent.of('cue').length === 1);
    await looksWell();
    agent.say({ type: 'cued', outcome: 'not-answered' });
    await page.getByText('The turn was not seen.').waitFor();
    await press('Try again');
    await until(() => agent.of('cue').length === 2);
    agent.say({ type: 'cued', outcome: 'answered' });
    await page.getByText('That was seen.').waitFor();
    await press('Continue');
    await heading('Your microphone');
    agent.say({ type: 'hearing', voice: 0.9 });
    await page.getByText('You were heard.').waitFor();
    await looksWell();
    await press('Continue');
  });

  test('begins the exam, and what came of each step is recorded', async () => {
    await heading('You are ready');
    await looksWell();
    await press('Begin the exam');
    await until(() => agent.of('checked-in').length === 1);
    assert.deepEqual(agent.of('checked-in')[0]?.checkIn, {
      notice: NOTICE.hash,
      language: 'en',
      camera: 'done',
      identity: 'skipped',
      calibration: 'done',
      liveness: 'done',
      microphone: 'done',
    });
  });

  test('raises a hand with words, takes it down, raises it again and is answered', async () => {
    await press('Raise your hand');
    await page.keyboard.type('I need paper');
    await press('Raise hand now');
    await until(() => agent.of('hand-raised').length === 1);
    const first = agent.of('hand-raised')[0]?.hand;
    assert.equal(first?.words, 'I need paper');
    agent.become({ hand: first?.id ?? null });
    await press('Take it down');
    await until(() => agent.of('hand-lowered').length === 1);
    assert.equal(agent.of('hand-lowered')[0]?.id, first?.id);
    agent.become({ hand: null });
    await press('Raise your hand');
    await press('Raise hand now');
    await until(() => agent.of('hand-raised').length === 2);
    const hand = agent.of('hand-raised')[1]?.hand.id ?? '';
    const id = crypto.randomUUID();
    agent.say({ type: 'message', id, words: 'Somebody is coming to you.', hand });
    await page.getByRole('alert').getByText('Somebody is coming to you.').waitFor();
    await until(() => agent.of('message-shown').some((one) => one.id === id));
    await page.getByRole('button', { name: 'Raise your hand' }).waitFor();
    agent.become({ lookedAt: true });
    await page.getByText('An invigilator looks at your picture now').waitFor();
    await looksWell();
    await press('I have read it');
    await page.getByRole('alert').waitFor({ state: 'detached' });
  });

  test('goes on at the same step after a reload, which is told, and while the seat does not answer', async () => {
    await page.reload();
    await page.getByRole('button', { name: 'Raise your hand' }).waitFor();
    await until(() => agent.of('happened').some(({ kind }) => kind === 'page-reloaded'));
    assert.equal(agent.of('checked-in').length, 1);
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
    agent.cut();
    await page.getByText('The seat’s program does not answer at the moment').waitFor();
    await page
      .getByText('The seat’s program does not answer at the moment')
      .waitFor({ state: 'detached', timeout: 15_000 });
  });

  test('finishes, and is told what was recorded, how to see it and how to appeal', async () => {
    await press('I am finished');
    await press('Yes, finish now');
    await heading('Thank you. You are finished.');
    await until(() => agent.of('bye').length === 1);
    assert.equal(agent.of('checked-out').length, 1);
    await page.getByText('privacy@north.example').waitFor();
    await page.getByText('You have 30 days from today.').waitFor();
    await looksWell();
    await page.setViewportSize({ width: 1024, height: 768 });
    await page.getByLabel('Language').selectOption('de');
    await heading('Danke. Sie sind fertig.');
    await page.getByLabel('Schrift').selectOption('1.5');
    const isWide = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    assert.equal(isWide, false, 'nothing is cut off with very large letters');
  });

  test('a page without its key, with one of before, or beside another says what to do', async () => {
    const other = await (await browser.newContext()).newPage();
    await other.goto(`http://127.0.0.1:${agent.port}/`);
    await other.getByRole('alert').getByText('This page was opened without its key').waitFor();
    await other.goto(`http://127.0.0.1:${agent.port}/#key=${'0'.repeat(64)}`);
    await other.getByRole('alert').getByText('This page is from before a restart').waitFor();
    // It leaves the exam to one that is opened with the key of now.
    const anew = await other.context().newPage();
    await anew.goto(agent.pageUrl);
    await anew.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(await anew.getByRole('alert').count(), 0);
    const second = await other.context().newPage();
    await second.goto(agent.pageUrl);
    await second.getByRole('alert').getByText('The page is open already').waitFor();
    await other.context().close();
  });

  /** Waits until the step of a heading has the focus on it. */
  async function heading(name: string): Promise<void> {
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await until(async () => (await page.evaluate(FOCUSED)) === name, 5000);
  }

  /** Goes by Tab to what bears a name, and presses it. */
  async function press(name: string): Promise<void> {
    await page.getByRole('button', { name, exact: true }).waitFor();
    for (let i = 0; i < 40; i += 1) {
      if ((await page.evaluate(FOCUSED)) === name) return page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
    }
    assert.fail(`"${name}" is not reached by Tab`);
  }

  async function looksWell(): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      assert.deepEqual(await violationsOf(page), [], colorScheme);
    }
  }
});

describe('what a candidate’s browser shows', () => {
  let site: Server;
  let address: string;
  let agent: CandidateAgent;
  let browser: BareBrowser;
  let tab: BareTab;

  before(async () => {
    site = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>Exam</title><p id="text">The question</p><textarea></textarea>');
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    const at = site.address();
    address = `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}/`;
  });

  after(() => void site?.close());

  afterEach(async () => {
    await browser?.close();
    await agent?.stop();
  });

  describe('on the page itself, with the exam in its frame', () => {
    beforeEach(() => begin({ address, shown: 'frame' }, ['--screen-info={1366x768}{1366x768}']));

    test('each thing is told once, with its duration', async () => {
      await until(() => held('second-display').length === 1);
      assert.deepEqual(held('second-display')[0]?.detail, { fromStart: true });

      const other = await browser.tab('about:blank');
      await sleep(1500);
      await tab.front();
      await until(() => ended('page-hidden').length === 1);
      await other.close();
      assertLasted('page-hidden', 1500);

      await tab.evaluate('document.exitFullscreen?.()');
      await until(() => held('fullscreen-left').length === 1);
      await sleep(1000);
      await tab.evaluate('document.documentElement.requestFullscreen()');
      await until(() => ended('fullscreen-left').length === 1);
      assertLasted('fullscreen-left', 1000);
    });

    test('what is pasted is told as from inside or outside, by size alone', async () => {
      await pressIn('Raise your hand');
      await tab.evaluate(`${FIELD}.value = 'a secret of mine'`);
      await clip('copy', 'a secret of mine');
      await until(() => happened('text-copied').length === 1);
      await clip('paste', 'a secret of mine\r\n');
      await until(() => happened('pasted-inside').length === 1);
      await clip('paste', 'from somewhere else');
      await until(() => happened('pasted-outside').length === 1);
      assert.deepEqual(happened('pasted-outside')[0]?.detail, { characters: 19 });
      assert.doesNotMatch(JSON.stringify(agent.heard), /secret|somewhere/);
    });

    test('a reload is a reload, a close is a close', async () => {
      await tab.send('Page.reload');
      await until(() => happened('page-reloaded').length === 1);
      // A close that is followed by a reload is none: the daemon waits for it.
      assert.deepEqual(
        agent.of('happened').map(({ kind }) => kind),
        ['page-closed', 'page-reloaded'],
      );
      await tab.close();
      await until(() => happened('page-closed').length === 2);
    });
  });

  describe('on the site of the exam, by the extension', () => {
    beforeEach(() =>
      begin({ address, shown: 'window' }, [
        `--disable-extensions-except=${SEAT_BUILD}extension`,
        `--load-extension=${SEAT_BUILD}extension`,
        '--disable-features=DisableLoadExtensionCommandLineSwitch',
      ]),
    );

    test('a hidden, reloaded and closed page and the clipboard are told, and other sites are nobody’s business', async () => {
      const exam = await browser.tab(address);
      await sleep(1000);
      assert.deepEqual(agent.of('began'), [], 'the seat’s page may stand behind the exam');
      await tab.front();
      await sleep(1500);
      await exam.front();
      await until(() => ended('page-hidden', 'browser').length === 1);
      assertLasted('page-hidden', 1500, 'browser');
      const dispatch = (type: string, text: string) =>
        exam.evaluate(`(() => {
          const clipboardData = new DataTransfer();
          clipboardData.setData('text/plain', ${JSON.stringify(text)});
          getSelection().selectAllChildren(document.getElementById('text'));
          document.getElementById('text').dispatchEvent(
            new ClipboardEvent('${type}', { clipboardData, bubbles: true }));
        })()`);
      await dispatch('copy', '');
      await until(() => happened('text-copied', 'browser').length === 1);
      await dispatch('paste', 'The question');
      await until(() => happened('pasted-inside', 'browser').length === 1);
      await dispatch('paste', 'An answer');
      await until(() => happened('pasted-outside', 'browser').length === 1);
      await exam.send('Page.reload');
      await until(() => happened('page-reloaded', 'browser').length === 1);
      await exam.close();
      await until(() => happened('page-closed', 'browser').length === 1);
      assert.equal(happened('page-closed', 'browser').length, 1);
      await pressIn('I am finished');
      await pressIn('Yes, finish now');
      await until(() => agent.of('bye', 'browser').length === 1);
    });
  });

  /** Opens the page in the midst of an exam. */
  async function begin(exam: Partial<NonNullable<ExamFacts['exam']>>, flags: string[]): Promise<void> {
    const facts = factsOf(exam);
    const off = { camera: false, calibration: false, liveness: false, identity: false, microphone: false };
    agent = await CandidateAgent.start({ ...facts, steps: off });
    browser = await BareBrowser.open(flags);
    tab = await browser.tab(agent.pageUrl);
    await tab.send('Page.enable');
    await pressIn('I have read this');
    await pressIn('Begin the exam');
    await until(() => agent.of('checked-in').length === 1);
  }

  async function pressIn(name: string): Promise<void> {
    await until(async () => (await tab.evaluate(pressing(name))) === true);
  }

  function clip(type: string, text: string): Promise<unknown> {
    return tab.evaluate(`(() => {
      const field = ${FIELD};
      field.select();
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', ${JSON.stringify(text)});
      field.dispatchEvent(new ClipboardEvent('${type}', { clipboardData, bubbles: true, composed: true }));
    })()`);
  }

  function held(kind: string, client: 'page' | 'browser' = 'page') {
    return agent.of('began', client).filter((one) => one.kind === kind);
  }

  function ended(kind: string, client: 'page' | 'browser' = 'page') {
    return agent.of('ended', client).filter((one) => one.kind === kind);
  }

  function happened(kind: string, client: 'page' | 'browser' = 'page') {
    return agent.of('happened', client).filter((one) => one.kind === kind);
  }

  function assertLasted(kind: string, ms: number, client: 'page' | 'browser' = 'page'): void {
    const lasted = (ended(kind, client)[0]?.at ?? 0) - (held(kind, client)[0]?.at ?? 0);
    assert.ok(lasted >= ms - EXACT_MS && lasted <= ms + EXACT_MS, `${kind} lasted ${lasted} ms, not ${ms}`);
    assert.equal(held(kind, client).length, 1);
  }
});

/** The field in which words for a raised hand are written. */
const FIELD = `(function find(root) {
  for (const one of root.querySelectorAll('*')) {
    if (one instanceof HTMLTextAreaElement) return one;
    const inner = one.shadowRoot && find(one.shadowRoot);
    if (inner) return inner;
  }
})(document)`;

/** Presses the button of a name, wherever it stands; gives whether there is one. */
function pressing(name: string): string {
  return `(function find(root) {
    for (const one of root.querySelectorAll('*')) {
      if (one instanceof HTMLButtonElement && one.textContent.trim() === ${JSON.stringify(name)}) {
        one.click();
        return true;
      }
      if (one.shadowRoot && find(one.shadowRoot)) return true;
    }
    return false;
  })(document)`;
}
