import { msg } from '@lit/localize';
import { type RefusalFacts, type RefusalReason, filledIn, isRefusalReason } from '@invigil/contract';
import { number } from './numbers.js';
import { roleWords } from './role-words.js';

/** Why the hub refused something: the same in English as `REFUSAL_WORDS`, as a test sees to. */
export const refusalWords = {
  'nothing-here': msg('there is nothing here'),
  'request-form': msg('the request is not as it should be: {why}'),
  'other-origin': msg('this request comes from a page of another origin'),
  'not-recorded': msg('the audit log can not be written, so this is not done; call for help'),
  'hub-failed': msg('the hub could not do this; its log says why'),
  'files-away': msg('the store of pictures and tracks is not reached; try again in a minute'),
  'store-away': msg(
    'the database of the hub is not reached, so nothing can be stored; do it again when it is back',
  ),
  'too-much-at-once': msg('too many reports at once; try again later'),
  'not-for-role': msg('this is not for you: your role is {role}'),
  'sign-in-first': msg('sign in first'),
  'change-password-first': msg('change the password first: it was given by somebody else'),
  'name-and-password-needed': msg('name and password are needed'),
  'wrong-credentials': msg('the name or the password is wrong'),
  'code-needed': msg('a code of the second factor is needed'),
  'must-change-password': msg('the password must be changed'),
  'new-is-old': msg('the new password is the old one'),
  'wrong-old-password': msg('the old password is wrong'),
  'wrong-password': msg('the password is wrong'),
  'wrong-code': msg('the code is wrong, or was used'),
  'second-factor-is-on': msg('you have a second factor; take it off before you make another'),
  'wait-seconds': msg('too many log-ins; wait {seconds} s'),
  'wait-minutes': msg('too many log-ins; wait {minutes} minutes'),
  'no-log-in': msg('you have no such log-in'),
  'no-user': msg('there is no such user'),
  'no-user-named': msg('there is no user {name}'),
  'user-exists': msg('there is a user {name} already'),
  'user-form': msg('this user can not be made: {why}'),
  'last-administrator': msg(
    'there must be another administrator who may sign in, before this one is none any more',
  ),
  'user-is-disabled': msg('{name} is disabled already'),
  'user-is-enabled': msg('{name} is not disabled'),
  'user-has-no-factor': msg('{name} has no second factor'),
  'rooms-for-invigilators': msg('rooms are given to an invigilator only: other roles have none, or all'),
  'no-room': msg('there is no such room'),
  'no-room-named': msg('there is no room {room}'),
  'no-seat': msg('there is no such seat'),
  'no-incident': msg('there is no such incident'),
  'no-seat-or-incident': msg('there is no such seat or incident'),
  'no-note': msg('there is no such note'),
  'no-seat-or-hand': msg('there is no such seat or hand'),
  'time-backwards': msg('the time ends before it begins'),
  'no-picture-now': msg('there is no picture of this seat now'),
  'picture-not-here': msg('this picture has not arrived'),
  'judged-meanwhile': msg('somebody else has judged this meanwhile: look at it again'),
  'nothing-to-reopen': msg('nothing is judged here that could be reopened'),
  'reopen-first': msg('two people have confirmed this: reopen it first'),
  'blind-is-no-conduct': msg('a camera that can’t see is no conduct: clear, note or escalate it'),
  'second-person-needed': msg('you have confirmed this: a second person must do it too'),
  'given-back-meanwhile': msg('it was given back meanwhile: look at it again'),
  'looked-at-meanwhile': msg('{name} is looking at it meanwhile'),
  'nobody-has-it': msg('nobody has it'),
  'other-has-it': msg('{name} has it: take it over in place of giving it back'),
  'no-session-yet': msg(
    'this seat has told nothing yet, so there is no session to keep this with; start the seat first',
  ),
  'only-its-author': msg('only its author, {name}, can strike it through'),
  'struck-already': msg('this note is struck through already'),
  'nobody-would-read': msg('the seat is not connected: nobody would read it'),
  'hand-meanwhile': msg('this hand was answered or taken down meanwhile'),
  'nobody-would-watch': msg('the seat is not connected: nobody would watch for the answer'),
  'other-cue': msg('another cue is being answered at this seat: wait for its outcome'),
  'no-exam': msg('there is no such exam'),
  'exam-exists': msg('there is an exam {exam} already'),
  'changed-meanwhile': msg('somebody else has changed it meanwhile: look at it first'),
  'exam-held': msg('a session of it is held: two people have to release it first'),
  'exam-ended': msg('it has ended: open it again to change it'),
  'exam-open-rooms': msg('it is open: end it before its rooms are changed'),
  'exam-open': msg('it is open: end it first'),
  'exam-is-open': msg('it is open already'),
  'exam-not-open': msg('it is not open'),
  'other-exam-open': msg('{name} is open in one of its rooms: end that first'),
  'no-candidate': msg('there is no such candidate in this exam'),
  'number-in-exam': msg('{number} is in this exam already'),
  'number-of-other': msg('in another exam {number} is the number of {name}'),
  'number-taken': msg('{number} is the number of somebody else'),
  'exam-has-no-seat': msg('this exam has no such seat'),
  'not-csv': msg('the body is no CSV file'),
  'file-has-faults': msg('the file has faults: look at the preview'),
  'import-meanwhile': msg('what it would change has changed meanwhile: look at it again'),
  'no-version': msg('there is no such version'),
  'no-version-of-policy': msg('there is no version {version} of policy {name}'),
  'policy-of-product': msg('{name} is a profile of the product: take another name'),
  'version-meanwhile': msg('meanwhile there is version {version} of {name}'),
  'layout-faults': msg('the room can not stand so: {faults}'),
  'arranged-meanwhile': msg('somebody else has arranged this room meanwhile: look at it first'),
  'nothing-kept': msg('nothing of this session is kept of this seat'),
  'session-open': msg('the seat is in this session, or told of it within a day'),
  'session-held': msg('this session is held: two people have to release it first'),
  'hold-not-asked': msg('nobody asked for that, or it was asked more than 7 days ago'),
  'hold-is-so': msg('that is so already'),
  'hold-same-person': msg('this takes another person than who asked for it'),
  'no-track': msg('the hub has no track of this boot, or the boot told nothing of this session'),
  'too-many-replays': msg('too many replays at once; try again later'),
  'track-unreadable': msg('the track can not be read: {why}'),
  'no-override': msg('there is no such override, or it has ended'),
  'override-is-granted': msg('another administrator has granted this already'),
  'no-planned-seat': msg('the plan has no such seat'),
  'no-certificate': msg('there is no such certificate, or it is revoked already'),
  'no-certificates': msg('this hub gives no certificates: http.tls is off in its configuration'),
} satisfies Record<RefusalReason, string>;

/** Why the hub refused something, in the language of the page; in the hub's own words where the page lacks the reason or a fact of it. */
export function refusalText({
  facts = {},
  message,
  reason,
}: {
  message: string;
  reason?: string | undefined;
  facts?: RefusalFacts | undefined;
}): string {
  if (reason === undefined || !isRefusalReason(reason)) return message;
  const text = refusalWords[reason];
  const named = [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  if (!named.every((name) => Object.hasOwn(facts, name))) return message;
  const shown = Object.entries(facts).map(([name, fact]) => [name, factText(name, fact)] as const);
  return filledIn(text, Object.fromEntries(shown));
}

/** What people wrote stands as they wrote it. */
function factText(name: string, fact: string | number): string {
  if (typeof fact === 'number') return number(fact);
  const roles = new Map(Object.entries(roleWords.roles));
  return (name === 'role' ? roles.get(fact) : undefined) ?? fact;
}
