import { EDITING_STEP_MS, type EditingMinute, type EditingStep } from '@invigil/contract';

const MINUTE_MS = 60_000;
/** Most of any count that a minute can hold. */
const MOST = 10_000_000;

type Counted = 'undone' | 'redone' | 'opened' | 'saved' | 'closed';

type Open = Record<Counted, number> & { from: number; steps: EditingStep[]; edited: Map<string, number> };

/** How text grew, in steps of 5 s: counts of characters, put together to minutes. A minute begins with the first thing in it. */
export class EditingMinutes {
  readonly #tell: (minute: EditingMinute) => void;
  #open: Open | undefined;

  constructor(tell: (minute: EditingMinute) => void) {
    this.#tell = tell;
  }

  /** Characters that came, or went, one way. */
  characters(way: keyof EditingStep, count: number, at: number): void {
    if (count === 0) return;
    const { from, steps } = this.#at(at);
    const index = Math.min(11, Math.max(0, Math.floor((at - from) / EDITING_STEP_MS)));
    while (steps.length <= index) steps.push({ typed: 0, pasted: 0, completed: 0, bulk: 0, deleted: 0 });
    const step = steps[index];
    if (step) step[way] = Math.min(MOST, step[way] + count);
  }

  /** Something that is counted by its times. */
  once(what: Counted, at: number): void {
    this.#at(at)[what]++;
  }

  /** A file was edited and is this long now. */
  edited(file: string, length: number, at: number): void {
    this.#at(at).edited.set(file, length);
  }

  /** Tells the minute that is over. To be called about once a second. */
  tick(now: number): void {
    if (this.#open && now - this.#open.from >= MINUTE_MS) this.finish();
  }

  /** Tells what there is of a minute. */
  finish(): void {
    if (!this.#open) return;
    const { edited, ...minute } = this.#open;
    this.#open = undefined;
    if (minute.steps.length === 0)
      minute.steps.push({ typed: 0, pasted: 0, completed: 0, bulk: 0, deleted: 0 });
    let length = 0;
    for (const one of edited.values()) length += one;
    this.#tell({ ...minute, files: edited.size, length: Math.min(MOST, length) });
  }

  #at(at: number): Open {
    this.tick(at);
    return (this.#open ??= {
      from: at,
      steps: [],
      undone: 0,
      redone: 0,
      opened: 0,
      saved: 0,
      closed: 0,
      edited: new Map(),
    });
  }
}
