import type { CentreView, HubInCentre, HubTrouble, Rollup } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import type { Log } from '../lib/log.js';
import { type AskedHub, askRollup } from './ask-rollup.js';

/** How long an answer may take, ms, where the next question does not come earlier. */
const PATIENCE_MS = 4000;
/** Questions in a row that may go unanswered before figures are called old, whatever kept this hub from asking. */
const MISSED = 3;

type Known = { trouble: HubTrouble | null; heardAt: number | null; rollup: Rollup | null };

export type CentreViewDeps = {
  /** Name of this hub in the view. */
  name: string;
  own: () => Rollup;
  /** Time from one question to the next, ms. */
  everyMs: number;
  hubs: readonly (AskedHub & { name: string })[];
  clock: Clock;
  log: Log;
};

/** Every hub that this one knows of: itself as it is now, the others as they answered last. */
export class CentreViewOfHub {
  readonly #deps: CentreViewDeps;
  readonly #known = new Map<string, Known>();
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<unknown> = Promise.resolve();

  constructor(deps: CentreViewDeps) {
    this.#deps = deps;
  }

  /** Asks now, and then again and again. Without other hubs it does nothing. */
  start(): void {
    if (this.#deps.hubs.length === 0) return;
    this.#timer = setInterval(() => this.#ask(), this.#deps.everyMs);
    this.#ask();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping.abort();
    await this.#round;
  }

  read(): CentreView {
    const { clock, hubs, name, own } = this.#deps;
    const at = clock.now();
    return {
      at,
      hubs: [
        { name, own: true, trouble: null, heardAt: at, rollup: own() },
        ...hubs.map((hub): HubInCentre => ({ name: hub.name, own: false, ...this.#knownOf(hub.name, at) })),
      ],
    };
  }

  /** Figures are never said to be of now for longer than a few questions take. */
  #knownOf(name: string, at: number): Known {
    const known = this.#known.get(name) ?? { trouble: null, heardAt: null, rollup: null };
    const isOld = known.heardAt !== null && at - known.heardAt > MISSED * this.#deps.everyMs;
    return isOld && known.trouble === null ? { ...known, trouble: 'too-late' } : known;
  }

  #ask(): void {
    this.#round = Promise.all(this.#deps.hubs.map((hub) => this.#askOne(hub)));
  }

  async #askOne(hub: AskedHub & { name: string }): Promise<void> {
    const { clock, everyMs, log } = this.#deps;
    const { signal } = this.#stopping;
    // Just short of the next question: no two are ever on their way to one hub.
    const patience = AbortSignal.timeout(Math.min(PATIENCE_MS, everyMs - 100));
    const answer = await askRollup(hub, AbortSignal.any([signal, patience]));
    if (signal.aborted) return;
    const before = this.#known.get(hub.name);
    const troubleBefore = before?.trouble ?? null;
    if (answer.type === 'told') {
      this.#known.set(hub.name, { trouble: null, heardAt: clock.now(), rollup: answer.rollup });
      if (before?.trouble !== null) log.info({ hub: hub.name }, 'hub of the centre view answers');
      return;
    }
    const { trouble, why } = answer;
    this.#known.set(hub.name, { heardAt: null, rollup: null, ...before, trouble });
    if (trouble !== troubleBefore)
      log.warn({ hub: hub.name, trouble, reason: why }, 'hub of the centre view does not answer');
  }
}
