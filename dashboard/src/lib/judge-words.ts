import { msg, str } from '@lit/localize';
import type { Judged, JudgementOutcome, JudgementReason } from '@invigil/contract';

/** The texts of judging incidents: a part of `words`. */
export const judgeWords = {
  judge: msg('Judge'),
  judgeItem: (seat: string, what: string): string => msg(str`Judge seat ${seat}: ${what}`),
  outcomeOf: msg('What to make of it'),
  /** What a press does. */
  outcomeAct: {
    cleared: msg('Clear'),
    noted: msg('Note'),
    escalated: msg('Escalate'),
    confirmed: msg('Confirm'),
    reopened: msg('Reopen'),
  } satisfies Record<JudgementOutcome, string>,
  outcomeHelp: {
    cleared: msg('Nothing of it matters. It leaves the queue and stays in the record.'),
    noted: msg('It stays in mind. It leaves the queue and stays in the record.'),
    escalated: msg('Somebody else is to look at it.'),
    confirmed: msg('Rules were broken. It counts once a second person confirms it too.'),
    reopened: msg('What was judged before no longer holds. It stays in the record.'),
  } satisfies Record<JudgementOutcome, string>,
  outcomeDone: {
    cleared: msg('cleared'),
    noted: msg('noted'),
    escalated: msg('escalated'),
    confirmed: msg('confirmed'),
    reopened: msg('reopened'),
  } satisfies Record<JudgementOutcome, string>,
  why: msg('Why'),
  reason: {
    'not-there': msg('It is not there'),
    harmless: msg('It is there, and harmless'),
    allowed: msg('Rules or an arrangement allow it'),
    'keep-in-mind': msg('Only to keep it in mind'),
    'spoken-to': msg('The candidate was spoken to'),
    technical: msg('A matter of the camera or the machine'),
    'second-look': msg('Another pair of eyes'),
    aid: msg('An aid that is not allowed'),
    help: msg('Help from another person'),
    mistaken: msg('Judged by mistake'),
    'new-facts': msg('Something new came up'),
    appeal: msg('The candidate appealed'),
    undone: msg('Taken back at once'),
    other: msg('Something else, in words'),
  } satisfies Record<JudgementReason, string>,
  inWords: msg('In words'),
  inWordsNeeded: msg('In words: what was seen'),
  wordsMissing: msg('Say in a few words what was seen.'),
  cancel: msg('Cancel'),
  judgeFailed: msg('It was not judged: the hub gave no answer.'),
  judgeRefused: (reason: string): string => msg(str`It was not judged: ${reason}.`),
  earlierJudgements: msg('Judged before'),
  judgementsFailed: msg('What was judged before could not be loaded.'),
  judgementLine: (time: string, by: string, outcome: JudgementOutcome, reason: JudgementReason): string =>
    msg(str`${time}, ${by}: ${judgeWords.outcomeDone[outcome]}. ${judgeWords.reason[reason]}.`),
  /** Where an incident stands. */
  judgedBy: ({ by, grown, state }: Pick<Judged, 'by' | 'grown' | 'state'>): string =>
    (state === 'to-confirm'
      ? msg(str`confirmed by ${by}: a second person is needed`)
      : state === 'confirmed'
        ? msg(str`confirmed by two, last by ${by}`)
        : msg(str`${judgeWords.outcomeDone[state]} by ${by}`)) + (grown ? msg(', and more since') : ''),
  justJudged: (seat: string, outcome: JudgementOutcome): string =>
    msg(str`Seat ${seat}: ${judgeWords.outcomeDone[outcome]}.`),
  undo: msg('Undo'),
  undone: (seat: string): string => msg(str`Seat ${seat}: taken back.`),
  undoFailed: (seat: string): string =>
    msg(str`Seat ${seat}: could not be taken back. Reopen it from the list.`),
  forSecond: msg('For a second person'),
  judgedCount: (count: number): string => msg(str`${count} judged in the last hour`),
  judgedItems: msg('Judged'),
} as const;
