/** Durations of one stage over a period, ms. */
export type StageTimes = { p50: number; p95: number; n: number };

/** Notes how long each stage of the pipeline takes. */
export class StageTimer {
  readonly #monotonic: () => number;
  #durations = new Map<string, number[]>();

  /** `monotonic`: ms of a clock that never steps back. */
  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
  }

  /** Runs a stage and notes its duration, also where it fails. */
  readonly timed = async <T>(stage: string, run: () => Promise<T>): Promise<T> => {
    const from = this.#monotonic();
    try {
      return await run();
    } finally {
      this.note(stage, this.#monotonic() - from);
    }
  };

  /** Notes a duration that was measured elsewhere. */
  note(stage: string, durationMs: number): void {
    const durations = this.#durations.get(stage);
    if (durations === undefined) this.#durations.set(stage, [durationMs]);
    else durations.push(durationMs);
  }

  /** The stages since the last call, and starts anew. */
  flush(): Record<string, StageTimes> {
    const stages = [...this.#durations].map(([stage, durations]) => [stage, summarise(durations)] as const);
    this.#durations = new Map();
    return Object.fromEntries(stages);
  }
}

function summarise(durations: readonly number[]): StageTimes {
  const sorted = durations.toSorted((a, b) => a - b);
  return { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), n: sorted.length };
}

/** Nearest-rank quantile of sorted values, rounded to microseconds. */
function quantile(sorted: readonly number[], share: number): number {
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  return Math.round((value ?? 0) * 1000) / 1000;
}
