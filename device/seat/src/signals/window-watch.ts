import { HELD_KINDS, type HeldKind } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import { Holding, type HeldReport } from './holding.js';
import { kindsOf, type WindowFacts } from './window-facts.js';

/** Not all changes tell themselves, such as a focus that goes away from a frame within the page: looked at this often, ms. */
const LOOK_MS = 250;

export type WindowWatchDeps = {
  look: () => WindowFacts;
  clock: Clock;
  /** The kinds that are told here: those that nobody asked for, or that somebody else tells, are left out. */
  isTold: (kind: HeldKind) => boolean;
  tell: (report: HeldReport) => void;
};

/** Watches the window of the exam from its start to its stop, and tells what begins and ends. */
export class WindowWatch {
  readonly #deps: WindowWatchDeps;
  readonly #holding = new Holding();
  #wasFullScreen = false;
  #toolsBefore = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(deps: WindowWatchDeps) {
    this.#deps = deps;
  }

  start(): void {
    if (this.#timer !== undefined) return;
    this.#timer = setInterval(() => this.look(), LOOK_MS);
    this.#see(this.#deps.clock(), true);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#wasFullScreen = false;
    for (const report of this.#holding.endAll(this.#deps.clock())) this.#deps.tell(report);
  }

  /** The page goes. A page that is closed or loaded anew is hidden on its way out, which is no exit: nothing more is told here. */
  leave(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /**
   * To be called with every event that may mean a change: so a duration is as exact as the browser tells.
   * @param at when it was, where somebody else saw it
   */
  look(at = this.#deps.clock()): void {
    if (this.#timer !== undefined) this.#see(at, false);
  }

  /** All that holds, to be said anew after a lost connection. */
  holding(): HeldReport[] {
    return this.#holding.all();
  }

  #see(at: number, isFirst: boolean): void {
    const { isTold, look, tell } = this.#deps;
    const facts = look();
    const kinds = kindsOf(facts, { fullScreen: this.#wasFullScreen, toolsBefore: this.#toolsBefore });
    this.#wasFullScreen ||= facts.isFullScreen;
    this.#toolsBefore = kinds['devtools-open'] ?? false;
    for (const kind of HELD_KINDS) {
      const holds = kinds[kind];
      if (holds === undefined) continue;
      const report = this.#holding.set(
        kind,
        holds && isTold(kind),
        at,
        isFirst ? { fromStart: true } : undefined,
      );
      if (report !== null) tell(report);
    }
  }
}
