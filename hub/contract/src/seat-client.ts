import * as z from 'zod';
import { CheckedIn } from './check-in.js';
import { Cue } from './challenge.js';
import { EditingMinute } from './editing.js';
import { EpochMs, Sha256, Share } from './ids.js';
import { Language } from './notice.js';
import { HeldKind, MAX_WHAT, MomentKind, ReportDetail } from './software.js';

// What crosses the loopback of a seat: between its daemon and the programs that the candidate uses. JSON text frames over WebSocket,
// `ws://127.0.0.1:<port>/client`. Neither side sends anything before the handshake is over.

/** Version of this protocol. A daemon speaks one; a client of another is refused with `version`. */
export const SEAT_CLIENT_VERSION = 1;
/** Largest message of a client, bytes. */
export const MAX_CLIENT_MESSAGE = 16_384;
/** A client says at least this often that it is there, ms. */
export const HEARTBEAT_MS = 2000;
/** After this long without a word it counts as silent, ms. */
export const SILENT_AFTER_MS = 5000;
/** The daemon asks for a word this often, ms: a page that is not shown has its timers slowed down, but not what it hears. */
export const PING_MS = 2000;
/** Pictures of itself that a page gets a second at most, while it asks for them. */
export const SELF_PER_SECOND = 5;
/** A handshake that takes longer is cut off, ms. */
export const HANDSHAKE_MS = 3000;

/** Programs that connect. The machine and the microphone are the daemon's own. */
export const ClientName = z.enum(['page', 'browser', 'editor']);
export type ClientName = z.infer<typeof ClientName>;

const Hex = (bytes: number) =>
  z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`), `must be ${bytes} bytes in hexadecimal`);

/** What a client proves that it has: drawn anew for each boot and kind of client. */
export const ClientKey = Hex(32);

/** Drawn anew for each connection. */
export const Nonce = Hex(16);

/**
 * The text whose HMAC-SHA-256, by the client's key, proves that it has the key. The key itself never crosses the wire. It is the one
 * that the daemon handed to this kind of client for this boot: its 32 bytes, not their hexadecimal text.
 */
export function proofText(nonce: string, client: ClientName): string {
  return `invigil seat client ${SEAT_CLIENT_VERSION} ${client} ${nonce}`;
}

/** The daemon speaks first. */
export const AgentChallenge = z.object({ type: z.literal('challenge'), v: z.number().int(), nonce: Nonce });

/** A client's answer. */
export const ClientHello = z.strictObject({
  type: z.literal('hello'),
  v: z.number().int(),
  client: ClientName,
  /** Its own version, for people. */
  version: z.string().min(1).max(32),
  /** HMAC-SHA-256 of `proofText`, hexadecimal. */
  proof: Hex(32),
});
export type ClientHello = z.infer<typeof ClientHello>;

const Hand = z.strictObject({ id: z.uuid(), words: z.string().trim().max(200).optional() });

/** What one report of a client says: no client listens to a microphone. */
const ClientDetail = ReportDetail.omit({ aboveQuietDb: true }).strict();

/** A point that the candidate is asked to look at: shares of the screen's width and height. */
const Dot = z.strictObject({ x: Share, y: Share });

/** What a client says once it is welcome. Written by programs that a candidate can reach: unknown keys are refused. */
export const ClientMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('alive') }),
  /** Something holds since `at`. */
  z.strictObject({
    type: z.literal('began'),
    kind: HeldKind,
    at: EpochMs,
    detail: ClientDetail.optional(),
  }),
  z.strictObject({ type: z.literal('ended'), kind: HeldKind, at: EpochMs }),
  z.strictObject({
    type: z.literal('happened'),
    kind: MomentKind,
    at: EpochMs,
    detail: ClientDetail.optional(),
  }),
  /** Only from `editor`. */
  z.strictObject({ type: z.literal('editing'), minute: EditingMinute }),
  /** `copyMark` of a text that was copied, for the other clients of this seat to know it again when it is pasted. Never kept or told. */
  z.strictObject({ type: z.literal('copied'), mark: Sha256 }),
  /** Takes its leave: it is not missed from here on. */
  z.strictObject({ type: z.literal('bye') }),
  // The rest only from `page`.
  z.strictObject({ type: z.literal('notice-shown'), hash: Sha256, language: Language }),
  z.strictObject({ type: z.literal('checked-in'), checkIn: CheckedIn.shape.checkIn.strict() }),
  z.strictObject({ type: z.literal('checked-out') }),
  z.strictObject({ type: z.literal('hand-raised'), hand: Hand }),
  z.strictObject({ type: z.literal('hand-lowered'), id: z.uuid() }),
  /** A message of the invigilator's stands on the screen and can be read. */
  z.strictObject({ type: z.literal('message-shown'), id: z.uuid() }),
  /** A dot is shown since `from`; the candidate was asked to look at it. `null`: the dots are over. */
  z.strictObject({ type: z.literal('dot'), dot: Dot.nullable() }),
  /** Asks the seat to give a cue of its own, as part of the check-in. */
  z.strictObject({ type: z.literal('cue'), cue: Cue }),
  /**
   * Begins or ends the camera check: while it is on, the daemon sends `guidance` and, as binary frames, the newest picture of the
   * camera as a JPEG, as the camera gives it: not mirrored. Nothing of it is kept.
   */
  z.strictObject({ type: z.literal('watch-self'), on: z.boolean() }),
]);
export type ClientMessage = z.infer<typeof ClientMessage>;

/** What is recorded of a client's kinds now, so that it can say so and leave out what nobody asked for. */
export const Recorded = z.object({
  /** Kinds that are told; all others are refused in silence. */
  kinds: z.array(z.enum([...HeldKind.options, ...MomentKind.options])),
  /** Whether counts of edits are kept. */
  editing: z.boolean(),
  /** Extensions of an editor that are nothing to tell. */
  allowedExtensions: z.array(z.string().max(MAX_WHAT)),
  /** Salt of this boot, hexadecimal, with which clients hash copied text so that they find it again among each other. */
  salt: Hex(16),
});
export type Recorded = z.infer<typeof Recorded>;

/** What the seat is doing, as a candidate may know it. */
export const SeatStatus = z.object({
  session: z.string().nullable(),
  /** What the candidate's page said last in this session: nothing, `checked-in` or `checked-out`. */
  stage: z.enum(['arriving', 'in-exam', 'over']),
  /** `off`: the policy or an arrangement keeps it shut. */
  camera: z.enum(['watching', 'blind', 'off']),
  /** Why the camera is blind: kinds of coverage. */
  blind: z.array(z.string()),
  /** Whether the hub takes what the seat tells; where not, it is kept and told later. */
  hub: z.enum(['connected', 'waiting']),
  /** Parts of the seat's software that are there now. */
  parts: z.array(z.string()),
  /** Whether somebody looks at the live picture. */
  lookedAt: z.boolean(),
  /** The hand that is up; null: none. */
  hand: z.uuid().nullable(),
});
export type SeatStatus = z.infer<typeof SeatStatus>;

/** Words to the candidate. */
const ShownMessage = z.object({
  type: z.literal('message'),
  id: z.uuid(),
  words: z.string().max(200),
  hand: z.uuid().optional(),
});

/** Files in the daemon's run folder by which an editor (`editor.json`) and a browser's extension (`browser.json`) find it. */
export const ClientFile = z.object({
  v: z.number().int(),
  port: z.number().int().min(1).max(65_535),
  key: ClientKey,
});
export type ClientFile = z.infer<typeof ClientFile>;

/** What the daemon says in text frames. A client passes over types that it doesn't know. */
export const AgentMessage = z.discriminatedUnion('type', [
  AgentChallenge,
  z.object({
    type: z.literal('welcome'),
    recorded: Recorded,
    /** Only to `page`: the key of the browser's extension, for the page to hand on. */
    browserKey: ClientKey.optional(),
  }),
  /** To be answered with `alive`, at once. */
  z.object({ type: z.literal('ping') }),
  /** Another policy is in force, or a page has to ask for `ExamFacts` anew: the client tells anew what holds, as far as it is asked for now. */
  z.object({ type: z.literal('recorded'), recorded: Recorded }),
  /** Another client of this seat said `copied`; after `welcome`, the last marks that were said. */
  z.object({ type: z.literal('copied'), mark: Sha256 }),
  /** Why the connection is closed, or a message was not taken. */
  z.object({
    type: z.literal('refused'),
    reason: z.enum(['version', 'proof', 'timeout', 'not-wanted', 'too-many', 'not-read', 'not-yours']),
    words: z.string().max(200),
  }),
  // The rest only to `page`.
  z.object({ type: z.literal('status'), status: SeatStatus }),
  ShownMessage,
  /** What came of the dots: how well the eyes can be read, 0–1; null: not well enough to use. */
  z.object({ type: z.literal('calibrated'), quality: Share.nullable() }),
  /** What came of the cue. */
  z.object({ type: z.literal('cued'), outcome: z.enum(['answered', 'not-answered', 'could-not-see']) }),
  /** During the camera check, when it changes: what the picture of now is like, in a word each. */
  z.object({
    type: z.literal('guidance'),
    face: z.enum(['good', 'none', 'too-far', 'not-centred', 'second-person', 'unreadable']),
    light: z.enum(['good', 'too-dark', 'too-bright', 'blurred', 'covered']),
  }),
  /** How likely it is that the microphone hears a voice now: while the page watches itself, a few times a second. */
  z.object({ type: z.literal('hearing'), voice: Share }),
]);
export type AgentMessage = z.infer<typeof AgentMessage>;
