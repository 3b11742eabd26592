import * as z from 'zod';
import { GivenUp, NotKept } from './given-up.js';
import { BootId, EpochMs, Seq, Sha256, Share, Slug } from './ids.js';

/** Something that watches a candidate. Today a seat has a camera only. */
export const Sensor = z.enum(['camera', 'browser', 'editor', 'machine']);
export type Sensor = z.infer<typeof Sensor>;

/** What the events of a boot say of the seat's clock. Times of the hub's own clock being set are in it too. */
export const ClockRecord = z.object({
  /** Least and greatest offset, hub's time less seat's, ms. */
  leastOffsetMs: z.number().int(),
  greatestOffsetMs: z.number().int(),
  /** Greatest uncertainty of any of them, ms. */
  uncertaintyMs: z.number().int().min(0),
  /** Events that were stored before the offset was measured. */
  unmeasured: z.number().int().min(0),
  /**
   * Each event before which the offset changed by more than 100 ms and what its measurement leaves open, and by how much the seat's clock
   * went forward against the hub's (back: negative). The record keeps its order: that is `seq`, whatever the clocks say.
   */
  steps: z.array(z.object({ seq: Seq, forwardMs: z.number().int() })),
});
export type ClockRecord = z.infer<typeof ClockRecord>;

/** What is stored of one run of a seat's daemon. Numbers count all events of the boot, whatever session each names. */
export const BootRecord = z.object({
  boot: BootId,
  /** Least and highest `seq` that is stored. */
  first: Seq,
  last: Seq,
  /** How many events are stored. */
  stored: z.number().int().min(1),
  /** Closed ranges of `seq` from 1 to `last` that are not stored. What came after `last` and was never told can't be seen here. */
  missing: z.array(z.tuple([Seq, Seq])),
  /**
   * Closed ranges of `seq` that were stored and are erased since, of other sessions that this boot told; absent where there are none. They count
   * neither as stored nor as missing, and the chain goes through them: the hashes at their ends are kept.
   */
  erased: z.array(z.tuple([Seq, Seq])).optional(),
  /** `whole`: each event carries the hash of the one before it. `absent`: none carries any, as from a seat of before 2026-11-25. */
  chain: z.enum(['whole', 'broken', 'absent']),
  /**
   * Each `seq` whose event does not carry the hash that the one before it has here: it or that one was changed. A place where an
   * event is missing is no break. The hashes are those taken when the events came; `invigil-hub verify` takes all of them anew.
   */
  breaks: z.array(Seq),
  /** Hash of the event `last`; null where it was stored without one. The seat keeps the same one as `head` of its own chain. */
  head: Sha256.nullable(),
  /** What the seat said that it could not store, in its order; absent where it lost nothing. */
  notKept: z.array(NotKept).optional(),
  /** How the seat's clock stood to the hub's; absent where no event says so. */
  clock: ClockRecord.optional(),
});
export type BootRecord = z.infer<typeof BootRecord>;

/** A stretch in which a sensor saw nothing. */
export const BlindInterval = z.object({
  from: EpochMs,
  /** Null: it was not over by what the store knows; it counts up to the end of the coverage. */
  to: EpochMs.nullable(),
  /**
   * Why: a kind of coverage signal; `seat-away`: between two runs of the daemon, or no event for more than 90 s (a daemon in a session
   * tells one a minute); `events-missing`: what was told of it is not stored, at the hub or
   * at the seat; `clock-step`: the seat's clock was set forward, and by
   * the hub's there is no such gap between the two events; it counts as not watched all the same.
   */
  cause: z.string().min(1).max(32),
});
export type BlindInterval = z.infer<typeof BlindInterval>;

/**
 * How much of the session one sensor saw. All times are the seat's own, taken from its events, so that an outage of the network counts as
 * watched once its history has come. Blind time between two events is counted whole, as nothing proves the contrary.
 */
export const SensorCoverage = z.object({
  sensor: Sensor,
  /**
   * From the first event of the session to its last. Where the hub then noted that the seat was away (`agent-stopped`), to the end of that,
   * or to when it was noted: the one time that is on the hub's clock.
   */
  from: EpochMs,
  to: EpochMs,
  /** Share of that time that is in no blind interval, 0–1; where several overlap it counts once. Null: no time passed, so there was nothing to watch. */
  watched: Share.nullable(),
  /** In rising order; each cause has intervals of its own, and those of two causes may overlap. */
  blind: z.array(BlindInterval),
});
export type SensorCoverage = z.infer<typeof SensorCoverage>;

/**
 * What a hub holds of one session of a seat, and what it does not. The same store gives the same certificate, but for `issuedAt`.
 */
export const CompletenessCertificate = z.object({
  v: z.literal(1),
  centre: Slug,
  room: Slug,
  seat: Slug,
  session: Slug,
  /** On the hub's clock. */
  issuedAt: EpochMs,
  /** Nothing is missing or lost and each chain is whole. It says nothing of how much was watched: that is in `coverage`. */
  complete: z.boolean(),
  /** Every boot that told an event of the session, in the order of their first one. */
  boots: z.array(BootRecord).min(1),
  coverage: z.array(SensorCoverage),
  /**
   * What the seat said that it gave up of this session, where any of it is not stored; absent where nothing is. It explains what is missing and
   * makes nothing complete. A boot of which nothing is stored is told here only.
   */
  givenUp: z.array(GivenUp.omit({ session: true })).optional(),
  /** Hashes of the policies that the seat said it worked under in these boots, in the order of their first birth. */
  policyHashes: z.array(Sha256),
  /** The nets that it said it used, by name. */
  nets: z.array(z.object({ name: z.string(), sha256: Sha256 })),
  /** SHA-256 of the canonical text (RFC 8785) of all the rest but `issuedAt`. */
  hash: Sha256,
});
export type CompletenessCertificate = z.infer<typeof CompletenessCertificate>;
