import * as z from 'zod';
import { EpochMs, SignalId } from './ids.js';
import { Role } from './rights.js';

// What people say at a seat: notes of those who watch, messages to the candidate, and the candidate's raised hand.

/** Name of a user of the hub. */
const Author = z.string().min(1).max(64);
/** Own words to a candidate: short enough to be read at a glance. */
const ToCandidate = z.string().trim().min(1).max(200);

/** A note on a seat, or on one of its incidents. It is never changed; its author may strike it through, and it stays readable. */
export const SeatNote = z.object({
  id: z.uuid(),
  /** The incident that it is about, by the id that it had then; null: the seat. */
  incident: SignalId.nullable(),
  /** On the hub's clock. */
  at: EpochMs,
  by: Author,
  role: Role,
  words: z.string().max(1000),
  /** When and why its author struck it through; null: it stands. */
  struck: z.object({ at: EpochMs, reason: z.string().max(200) }).nullable(),
});
export type SeatNote = z.infer<typeof SeatNote>;

/** `POST /api/seats/:room/:seat/notes`; the answer (201) is the note. */
export const NoteRequest = z.strictObject({
  words: z.string().trim().min(1).max(1000),
  /** An incident of this seat. */
  incident: SignalId.optional(),
});
export type NoteRequest = z.infer<typeof NoteRequest>;

/** `POST /api/seats/:room/:seat/notes/:note/strike`: only its author, and once. */
export const StrikeRequest = z.strictObject({ reason: z.string().trim().min(3).max(200) });
export type StrikeRequest = z.infer<typeof StrikeRequest>;

/** A message to the candidate, and what became of it. */
export const SeatMessage = z.object({
  /** That of the command to the seat. */
  id: z.uuid(),
  /** On the hub's clock. */
  sentAt: EpochMs,
  /** A seat that reads it later does not show it: with no answer by then, nothing is known. */
  expiresAt: EpochMs,
  by: Author,
  role: Role,
  words: z.string().max(200),
  /** The raised hand that it answers; null: none. */
  hand: z.uuid().nullable(),
  /** `sent`: the seat has not answered. `shown`: it stands on the candidate's screen. `not-shown`: `reason` says why. */
  state: z.enum(['sent', 'shown', 'not-shown']),
  /** When the seat answered, on the hub's clock; null: it has not. */
  answeredAt: EpochMs.nullable(),
  /** The seat's own words, or the hub's where the seat was not there; null otherwise. */
  reason: z.string().max(200).nullable(),
});
export type SeatMessage = z.infer<typeof SeatMessage>;

/** `POST /api/seats/:room/:seat/messages`; the answer (202) is the message. `seat-not-online` refuses it where it answers no hand. */
export const MessageRequest = z.strictObject({
  words: ToCandidate,
  /** A raised hand that nobody has answered; it is answered then, whether the seat can show the words or not. */
  hand: z.uuid().optional(),
});
export type MessageRequest = z.infer<typeof MessageRequest>;

/** Has a seat show words to its candidate. The answer says whether they stand on a screen. */
export const MessageCommand = z.object({
  id: z.uuid(),
  issuer: Author,
  issuedAt: EpochMs,
  /** A seat that reads the command later than this ignores it. */
  expiresAt: EpochMs,
  words: ToCandidate,
  /** The raised hand that it answers. */
  hand: z.uuid().optional(),
});
export type MessageCommand = z.infer<typeof MessageCommand>;

/** A candidate raised a hand. */
export const HandRaised = z.object({
  type: z.literal('hand-raised'),
  hand: z.object({
    id: z.uuid(),
    /** What it is about, as the candidate wrote it. */
    words: z.string().max(200).optional(),
  }),
});
export type HandRaised = z.infer<typeof HandRaised>;

/** A candidate took a raised hand down again. */
export const HandLowered = z.object({ type: z.literal('hand-lowered'), hand: z.object({ id: z.uuid() }) });
export type HandLowered = z.infer<typeof HandLowered>;

/** A hand that is up: nobody has answered it. */
export const OpenHand = z.object({
  id: z.uuid(),
  /** On the seat's clock. */
  raisedAt: EpochMs,
  words: z.string().max(200).nullable(),
});
export type OpenHand = z.infer<typeof OpenHand>;

/** A raised hand, and how it ended. */
export const Hand = OpenHand.extend({
  /** When the candidate took it down, on the seat's clock; null: the candidate did not. */
  loweredAt: EpochMs.nullable(),
  /** When and by whom it was answered, on the hub's clock; null: by nobody. */
  answered: z.object({ at: EpochMs, by: Author }).nullable(),
});
export type Hand = z.infer<typeof Hand>;

/** `GET /api/seats/:room/:seat/talk`: of the seat's last sessions, newest first, at most 200 of each. */
export const SeatTalk = z.object({
  notes: z.array(SeatNote).max(200),
  messages: z.array(SeatMessage).max(200),
  hands: z.array(Hand).max(200),
});
export type SeatTalk = z.infer<typeof SeatTalk>;
