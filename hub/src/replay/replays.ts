import {
  canonicalPolicy,
  Policy,
  type ReplayRequest,
  type ReplayResult,
  type TrackList,
} from '@invigil/contract';
import type { PlannedSeat, RoomPlan } from '../lib/room-plan.js';
import type { StoredFile } from '../lib/sealed-file.js';
import { sha256Hex } from '../lib/sha256.js';
import { stretchOf, toldInBoot } from '../store/boot-events.js';
import type { Db } from '../store/schema.js';
import type { PutTrack, PutTrackOutcome, TrackFacts, Tracks } from '../store/tracks.js';
import type { ReplayThread } from './replay-thread.js';

type ReplaysDeps = {
  db: Db;
  plan: RoomPlan;
  seatIds: ReadonlyMap<string, number>;
  tracks: Tracks;
  thread: ReplayThread;
};

export type ReplayOutcome =
  | { type: 'replayed'; result: ReplayResult }
  | { type: 'not-found' | 'too-many' }
  | { type: 'unreadable'; reason: string };

/** The tracks that seats have handed over, and what would have come of them. */
export class Replays {
  readonly #deps: ReplaysDeps;

  constructor(deps: ReplaysDeps) {
    this.#deps = deps;
  }

  /** Keeps a track that a seat brings. */
  async put(
    seat: PlannedSeat,
    track: Pick<PutTrack, 'boot' | 'sha256' | 'body' | 'at'>,
  ): Promise<PutTrackOutcome> {
    const seatId = this.#deps.seatIds.get(seat.key) ?? 0;
    return this.#deps.tracks.put({ ...track, seatId, check: (file) => this.#check(file) });
  }

  /** The tracks of a seat, by its `room/seat` key; undefined: there is no such seat. */
  async list(key: string): Promise<TrackList | undefined> {
    const { db, seatIds, tracks } = this.#deps;
    const seatId = seatIds.get(key);
    if (seatId === undefined) return undefined;
    const seat = await db.selectFrom('seat').select('boot').where('id', '=', seatId).executeTakeFirst();
    return { tracks: await tracks.ofSeat(seatId), boot: seat?.boot ?? null };
  }

  /** Judges a boot once more, or what it told of one session, under a policy or under those that were in force, and compares it with what the seat told. */
  async replay(key: string, boot: string, { policy, session }: ReplayRequest): Promise<ReplayOutcome> {
    const { db, plan, seatIds, thread, tracks } = this.#deps;
    const seatId = seatIds.get(key);
    if (seatId === undefined) return { type: 'not-found' };
    const stretch = session === undefined ? undefined : await stretchOf(db, { seatId, boot, session });
    if (session !== undefined && stretch === undefined) return { type: 'not-found' };
    const told = await toldInBoot(db, seatId, boot);
    const gapMs = gapOf(plan, key);
    const ran = await tracks.withFile(seatId, boot, async (file) => ({
      done: await thread.run({
        type: 'replay',
        file,
        ...(policy && { policy }),
        ...(stretch && { stretch }),
        told,
        gapMs,
      }),
    }));
    if (ran === undefined) return { type: 'not-found' };
    const { done } = ran;
    if (done === undefined) return { type: 'too-many' };
    if (done.type === 'unreadable') return done;
    if (done.type !== 'replayed') throw new Error(`a replay was asked for and the thread ${done.type}`);
    const policyHash = policy === undefined ? null : sha256Hex(canonicalPolicy(policy));
    return { type: 'replayed', result: { boot, policyHash, ...done.replayed } };
  }

  async #check(file: StoredFile): Promise<TrackFacts | { reason: string } | undefined> {
    const done = await this.#deps.thread.run({ type: 'check', file });
    if (done === undefined) return undefined;
    if (done.type === 'unreadable') return { reason: done.reason };
    if (done.type !== 'checked') throw new Error(`a check was asked for and the thread ${done.type}`);
    return done.summary;
  }
}

/** The gap between incidents in a seat's room; the usual one for a seat that is no longer planned. */
function gapOf(plan: RoomPlan, key: string): number {
  const room = plan.rooms.find((one) => one.seats.some((seat) => seat.key === key));
  return (room?.policy ?? Policy.parse({})).incidentGapMs;
}
