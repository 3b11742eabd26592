import type { AgentMessage, EventBody, MessageCommand } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';

/** How long a page has to say that the words stand on its screen, ms: who sent them waits. */
const SHOWN_WITHIN_MS = 4000;

type TalkDeps = {
  /** Sends to every page that is there. Returns how many there are. */
  toPages: (message: AgentMessage) => number;
  event: (body: EventBody) => void;
  /** The hand that was up before; null: none. */
  hand: string | null;
  clock: Pick<Clock, 'sleep'>;
};

/** What invigilator and candidate say to each other: words to a screen, and a raised hand. */
export class CandidateTalk {
  readonly #deps: TalkDeps;
  readonly #unseen = new Map<string, () => void>();
  #hand: string | null;

  constructor(deps: TalkDeps) {
    this.#deps = deps;
    this.#hand = deps.hand;
  }

  /** The hand that is up; null: none. */
  get hand(): string | null {
    return this.#hand;
  }

  /** Puts words up, and waits until a page says that they can be read. Gives why they can't, in one line, or undefined. */
  async show({
    hand,
    id,
    words,
  }: Pick<MessageCommand, 'id' | 'words' | 'hand'>): Promise<string | undefined> {
    // Answered is answered, whether the words can be read or not: the hub says the same.
    if (hand !== undefined && hand === this.#hand) this.#hand = null;
    const seen = new AbortController();
    this.#unseen.set(id, () => seen.abort());
    try {
      const pages = this.#deps.toPages({ type: 'message', id, words, ...(hand !== undefined && { hand }) });
      if (pages === 0) return 'the candidate’s page is not open';
      await this.#deps.clock.sleep(SHOWN_WITHIN_MS, seen.signal);
      return seen.signal.aborted ? undefined : 'the candidate’s page did not say that it shows it';
    } finally {
      this.#unseen.delete(id);
    }
  }

  /** A page says that the words stand there. */
  shown(id: string): void {
    this.#unseen.get(id)?.();
  }

  /** The candidate raises a hand. One is up at a time. */
  raise(hand: { id: string; words?: string | undefined }): void {
    if (this.#hand !== null) return;
    this.#hand = hand.id;
    const { id, words } = hand;
    const said = words === undefined || words === '' ? {} : { words };
    this.#deps.event({ type: 'hand-raised', hand: { id, ...said } });
  }

  /** The candidate takes down the one that is up. */
  lower(id: string): void {
    if (this.#hand !== id) return;
    this.#hand = null;
    this.#deps.event({ type: 'hand-lowered', hand: { id } });
  }
}
