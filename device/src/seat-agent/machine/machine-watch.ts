import type { Clock } from '../../lib/clock.js';
import { messageOf } from '../../lib/errors.js';
import type { Log } from '../../lib/log.js';
import { Wake } from '../../outbox/wake.js';
import { type HeldFacts, heldFacts, type Seen } from './held-facts.js';
import { type MachineEvent, machineEvents } from './machine-events.js';
import { MACHINE_SOURCES, type MachineSource, type SourceName } from './machine-sources.js';
import { MACHINE_PARTS, type MachineState, type Thing } from './machine-state.js';
import { runLines, type RunLines } from './run-lines.js';
import { SourceReader } from './source-reader.js';
import { type ClockReading, readClocks, sleptBetween } from './suspend.js';
import { SystemFiles } from './system-files.js';
import { followUdev } from './udev-hints.js';

const LOOK_EVERY_MS = 2000;
/** Hints come in bursts, and a device's parts one after the other: the keyboard inside it after the device. */
const SETTLE_MS = 500;

/** A source that says nothing, and why: what it would show can't be told. */
export type Unread = { readonly source: SourceName; readonly reason: string };

/** What is known of the seat's machine. */
export type MachineFacts = {
  readonly held: HeldFacts;
  /** What happened since the facts were told last, in order. */
  readonly events: readonly MachineEvent[];
  readonly unread: readonly Unread[];
};

type MachineWatchDeps = {
  /** Folder that holds `proc`, `sys` and `run`: `/` but in tests. */
  root: string;
  clock: Clock;
  log: Log;
  /** Told after the first look, and whenever something changed. */
  onChange: (facts: MachineFacts) => void;
  sources?: readonly MachineSource[];
  /** Runs `udevadm`. */
  run?: RunLines;
};

/** Watches what is plugged into the seat's machine and what runs there. It reads files, and asks for no rights. */
export class MachineWatch {
  readonly #deps: MachineWatchDeps;
  readonly #files: SystemFiles;
  readonly #readers: readonly SourceReader[];
  readonly #seen = new Map<string, Seen>();
  /** The newest that is known of each part: what can't be read now is taken to be as it was. */
  #state: MachineState = {};
  #held: HeldFacts = heldFacts({}, () => ({ since: 0, fromStart: true }));
  #clocks: ClockReading | undefined;
  #told = '';

  constructor(deps: MachineWatchDeps) {
    const { clock, root, sources = MACHINE_SOURCES } = deps;
    this.#deps = deps;
    this.#files = new SystemFiles(root);
    this.#readers = sources.map((source) => new SourceReader(source, this.#files, clock));
  }

  /** Watches until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, log, run = runLines } = this.#deps;
    const wake = new Wake(clock);
    let hinted = false;
    const onHint = (): void => {
      hinted = true;
      wake.poke();
    };
    const onAbort = (): void => wake.poke();
    signal.addEventListener('abort', onAbort);
    const hints = followUdev({ run, clock, log, onHint }, signal);
    while (!signal.aborted) {
      await this.#look(signal);
      await wake.wait(LOOK_EVERY_MS);
      if (hinted) await clock.sleep(SETTLE_MS, signal);
      hinted = false;
    }
    signal.removeEventListener('abort', onAbort);
    await hints;
  }

  async #look(signal: AbortSignal): Promise<void> {
    const unread: Unread[] = [];
    const slept = this.#lookAtClocks(unread);
    const read = await Promise.all(
      this.#readers.map(async (reader) => ({
        source: reader.source.name,
        reading: await reader.read(signal),
      })),
    );
    if (signal.aborted) return;
    const before = { state: this.#state, held: this.#held };
    const at = this.#deps.clock.now();
    for (const { reading, source } of read) {
      if ('state' in reading) this.#state = { ...this.#state, ...reading.state };
      else unread.push({ source, reason: reading.reason });
    }
    this.#noteSeen(before.state, at);
    this.#held = heldFacts(this.#state, (thing) => this.#seenOf(thing, at));
    const happened = machineEvents(before, { state: this.#state, held: this.#held }, at);
    this.#tell({ held: this.#held, events: slept === undefined ? happened : [slept, ...happened], unread });
  }

  #lookAtClocks(unread: Unread[]): MachineEvent | undefined {
    try {
      const reading = readClocks(this.#files, this.#deps.clock);
      if (reading === undefined) return undefined;
      const before = this.#clocks;
      this.#clocks = reading;
      return before === undefined ? undefined : sleptBetween(before, reading);
    } catch (error) {
      unread.push({ source: 'uptime', reason: messageOf(error) });
      return undefined;
    }
  }

  /** Notes since when each thing is there; one that left is forgotten, so that it is new when it comes back. */
  #noteSeen(before: MachineState, at: number): void {
    const there = new Set<string>();
    for (const part of MACHINE_PARTS) {
      const fromStart = before[part] === undefined;
      for (const { id } of this.#state[part] ?? []) {
        there.add(id);
        if (!this.#seen.has(id)) this.#seen.set(id, { since: at, fromStart });
      }
    }
    for (const id of this.#seen.keys()) if (!there.has(id)) this.#seen.delete(id);
  }

  #seenOf({ id }: Thing, at: number): Seen {
    return this.#seen.get(id) ?? { since: at, fromStart: false };
  }

  #tell(facts: MachineFacts): void {
    const { log, onChange } = this.#deps;
    const told = JSON.stringify([facts.held, facts.unread]);
    if (told === this.#told && facts.events.length === 0) return;
    this.#told = told;
    log.debug({ unread: facts.unread }, 'the machine changed');
    onChange(facts);
  }
}
