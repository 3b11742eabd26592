import { SILENT_AFTER_MS, type SoftwareReport } from '@invigil/contract';

type Presence = Extract<SoftwareReport, { type: 'silent' | 'there' | 'left' }>;

type PartDeps = {
  clock: { now(): number; monotonic(): number };
  /** Whether it is missed before it ever came. */
  isRequired: () => boolean;
  tell: (type: Presence['type'], at: number) => void;
};

/** Whether a part of the seat's software is there: it says so again and again, or takes its leave. */
export class PartWatch {
  readonly #deps: PartDeps;
  #state: 'never' | 'there' | 'silent' | 'left' = 'never';
  /** Its last word: epoch ms for the record, and by a clock that never steps back. */
  #last: { at: number; monotonic: number };

  constructor(deps: PartDeps) {
    this.#deps = deps;
    this.#last = { at: deps.clock.now(), monotonic: deps.clock.monotonic() };
  }

  get isThere(): boolean {
    return this.#state === 'there';
  }

  /** It said something, if only that it is there. */
  heard(): void {
    const { clock, tell } = this.#deps;
    this.#last = { at: clock.now(), monotonic: clock.monotonic() };
    if (this.#state === 'there') return;
    this.#state = 'there';
    tell('there', this.#last.at);
  }

  /** It took its leave: nobody misses it until it comes back. */
  left(): void {
    if (this.#state === 'left') return;
    this.#state = 'left';
    this.#deps.tell('left', this.#deps.clock.now());
  }

  /** To be asked about twice a second. Returns whether it has just fallen silent. */
  check(): boolean {
    const { clock, isRequired, tell } = this.#deps;
    const isSilent =
      this.#state === 'there'
        ? clock.monotonic() - this.#last.monotonic > SILENT_AFTER_MS
        : this.#state === 'never' && isRequired();
    if (!isSilent) return false;
    this.#state = 'silent';
    tell('silent', this.#last.at);
    return true;
  }

  /** Begins anew, as under another policy: nothing is known of it, and it is missed from now on where it is required. */
  reset(): void {
    const { clock } = this.#deps;
    this.#state = 'never';
    this.#last = { at: clock.now(), monotonic: clock.monotonic() };
  }
}
