import type { Incident, JudgementBatchResult, JudgementOutcome } from '@invigil/contract';

/** What was judged together: the incidents as they are then. */
export type JudgedDetail = { incidents: readonly Incident[]; outcome: JudgementOutcome };

/** What came of taking something back. `left`: how many of them the hub did not take back; null: it gave no answer. */
export type TakenBack = { incidents: readonly Incident[]; left: number | null };

/** What is said of it: what was judged, what came of taking back, or a text of its own. */
type Said = JudgedDetail | TakenBack | string | null;

/** Judgements that one press each takes back; older ones are reopened from the list. */
const KEPT = 20;

/**
 * What was judged on this page of the app a moment ago, so that one press each takes it back, the newest first. It outlives the page on which it
 * was judged, and nothing but time and taking back ends it.
 */
export class JustJudged {
  readonly #takeBack: (incidents: readonly Incident[]) => Promise<JudgementBatchResult>;
  readonly #listeners = new Set<() => void>();
  #judged: readonly JudgedDetail[] = [];
  #said: Said = null;
  #isTaking = false;

  /** @param takeBack asks the hub to take these back; it rejects where the hub gives no answer */
  constructor(takeBack: (incidents: readonly Incident[]) => Promise<JudgementBatchResult>) {
    this.#takeBack = takeBack;
  }

  /** What the next press takes back; undefined: nothing. */
  get last(): JudgedDetail | undefined {
    return this.#judged.at(-1);
  }

  /** What is to be said last. */
  get said(): Said {
    return this.#said;
  }

  /** Something was judged. What is reopened is not taken back: it is judged anew. */
  add(detail: JudgedDetail): void {
    const ids = new Set(detail.incidents.map(({ id }) => id));
    // An incident that was judged once more: only the newer judgement can be taken back.
    const before = this.#judged
      .map((one) => ({ ...one, incidents: one.incidents.filter(({ id }) => !ids.has(id)) }))
      .filter(({ incidents }) => incidents.length > 0);
    this.#judged = (detail.outcome === 'reopened' ? before : [...before, detail]).slice(-KEPT);
    this.#say(detail);
  }

  /** Says something; what was judged can be taken back all the same. */
  say(text: string): void {
    this.#say(text);
  }

  /** Takes back what was judged last. Gives the incidents as they are then. Where the hub gives no answer, it can be tried again. */
  async undo(): Promise<readonly Incident[]> {
    const detail = this.last;
    if (detail === undefined || this.#isTaking) return [];
    const { incidents } = detail;
    this.#isTaking = true;
    try {
      const { judged, refused } = await this.#takeBack(incidents);
      this.#judged = this.#judged.filter((one) => one !== detail);
      this.#say({ incidents, left: refused.length });
      return judged;
    } catch {
      this.#say({ incidents, left: null });
      return [];
    } finally {
      this.#isTaking = false;
    }
  }

  /** Time is up: nothing can be taken back by one press any more. */
  forget(): void {
    if (this.#judged.length === 0 && this.#said === null) return;
    this.#judged = [];
    this.#say(null);
  }

  /** Calls `listener` after each change, until the returned function is called. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #say(said: Said): void {
    this.#said = said;
    for (const listener of this.#listeners) listener();
  }
}
