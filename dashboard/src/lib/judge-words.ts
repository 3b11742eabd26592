import type { Judged, JudgementOutcome, JudgementReason } from '@invigil/contract';

/** The texts of judging incidents: a part of `words`. */
export const judgeWords = {
  judge: 'Judge',
  judgeItem: (seat: string, what: string): string => `Judge seat ${seat}: ${what}`,
  outcomeOf: 'What to make of it',
  /** What a press does. */
  outcomeAct: {
    cleared: 'Clear',
    noted: 'Note',
    escalated: 'Escalate',
    confirmed: 'Confirm',
    reopened: 'Reopen',
  } satisfies Record<JudgementOutcome, string>,
  outcomeHelp: {
    cleared: 'Nothing of it matters. It leaves the queue and stays in the record.',
    noted: 'It stays in mind. It leaves the queue and stays in the record.',
    escalated: 'Somebody else is to look at it.',
    confirmed: 'Rules were broken. It counts once a second person confirms it too.',
    reopened: 'What was judged before no longer holds. It stays in the record.',
  } satisfies Record<JudgementOutcome, string>,
  outcomeDone: {
    cleared: 'cleared',
    noted: 'noted',
    escalated: 'escalated',
    confirmed: 'confirmed',
    reopened: 'reopened',
  } satisfies Record<JudgementOutcome, string>,
  why: 'Why',
  reason: {
    'not-there': 'It is not there',
    harmless: 'It is there, and harmless',
    allowed: 'Rules or an arrangement allow it',
    'keep-in-mind': 'Only to keep it in mind',
    'spoken-to': 'The candidate was spoken to',
    technical: 'A matter of the camera or the machine',
    'second-look': 'Another pair of eyes',
    aid: 'An aid that is not allowed',
    help: 'Help from another person',
    mistaken: 'Judged by mistake',
    'new-facts': 'Something new came up',
    appeal: 'The candidate appealed',
    undone: 'Taken back at once',
    other: 'Something else, in words',
  } satisfies Record<JudgementReason, string>,
  inWords: 'In words',
  inWordsNeeded: 'In words: what was seen',
  wordsMissing: 'Say in a few words what was seen.',
  cancel: 'Cancel',
  judgeFailed: 'It was not judged: the hub gave no answer.',
  judgeRefused: (reason: string): string => `It was not judged: ${reason}.`,
  earlierJudgements: 'Judged before',
  judgementsFailed: 'What was judged before could not be loaded.',
  judgementLine: (time: string, by: string, outcome: JudgementOutcome, reason: JudgementReason): string =>
    `${time}, ${by}: ${judgeWords.outcomeDone[outcome]}. ${judgeWords.reason[reason]}.`,
  /** Where an incident stands. */
  judgedBy: ({ by, grown, state }: Pick<Judged, 'by' | 'grown' | 'state'>): string =>
    (state === 'to-confirm'
      ? `confirmed by ${by}: a second person is needed`
      : state === 'confirmed'
        ? `confirmed by two, last by ${by}`
        : `${judgeWords.outcomeDone[state]} by ${by}`) + (grown ? ', and more since' : ''),
  justJudged: (seat: string, outcome: JudgementOutcome): string =>
    `Seat ${seat}: ${judgeWords.outcomeDone[outcome]}.`,
  undo: 'Undo',
  undone: (seat: string): string => `Seat ${seat}: taken back.`,
  undoFailed: (seat: string): string => `Seat ${seat}: could not be taken back. Reopen it from the list.`,
  forSecond: 'For a second person',
  judgedCount: (count: number): string => `${count} judged in the last hour`,
  judgedItems: 'Judged',
} as const;
