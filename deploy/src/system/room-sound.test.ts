import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { riskOf } from '@invigil/behaviour';
import { Policy, Risk, type Signal } from '@invigil/contract';
import type { Browser, Page } from 'playwright-core';
import type { LocalRoom } from '../room/room.js';
import { openBrowser, signIn, violationsOf } from './browser.js';
import { SCRIPTED_BOOT, ScriptedSeat } from './scripted-seat.js';
import { film, openTestRoom } from './test-room.js';

const SEATS = ['a1', 'a2', 'a3', 'a4'] as const;
const ELSEWHERE = /Speech also heard at 3 neighbouring seats: probably the room’s sound/;

describe('a voice in the room', () => {
  let browser: Browser;
  let page: Page;
  let room: LocalRoom;
  let close: () => Promise<void>;
  const seats = new Map<string, ScriptedSeat>();
  let awake: NodeJS.Timeout | undefined;

  before(async () => {
    const camera = film('calm', { loop: false });
    const cameras = Object.fromEntries(SEATS.map((seat) => [seat, camera]));
    ({ room, close } = await openTestRoom(cameras, { columns: 2, policy: { parts: { microphone: true } } }));
    await room.startHub();
    browser = await openBrowser();
    page = await signIn(browser, room);
    for (const seat of SEATS) seats.set(seat, await ScriptedSeat.connect(room, seat));
    // A seat of which nothing is heard for 12 s counts as lost.
    awake = setInterval(
      () => void Promise.all([...seats.values()].map((one) => one.fare())).catch(() => undefined),
      3000,
    );
  });

  after(async () => {
    clearInterval(awake);
    for (const seat of seats.values()) await seat.close();
    await browser?.close();
    await close?.();
  });

  test('is said to be heard elsewhere where the microphones around heard it too, and stays in the queue', async () => {
    const began = Date.now() - 20_000;
    const voices = SEATS.map((_, i) => voiceOf(i + 1, began + i * 500, 18 + i));
    await opens('a1', voices[0]);
    const item = page.locator('invigil-incident-item[data-seat="room-1/a1"]');
    await item.getByText(/speech heard/i).waitFor();
    assert.equal(await item.getByText(ELSEWHERE).count(), 0, 'one microphone alone is this seat’s');
    for (const [i, seat] of SEATS.entries()) if (i > 0) await opens(seat, voices[i]);
    await item.getByText(ELSEWHERE).waitFor();
    assert.equal(await page.locator('invigil-incident-item').getByText(ELSEWHERE).count(), 4);
    assert.deepEqual(await violationsOf(page), []);
  });

  test('is this seat’s own again where its end shows that it was louder here', async () => {
    const voice = voiceOf(1, Date.now() - 25_000, 34);
    await seats.get('a1')?.tell({ type: 'signal-closed', signal: { ...voice, endedAt: Date.now() - 5000 } });
    const item = page.locator('invigil-incident-item[data-seat="room-1/a1"]');
    await item.getByText(ELSEWHERE).waitFor({ state: 'detached' });
  });

  async function opens(seat: string, signal: Signal): Promise<void> {
    const { confidence, id, startedAt } = signal;
    const term = { signalId: id, kind: 'voice-heard' as const, since: startedAt, confidence, seenMs: 17_000 };
    const weighed = riskOf([{ ...term, sinceEndMs: 0, shared: 1 }], 'calm', Policy.parse({}));
    const risk = Risk.parse(weighed);
    await seats.get(seat)?.tell({ type: 'signal-opened', signal }, { type: 'risk', risk });
  }
});

function voiceOf(number: number, startedAt: number, aboveQuietDb: number): Signal {
  return {
    id: `${SCRIPTED_BOOT}-${number}`,
    kind: 'voice-heard',
    source: 'microphone',
    startedAt,
    openedAt: startedAt + 3000,
    endedAt: null,
    confidence: 1,
    seenMs: 17_000,
    detail: { aboveQuietDb },
  };
}
