import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalRoom } from '../../room/room.js';
import { SCRIPTED_BOOT, ScriptedSeat } from '../../system/scripted-seat.js';
import { StoryBodies } from '../hub/story-bodies.js';

/** Two events a second, and two signals an hour: as many as the alert budget shows. */
const PACE = { stepMs: 500, eventsPerSignal: 3600 };
/** Seats say how they fare so often, as real ones do. */
const HEALTH_MS = 5000;
/** How long the driver sleeps between two looks at what is due, ms. */
const TICK_MS = 5;

type Talker = { seat: ScriptedSeat; story: StoryBodies; told: number };

/** Seats of a room that tell their stories over MQTT until they are stopped, one after the other, so that the load is even. */
export class TalkingRoom {
  readonly #talkers: readonly Talker[];
  readonly #under = new Set<Promise<void>>();
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #told = 0;

  private constructor(talkers: readonly Talker[]) {
    this.#talkers = talkers;
  }

  /** Connects a seat for each name and lets them talk. */
  static async start(room: LocalRoom, names: readonly string[]): Promise<TalkingRoom> {
    const talkers: Talker[] = [];
    for (const [i, name] of names.entries()) {
      const seat = await ScriptedSeat.connect(room, name);
      await seat.fare();
      const story = new StoryBodies(SCRIPTED_BOOT, { from: Date.now(), number: i + 1, pace: PACE });
      talkers.push({ seat, story, told: 0 });
    }
    const talking = new TalkingRoom(talkers);
    talking.#running = talking.#talk();
    return talking;
  }

  /** Events that were told until now. */
  get told(): number {
    return this.#told;
  }

  /** Messages that the broker has not confirmed yet. */
  get waiting(): number {
    return this.#under.size;
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    await Promise.all(this.#talkers.map(({ seat }) => seat.close({ atOnce: true })));
  }

  async #talk(): Promise<void> {
    const count = this.#talkers.length;
    const from = performance.now();
    let [events, reports] = [0, 0];
    while (!this.#stop.signal.aborted) {
      const elapsed = performance.now() - from;
      for (const due = Math.floor((elapsed * count) / PACE.stepMs); events < due; events++)
        this.#event(events);
      for (const due = Math.floor((elapsed * count) / HEALTH_MS); reports < due; reports++)
        this.#health(reports);
      await sleep(TICK_MS);
    }
  }

  #event(turn: number): void {
    const talker = this.#talkers[turn % this.#talkers.length];
    if (talker === undefined) return;
    talker.told += 1;
    this.#told += 1;
    void this.#follow(talker.seat.tell(talker.story.body(talker.told)));
  }

  #health(turn: number): void {
    const talker = this.#talkers[turn % this.#talkers.length];
    if (talker !== undefined) void this.#follow(talker.seat.fare());
  }

  async #follow(message: Promise<void>): Promise<void> {
    this.#under.add(message);
    try {
      await message;
    } catch {
      // What is still on its way at the end is cut off.
    } finally {
      this.#under.delete(message);
    }
  }
}
