import * as z from 'zod';

/**
 * Why the hub refuses what people ask for, in English: by a stable name that pages translate. They follow on "Not done: ", so they begin small and end without a
 * full stop. What stands in braces is a fact of the one refusal.
 */
export const REFUSAL_WORDS = {
  'nothing-here': 'there is nothing here',
  'request-form': 'the request is not as it should be: {why}',
  'other-origin': 'this request comes from a page of another origin',
  'not-recorded': 'the audit log can not be written, so this is not done; call for help',
  'hub-failed': 'the hub could not do this; its log says why',
  'files-away': 'the store of pictures and tracks is not reached; try again in a minute',
  'store-away':
    'the database of the hub is not reached, so nothing can be stored; do it again when it is back',
  'too-much-at-once': 'too many reports at once; try again later',
  'not-for-role': 'this is not for you: your role is {role}',

  'sign-in-first': 'sign in first',
  'change-password-first': 'change the password first: it was given by somebody else',
  'name-and-password-needed': 'name and password are needed',
  'wrong-credentials': 'the name or the password is wrong',
  'code-needed': 'a code of the second factor is needed',
  'must-change-password': 'the password must be changed',
  'new-is-old': 'the new password is the old one',
  'wrong-old-password': 'the old password is wrong',
  'wrong-password': 'the password is wrong',
  'wrong-code': 'the code is wrong, or was used',
  'second-factor-is-on': 'you have a second factor; take it off before you make another',
  'wait-seconds': 'too many log-ins; wait {seconds} s',
  'wait-minutes': 'too many log-ins; wait {minutes} minutes',
  'no-log-in': 'you have no such log-in',

  'no-user': 'there is no such user',
  'no-user-named': 'there is no user {name}',
  'user-exists': 'there is a user {name} already',
  'user-form': 'this user can not be made: {why}',
  'last-administrator':
    'there must be another administrator who may sign in, before this one is none any more',
  'user-is-disabled': '{name} is disabled already',
  'user-is-enabled': '{name} is not disabled',
  'user-has-no-factor': '{name} has no second factor',
  'rooms-for-invigilators': 'rooms are given to an invigilator only: other roles have none, or all',

  'no-room': 'there is no such room',
  'no-room-named': 'there is no room {room}',
  'no-seat': 'there is no such seat',
  'no-incident': 'there is no such incident',
  'no-seat-or-incident': 'there is no such seat or incident',
  'no-note': 'there is no such note',
  'no-seat-or-hand': 'there is no such seat or hand',
  'time-backwards': 'the time ends before it begins',
  'no-picture-now': 'there is no picture of this seat now',
  'picture-not-here': 'this picture has not arrived',

  'judged-meanwhile': 'somebody else has judged this meanwhile: look at it again',
  'nothing-to-reopen': 'nothing is judged here that could be reopened',
  'reopen-first': 'two people have confirmed this: reopen it first',
  'blind-is-no-conduct': 'a camera that can’t see is no conduct: clear, note or escalate it',
  'second-person-needed': 'you have confirmed this: a second person must do it too',
  'given-back-meanwhile': 'it was given back meanwhile: look at it again',
  'looked-at-meanwhile': '{name} is looking at it meanwhile',
  'nobody-has-it': 'nobody has it',
  'other-has-it': '{name} has it: take it over in place of giving it back',

  'no-session-yet':
    'this seat has told nothing yet, so there is no session to keep this with; start the seat first',
  'only-its-author': 'only its author, {name}, can strike it through',
  'struck-already': 'this note is struck through already',
  'nobody-would-read': 'the seat is not connected: nobody would read it',
  'hand-meanwhile': 'this hand was answered or taken down meanwhile',
  'nobody-would-watch': 'the seat is not connected: nobody would watch for the answer',
  'other-cue': 'another cue is being answered at this seat: wait for its outcome',

  'no-exam': 'there is no such exam',
  'exam-exists': 'there is an exam {exam} already',
  'changed-meanwhile': 'somebody else has changed it meanwhile: look at it first',
  'exam-held': 'a session of it is held: two people have to release it first',
  'exam-ended': 'it has ended: open it again to change it',
  'exam-open-rooms': 'it is open: end it before its rooms are changed',
  'exam-open': 'it is open: end it first',
  'exam-is-open': 'it is open already',
  'exam-not-open': 'it is not open',
  'other-exam-open': '{name} is open in one of its rooms: end that first',
  'no-candidate': 'there is no such candidate in this exam',
  'number-in-exam': '{number} is in this exam already',
  'number-of-other': 'in another exam {number} is the number of {name}',
  'number-taken': '{number} is the number of somebody else',
  'exam-has-no-seat': 'this exam has no such seat',
  'not-csv': 'the body is no CSV file',
  'file-has-faults': 'the file has faults: look at the preview',
  'import-meanwhile': 'what it would change has changed meanwhile: look at it again',

  'no-version': 'there is no such version',
  'no-version-of-policy': 'there is no version {version} of policy {name}',
  'policy-of-product': '{name} is a profile of the product: take another name',
  'version-meanwhile': 'meanwhile there is version {version} of {name}',
  'layout-faults': 'the room can not stand so: {faults}',
  'arranged-meanwhile': 'somebody else has arranged this room meanwhile: look at it first',

  'nothing-kept': 'nothing of this session is kept of this seat',
  'session-open': 'the seat is in this session, or told of it within a day',
  'session-held': 'this session is held: two people have to release it first',
  'hold-not-asked': 'nobody asked for that, or it was asked more than 7 days ago',
  'hold-is-so': 'that is so already',
  'hold-same-person': 'this takes another person than who asked for it',
  'no-track': 'the hub has no track of this boot, or the boot told nothing of this session',
  'too-many-replays': 'too many replays at once; try again later',
  'track-unreadable': 'the track can not be read: {why}',

  'no-override': 'there is no such override, or it has ended',
  'override-is-granted': 'another administrator has granted this already',

  'no-planned-seat': 'the plan has no such seat',
  'no-certificate': 'there is no such certificate, or it is revoked already',
  'no-certificates': 'this hub gives no certificates: http.tls is off in its configuration',
} as const;

/** A stable name of why something is refused. */
export type RefusalReason = keyof typeof REFUSAL_WORDS;
/** What a text names in its braces. */
export type RefusalFacts = Record<string, string | number>;

type FactIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | FactIn<Rest> : never;
type FactOf<R extends RefusalReason> = FactIn<(typeof REFUSAL_WORDS)[R]>;
/** A reason whose words name no fact. */
export type BareReason = { [R in RefusalReason]: [FactOf<R>] extends [never] ? R : never }[RefusalReason];

/** Why something is refused: for people in English, and for pages to say in their own language. */
export type Said = { message: string; reason: RefusalReason; facts?: RefusalFacts };

/** A refusal by its name, with the facts that its words name. */
export function said(reason: BareReason): Said;
export function said<R extends Exclude<RefusalReason, BareReason>>(
  reason: R,
  facts: Record<FactOf<R>, string | number>,
): Said;
export function said(reason: RefusalReason, facts?: RefusalFacts): Said {
  const message = filledIn(REFUSAL_WORDS[reason], facts ?? {});
  return { message, reason, ...(facts && { facts }) };
}

/** A text with its facts in place of their names. */
export function filledIn(text: string, facts: RefusalFacts): string {
  return text.replaceAll(/\{(\w+)\}/g, (name, fact: string) => String(facts[fact] ?? name));
}

/** Whether this page knows a reason: a newer hub has more of them. */
export function isRefusalReason(reason: string): reason is RefusalReason {
  return Object.hasOwn(REFUSAL_WORDS, reason);
}

/** What a refusal on the wire has beside its code and its English words; absent from hubs of before 2026-11-30, and of what only programs meet. */
export const SaidFields = {
  /** A {@link RefusalReason}, or the one of a newer hub. */
  reason: z.string().max(64).optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
};
