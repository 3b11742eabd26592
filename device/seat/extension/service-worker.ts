import type { AgentMessage, ClientMessage, Recorded } from '@invigil/contract';
import { SeatLink } from '../src/client/seat-link.js';
import { openBrowserSocket } from '../src/client/socket.js';
import { systemClock } from '../src/lib/clock.js';
import { KnownCopies } from '../src/signals/known-copies.js';
import { WindowWatch } from '../src/signals/window-watch.js';
import type { Port } from './chrome-api.js';
import { ExamFrames } from './exam-frames.js';
import { FrameMessage } from './frame-message.js';
import { PageMessage } from './page-message.js';

/** A tab whose page went and that shows no other within this time was closed, ms. */
const CLOSED_MS = 1500;

/** A connection with traffic keeps a service worker awake from Chromium 116 on: the daemon asks every two seconds. */
class Browser {
  readonly #frames = new ExamFrames<Port>();
  readonly #copies = new KnownCopies();
  readonly #watch: WindowWatch;
  #link: SeatLink | undefined;
  #target = '';
  #recorded: Recorded | null = null;
  #isInExam = false;

  constructor() {
    this.#watch = new WindowWatch({
      look: () => this.#frames.facts(),
      clock: systemClock,
      isTold: (kind) => this.#recorded?.kinds.includes(kind) ?? false,
      tell: (report) => this.#link?.tell(report),
    });
  }

  /** The seat's page hands the key over, and says when the exam begins and ends. */
  fromPage(message: PageMessage, origin: string): void {
    const target = `${origin} ${message.key}`;
    if (target !== this.#target) this.#connect(origin, message.key);
    this.#target = target;
    this.#frames.belongTo(origin, message.exam);
    if (message.isInExam === this.#isInExam) return;
    this.#isInExam = message.isInExam;
    if (message.isInExam) {
      this.#frames.forget();
      this.#watch.start();
      this.#link?.start();
    } else {
      this.#watch.stop();
      this.#link?.tell({ type: 'bye' });
      this.#link?.stop();
    }
  }

  fromFrame(port: Port, message: FrameMessage): void {
    const { origin, tab } = placeOf(port);
    if (message.type !== 'window') return void this.#used(message, origin);
    const { at, facts, isTop, wasReloaded } = message;
    this.#frames.set(port, { tab, origin, isTop, facts });
    this.#watch.look(Math.min(at, systemClock()));
    if (wasReloaded && this.#frames.isOfExam(origin)) this.#happened('page-reloaded', at);
  }

  frameGone(port: Port): void {
    const frame = this.#frames.remove(port);
    const at = systemClock();
    if (frame === undefined || !frame.isTop || !this.#frames.isOfExam(frame.origin))
      return this.#watch.look();
    // A page that is followed by another in its tab was left, not closed.
    setTimeout(() => {
      if (!this.#frames.hasPageIn(frame.tab)) this.#happened('page-closed', at);
      this.#watch.look();
    }, CLOSED_MS);
  }

  #connect(origin: string, key: string): void {
    this.#link?.stop();
    this.#recorded = null;
    this.#link = new SeatLink({
      url: `${origin.replace(/^http/, 'ws')}/client`,
      client: 'browser',
      version: chrome.runtime.getManifest().version,
      key: () => key,
      openSocket: openBrowserSocket,
      clock: systemClock,
      random: Math.random,
      holding: () => this.#watch.holding(),
      onMessage: (message) => this.#hear(message),
      onState: () => undefined,
    });
    this.#link.start();
  }

  #hear(message: AgentMessage): void {
    if (message.type === 'copied') this.#copies.add(message.mark);
    if (message.type === 'welcome' || message.type === 'recorded') {
      this.#recorded = message.recorded;
      this.#watch.look();
    }
  }

  async #used({ text, type }: Exclude<FrameMessage, { type: 'window' }>, origin: string): Promise<void> {
    const salt = this.#recorded?.salt;
    if (!this.#isInExam || salt === undefined || !this.#frames.isOfExam(origin)) return;
    const at = systemClock();
    const messages =
      type === 'copied'
        ? await this.#copies.copied(salt, text, at)
        : [await this.#copies.pasted(salt, text, at)];
    for (const message of messages) this.#bring(message);
  }

  #happened(kind: 'page-reloaded' | 'page-closed', at: number): void {
    if (this.#isInExam) this.#bring({ type: 'happened', kind, at });
  }

  #bring(message: ClientMessage): void {
    const isTold = message.type !== 'happened' || (this.#recorded?.kinds.includes(message.kind) ?? true);
    if (isTold) this.#link?.bring(message);
  }
}

const browser = new Browser();

chrome.runtime.onConnect.addListener((port) => {
  port.onMessage.addListener((message) => {
    const read = FrameMessage.safeParse(message);
    if (read.success) browser.fromFrame(port, read.data);
  });
  port.onDisconnect.addListener(() => browser.frameGone(port));
});

chrome.runtime.onConnectExternal.addListener((port) => {
  port.onMessage.addListener((message) => {
    const read = PageMessage.safeParse(message);
    const origin = port.sender?.origin;
    if (read.success && origin !== undefined) browser.fromPage(read.data, origin);
  });
});

function placeOf({ sender }: Port): { origin: string; tab: number } {
  return { origin: sender?.origin ?? '', tab: sender?.tab?.id ?? -1 };
}
