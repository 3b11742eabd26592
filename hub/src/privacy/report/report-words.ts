import {
  type BootRecord,
  type Challenge,
  type DataClass,
  type Hold,
  type Judgement,
  type JudgementReason,
  type Role,
  type SeatMessage,
  type Severity,
  KIND_WORDS,
} from '@invigil/contract';

/** The texts of a printed report: they say what was seen, never what it means. Its language is English. */
export const reportWords = {
  kind: KIND_WORDS,
  nothingToWatch: 'No time passed in it, so there was nothing to watch.',
  severity: { alert: 'alert', watch: 'watch', blind: 'could not see' } satisfies Record<Severity, string>,
  outcome: {
    cleared: 'cleared',
    noted: 'noted',
    escalated: 'escalated: somebody else is to look',
    confirmed: 'confirmed',
    reopened: 'reopened',
  } satisfies Record<Judgement['outcome'], string>,
  reason: {
    'not-there': 'it is not there',
    harmless: 'it is there, and harmless',
    allowed: 'rules or an arrangement allow it',
    'keep-in-mind': 'only to keep it in mind',
    'spoken-to': 'the candidate was spoken to',
    technical: 'a matter of the camera or the machine',
    'second-look': 'another pair of eyes',
    aid: 'an aid that is not allowed',
    help: 'help from another person',
    mistaken: 'judged by mistake',
    'new-facts': 'something new came up',
    appeal: 'the candidate appealed',
    undone: 'taken back at once',
    other: 'something else',
  } satisfies Record<JudgementReason, string>,
  stands: {
    open: 'nobody has judged it',
    cleared: 'cleared',
    noted: 'noted',
    escalated: 'escalated, for somebody else to look at',
    'to-confirm': 'confirmed by one person: a second one is needed',
    confirmed: 'confirmed by two people',
    reopened: 'reopened: it waits for a judgement',
  },
  message: {
    sent: 'sent; the seat did not answer whether it was shown',
    shown: 'shown to the candidate',
    'not-shown': 'not shown',
  } satisfies Record<SeatMessage['state'], string>,
  role: {
    admin: 'administrator',
    invigilator: 'invigilator',
    reviewer: 'reviewer',
    technician: 'technician',
    auditor: 'auditor',
    seat: 'seat',
  } satisfies Record<Role | 'seat', string>,
  chain: {
    whole: 'whole: each event carries the hash of the one before',
    broken: 'broken',
    absent: 'absent: the seat wrote no hashes',
  } satisfies Record<BootRecord['chain'], string>,
  blind: {
    'seat-away': 'the seat was away, or told nothing',
    'events-missing': 'what was told of it is not stored',
    'clock-step': 'the seat’s clock was set forward',
  },
  cue: {
    'turn-left': 'turn to the left',
    'turn-right': 'turn to the right',
    'look-up': 'look up',
    'blink-twice': 'blink twice',
  } satisfies Record<Challenge['cue'], string>,
  answer: {
    answered: 'the movement was seen, in time',
    'not-answered': 'the movement was not seen in time',
    wrong: 'another movement was seen',
    inconsistent: 'the picture did not change as a head turns',
    'could-not-see': 'the camera could not see',
  } satisfies Record<Challenge['outcome'], string>,
  classes: {
    evidence: 'pictures',
    track: 'readings of the camera, as numbers',
    record: 'events, incidents and judgements',
  } satisfies Record<DataClass, string>,
  hold: {
    asked: 'asked for by one person, to be confirmed by another',
    held: 'held',
    'release-asked': 'held; its end was asked for and is to be confirmed',
  } satisfies Record<Hold['state'], string>,
} as const;

/** A moment in UTC: `2026-11-30 09:15:00`. */
export function moment(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

/** A moment of a day that the reader knows: `09:15:00`. */
export function timeOnly(at: number): string {
  return moment(at).slice(11);
}

/** A length of time: `1 h 02 min 03 s`. */
export function lengthOf(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (part: number): string => String(part).padStart(2, '0');
  if (hours > 0) return `${hours} h ${two(minutes)} min ${two(rest)} s`;
  return minutes > 0 ? `${minutes} min ${two(rest)} s` : `${rest} s`;
}

/** A share as percent, never rounded up to what it is not. */
export function percent(share: number): string {
  return `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;
}

/** A code as words, where there are no better ones. */
export function plain(code: string): string {
  return code.replaceAll('-', ' ');
}
