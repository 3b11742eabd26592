import * as z from 'zod';
import { EpochMs, Share } from './ids.js';

/** What a candidate is asked to do on cue. Left and right are the candidate's own. */
export const Cue = z.enum(['turn-left', 'turn-right', 'look-up', 'blink-twice']);
export type Cue = z.infer<typeof Cue>;

/** Who asks: the name of a user of the hub. */
const Issuer = z.string().min(1).max(64);
/** How long the candidate has to answer, from the cue on, ms. */
const WithinMs = z.number().int().min(2000).max(60_000);

/** Asks a seat to watch whether somebody answers a cue, from the moment on at which it reads the command. */
export const ChallengeCommand = z.object({
  id: z.uuid(),
  issuer: Issuer,
  issuedAt: EpochMs,
  /** A seat that reads the command later than this ignores it. */
  expiresAt: EpochMs,
  cue: Cue,
  withinMs: WithinMs,
});
export type ChallengeCommand = z.infer<typeof ChallengeCommand>;

/** A challenge as it comes to a seat's judgement: plain data, so that a track can hold it. */
export const ChallengeAsked = z.object({
  id: z.uuid(),
  issuer: Issuer,
  cue: Cue,
  /** The moment of the cue, on the seat's clock. */
  askedAt: EpochMs,
  withinMs: WithinMs,
});
export type ChallengeAsked = z.infer<typeof ChallengeAsked>;

/**
 * What became of a cue. `answered`: the movement that was asked for, begun after the cue, in time. `wrong`: only another movement.
 * `inconsistent`: the picture changed, but not as that of a solid head would. `could-not-see`: too few pictures could be read; it
 * says nothing of the candidate.
 */
export const ChallengeOutcome = z.enum([
  'answered',
  'not-answered',
  'wrong',
  'inconsistent',
  'could-not-see',
]);
export type ChallengeOutcome = z.infer<typeof ChallengeOutcome>;

/** A challenge that was judged, and the numbers on which that rests. */
export const Challenge = z.object({
  id: z.uuid(),
  cue: Cue,
  issuer: Issuer,
  /** The moment of the cue, on the seat's clock. */
  askedAt: EpochMs,
  /** Time of the picture with which it was judged: an answer ends it before its time is over. */
  judgedAt: EpochMs,
  outcome: ChallengeOutcome,
  measured: z.object({
    /** Furthest that the head went in the asked direction after the cue, degrees from its neutral; null for blinks and unread heads. */
    largestTurnDeg: z.number().nullable(),
    /** How long after the cue the movement on which the outcome rests began, ms; null where there was none. */
    beganAfterMs: z.number().int().min(0).nullable(),
    /** How far the face changed with its turn as a solid head's does, 0–1; null where no turn was large enough to tell. */
    depthConsistency: Share.nullable(),
    /** Times that the eyes closed and opened; null where blinks were not asked for, or could not be counted. */
    blinks: z.number().int().min(0).nullable(),
    /** Share of the pictures between the cue and the judgement in which the face could be read. */
    readableShare: Share,
  }),
});
export type Challenge = z.infer<typeof Challenge>;
