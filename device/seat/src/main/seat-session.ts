import {
  ExamFacts,
  type AgentMessage,
  type ClientMessage,
  type HeldKind,
  type MomentKind,
} from '@invigil/contract';
import type { SeatActs } from '../components/seat-acts.js';
import { SeatLink, type SeatLinkDeps } from '../client/seat-link.js';
import type { Clock } from '../lib/clock.js';
import type { ClipboardUse } from '../signals/clipboard-events.js';
import { KnownCopies } from '../signals/known-copies.js';
import type { WindowFacts } from '../signals/window-facts.js';
import { WindowWatch } from '../signals/window-watch.js';
import { forgetProgress, keepProgress, keptProgress } from '../state/progress.js';
import { reduceSeat, unknownSeat, type SeatAction, type SeatState } from '../state/seat-state.js';
import { recordOf } from '../state/steps.js';

export type SeatSessionDeps = Pick<
  SeatLinkDeps,
  'clock' | 'key' | 'openSocket' | 'random' | 'url' | 'version'
> & {
  clock: Clock;
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  fetchFacts: () => Promise<unknown>;
  lookAtWindow: () => WindowFacts;
  newId: () => string;
  /** In which language the page is shown. */
  language: () => string;
  changed: (state: SeatState) => void;
  extension: { tell: (told: { key: string; exam: string | null; isInExam: boolean }) => void };
  goFullScreen: () => void;
  reload: () => void;
};

/** Facts that could not be had are asked for again after this long, ms. */
const FACTS_AGAIN_MS = 1000;

/** All that the page does: what is told to the seat, what it tells, and how far the candidate is. */
export class SeatSession {
  readonly #deps: SeatSessionDeps;
  readonly #link: SeatLink;
  readonly #watch: WindowWatch;
  readonly #copies = new KnownCopies();
  readonly #listeners = new Set<(picture: Blob) => void>();
  #state: SeatState = unknownSeat;
  #browserKey: string | null = null;
  #watchesSelf = false;
  #noticeTold = '';
  /** The language of the notice that was shown. */
  #noticeLanguage: string | null = null;

  constructor(deps: SeatSessionDeps) {
    this.#deps = deps;
    this.#watch = new WindowWatch({
      look: deps.lookAtWindow,
      clock: deps.clock,
      isTold: (kind) => this.#tells(kind),
      tell: (report) => this.#link.tell(report),
    });
    this.#link = new SeatLink({
      ...deps,
      client: 'page',
      holding: () => this.#holding(),
      onMessage: (message) => this.#hear(message),
      onPicture: (picture) => {
        for (const listener of this.#listeners) listener(picture);
      },
      onState: (link) => this.#dispatch({ type: 'link', link }),
    });
  }

  get state(): SeatState {
    return this.#state;
  }

  async start(): Promise<void> {
    await this.#askFacts();
    if (this.#state.progress.step === 'after') return;
    this.#link.start();
    if (this.#state.progress.step === 'exam') this.#watch.start();
  }

  /** Something happened that may have changed the window. */
  look(): void {
    this.#watch.look();
  }

  /** The clipboard was used on this page. */
  async used({ text, type }: ClipboardUse): Promise<void> {
    const { recorded, progress } = this.#state;
    if (recorded === null || progress.step !== 'exam') return;
    const at = this.#deps.clock();
    const messages =
      type === 'copied'
        ? await this.#copies.copied(recorded.salt, text, at)
        : [await this.#copies.pasted(recorded.salt, text, at)];
    for (const message of messages) this.#bring(message);
  }

  /** The page was loaded anew, or goes. */
  happened(kind: Extract<MomentKind, 'page-reloaded' | 'page-closed'>): void {
    if (this.#state.progress.step !== 'exam') return;
    if (kind === 'page-closed') this.#watch.leave();
    this.#bring({ type: 'happened', kind, at: this.#deps.clock() });
  }

  readonly acts: SeatActs = {
    next: () => this.#dispatch({ type: 'next' }),
    pass: (step, outcome) => this.#dispatch({ type: 'passed', step, outcome }),
    noticeShown: (language) => this.#noticeShown(language),
    watchSelf: (isOn) => {
      this.#watchesSelf = isOn;
      this.#link.tell({ type: 'watch-self', on: isOn });
    },
    dot: (dot) => {
      if (dot !== null) this.#dispatch({ type: 'asked-dots' });
      this.#link.tell({ type: 'dot', dot });
    },
    cue: (cue) => {
      this.#dispatch({ type: 'asked-cue' });
      this.#link.tell({ type: 'cue', cue });
    },
    raise: (words) => this.#raise(words),
    lower: () => this.#lower(),
    shown: (id) => this.#link.tell({ type: 'message-shown', id }),
    read: (id) => this.#dispatch({ type: 'read', id }),
    begin: () => this.#begin(),
    finish: () => this.#finish(),
    startAnew: () => {
      forgetProgress(this.#deps.storage);
      this.#deps.reload();
    },
    pictures: (listener) => {
      this.#listeners.add(listener);
      return () => this.#listeners.delete(listener);
    },
  };

  #dispatch(action: SeatAction): void {
    this.#state = reduceSeat(this.#state, action);
    if (this.#state.facts !== null) keepProgress(this.#deps.storage, this.#state.progress);
    this.#deps.changed(this.#state);
  }

  #hear(message: AgentMessage): void {
    if (message.type === 'copied') this.#copies.add(message.mark);
    if (message.type === 'welcome' && message.browserKey !== undefined) this.#browserKey = message.browserKey;
    if (message.type === 'recorded') void this.#askFacts();
    this.#dispatch({ type: 'told', message });
    if (message.type === 'welcome') this.#tellExtension();
    if (message.type === 'ping' || message.type === 'recorded') this.#watch.look();
  }

  /** What the seat's daemon must know of this page with each new connection. */
  #holding(): ClientMessage[] {
    return [
      ...(this.#watchesSelf ? [{ type: 'watch-self', on: true } as const] : []),
      ...this.#watch.holding(),
    ];
  }

  async #askFacts(): Promise<void> {
    const facts = await this.#readFacts();
    this.#dispatch({ type: 'facts', facts, kept: (session) => keptProgress(this.#deps.storage, session) });
  }

  async #readFacts(): Promise<ExamFacts> {
    for (;;) {
      const read = ExamFacts.safeParse(await this.#deps.fetchFacts().catch(() => undefined));
      if (read.success) return read.data;
      this.#dispatch({ type: 'link', link: { at: 'lost' } });
      await new Promise((resolve) => {
        setTimeout(resolve, FACTS_AGAIN_MS);
      });
    }
  }

  /** The exam in a window of its own is in front of this page for good reason: there the extension tells these. */
  #tells(kind: HeldKind): boolean {
    const { facts, recorded } = this.#state;
    const isBehind = facts?.exam?.address !== null && facts?.exam?.shown !== 'frame' && facts?.exam !== null;
    if (isBehind && (kind === 'page-hidden' || kind === 'window-blurred' || kind === 'fullscreen-left'))
      return false;
    return recorded?.kinds.includes(kind) ?? false;
  }

  #bring(message: ClientMessage): void {
    const { recorded } = this.#state;
    if (message.type !== 'happened' || recorded === null || recorded.kinds.includes(message.kind))
      this.#link.bring(message);
  }

  /** The extension's key, and whether the exam goes on, to the extension. */
  #tellExtension(): void {
    const { facts, progress } = this.#state;
    if (this.#browserKey === null || facts === null) return;
    const exam = facts.exam?.address ?? null;
    this.#deps.extension.tell({ key: this.#browserKey, exam, isInExam: progress.step === 'exam' });
  }

  #noticeShown(language: string): void {
    const hash = this.#state.facts?.notice?.hash;
    this.#noticeLanguage = language;
    if (hash === undefined || this.#noticeTold === `${hash} ${language}`) return;
    this.#noticeTold = `${hash} ${language}`;
    this.#link.bring({ type: 'notice-shown', hash, language });
  }

  #begin(): void {
    const { facts, progress } = this.#state;
    const checkIn = {
      notice: facts?.notice?.hash ?? null,
      language: this.#noticeLanguage ?? this.#deps.language(),
      ...recordOf(progress.outcomes),
    };
    this.#link.bring({ type: 'checked-in', checkIn });
    if (facts?.exam?.shown === 'frame') this.#deps.goFullScreen();
    this.#dispatch({ type: 'next' });
    this.#watch.start();
    this.#tellExtension();
  }

  #finish(): void {
    this.#watch.stop();
    this.#link.tell({ type: 'checked-out' });
    this.#link.tell({ type: 'bye' });
    this.#dispatch({ type: 'next' });
    this.#tellExtension();
    this.#link.stop();
  }

  #raise(words: string): void {
    const id = this.#deps.newId();
    this.#dispatch({ type: 'raised', id, at: this.#deps.clock() });
    this.#link.bring({ type: 'hand-raised', hand: { id, ...(words !== '' && { words }) } });
  }

  #lower(): void {
    const { hand } = this.#state.progress;
    if (hand === null) return;
    this.#dispatch({ type: 'lowered' });
    this.#link.bring({ type: 'hand-lowered', id: hand.id });
  }
}
