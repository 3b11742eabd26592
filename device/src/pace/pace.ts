import type { BehaviourStep, Observation, SignalChange } from '@invigil/behaviour';
import type { Clock } from '../lib/clock.js';
import { FloorWatch } from './floor-watch.js';
import { type Floors, floorRates, type Rates, ratesAt } from './rates.js';
import { Rest } from './rest.js';
import { type Budget, nextThrottle, OPEN_THROTTLE, type Throttle } from './throttle.js';

/** How often the rates are weighed against the budget, ms: long enough for a share of processor time to mean something. */
const PERIOD_MS = 2000;
/** What a change adds to the number of signals that are open. */
const ADDS = { opened: 1, again: 0, closed: -1 } as const satisfies Record<SignalChange['type'], number>;

type PaceDeps = {
  /** The rates where nothing holds the seat back. */
  wanted: Rates;
  floors: Floors;
  budget: Budget;
  /** Whether the seat may rest while nothing changes in the picture. */
  rest: boolean;
  clock: Pick<Clock, 'monotonic' | 'sleep'>;
  /** Processor time that this process has used on all cores, ms. Only grows. */
  processorMs: () => number;
  /** Cores that the machine has for this process. */
  cores: number;
  /** Hottest zone, °C; null where the machine tells none. */
  temperatureC: () => Promise<number | null>;
  /** Frames that the camera has given. Only grows. */
  captured: () => number;
};

/** What the seat allows itself, and why. */
export type PaceState = {
  /** The rates where nothing holds the seat back. */
  wanted: Rates;
  /** The rates now. */
  allowed: Rates;
  /** What holds the seat back. */
  budget: Throttle['limit'];
  /** Nothing changes in the picture: the rates are at their floors. */
  resting: boolean;
  /** The machine misses a floor. */
  tooSlow: boolean;
  /** Share of all cores' processor time in the last period, 0–1. */
  cpuShare: number;
};

/** Picks how often the seat looks: as wanted, less where the budget asks for it or nothing changes, never under the floors. */
export class Pace {
  readonly #deps: PaceDeps;
  readonly #floors: Rates;
  readonly #rest = new Rest();
  readonly #faces: FloorWatch;
  readonly #objects: FloorWatch;
  #throttle = OPEN_THROTTLE;
  #resting = false;
  #openSignals = 0;
  #attendUntil = -Infinity;
  #cpuShare = 0;
  #weighed: { at: number; processorMs: number };
  #watched: { at: number; captured: number };

  constructor(deps: PaceDeps) {
    this.#deps = deps;
    this.#floors = floorRates(deps.wanted, deps.floors);
    this.#faces = new FloorWatch(this.#floors.faces);
    this.#objects = new FloorWatch(this.#floors.objects);
    const at = deps.clock.monotonic();
    this.#weighed = { at, processorMs: deps.processorMs() };
    this.#watched = { at, captured: deps.captured() };
  }

  /** How often to look now. Asked before each frame, so that a change holds from the next one on. */
  rates(): Rates {
    const { floors, wanted } = this.#deps;
    if (this.#resting && !this.#attending) return this.#floors;
    const allowed = ratesAt(this.#throttle.value, wanted, floors);
    return this.#attending ? { ...allowed, faces: wanted.faces, detector: wanted.detector } : allowed;
  }

  /** Looks for faces as often as wanted for a while, whatever the budget says: something short may happen. */
  attend(forMs: number): void {
    this.#attendUntil = this.#deps.clock.monotonic() + forMs;
  }

  /** Takes what was seen in a frame, or that none came, and what followed from it. */
  note(observation: Observation, { changes }: Pick<BehaviourStep, 'changes'>): void {
    for (const { type } of changes) this.#openSignals += ADDS[type];
    const seen = observation.type === 'frame' ? observation : undefined;
    this.#watch({ faces: seen ? 1 : 0, objects: seen?.objects ? 1 : 0 });
    const still = this.#rest.see({
      at: this.#watched.at,
      change: seen?.quality.change ?? null,
      faces: seen?.faces ?? [],
      signalOpen: this.#openSignals > 0 || this.#attending,
    });
    this.#resting = this.#deps.rest && still;
  }

  /** What the seat allows itself, for its health. */
  state(): PaceState {
    return {
      wanted: this.#deps.wanted,
      allowed: this.rates(),
      budget: this.#throttle.limit,
      resting: this.#resting,
      tooSlow: this.tooSlow,
      cpuShare: this.#cpuShare,
    };
  }

  get #attending(): boolean {
    return this.#deps.clock.monotonic() < this.#attendUntil;
  }

  /** Whether the machine misses a floor, so that what happens may go unseen. */
  get tooSlow(): boolean {
    return this.#faces.tooSlow || this.#objects.tooSlow;
  }

  /** Weighs what is used against the budget, again and again, until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, temperatureC } = this.#deps;
    for (;;) {
      await clock.sleep(PERIOD_MS, signal);
      if (signal.aborted) return;
      this.#weigh(await temperatureC());
    }
  }

  #weigh(temperatureC: number | null): void {
    const { budget, clock, cores } = this.#deps;
    const now = { at: clock.monotonic(), processorMs: this.#deps.processorMs() };
    const before = this.#weighed;
    this.#weighed = now;
    this.#cpuShare = (now.processorMs - before.processorMs) / (Math.max(1, now.at - before.at) * cores);
    // Also here: a pipeline that stands still notes nothing.
    this.#watch({ faces: 0, objects: 0 });
    this.#throttle = nextThrottle(
      this.#throttle,
      { cpuShare: this.#cpuShare, temperatureC, tooSlow: this.tooSlow, resting: this.#resting },
      budget,
    );
  }

  #watch(looks: { faces: number; objects: number }): void {
    const now = { at: this.#deps.clock.monotonic(), captured: this.#deps.captured() };
    const seconds = (now.at - this.#watched.at) / 1000;
    const frames = now.captured - this.#watched.captured;
    this.#watched = now;
    this.#faces.note(seconds, { frames, looks: looks.faces });
    this.#objects.note(seconds, { frames, looks: looks.objects });
  }
}
