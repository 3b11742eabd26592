/** Whether an exam can be watched at a seat, worst first. */
export const VERDICTS = ['not-ready', 'warning', 'ready'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What is looked at before an exam; the rules stand in `state/readiness-rules.ts`. */
export type RuleId =
  | 'agent'
  | 'untold'
  | 'silence'
  | 'camera'
  | 'blind'
  | 'height'
  | 'asked'
  | 'rate'
  | 'slow'
  | 'usb'
  | 'software'
  | 'moved'
  | 'dark'
  | 'bright'
  | 'glare'
  | 'far'
  | 'near'
  | 'unmeasured'
  | 'clock'
  | 'room'
  | 'disk'
  | 'lost'
  | 'outbox'
  | 'waiting'
  | 'version'
  | 'nets'
  | 'uncertified'
  | 'certificate'
  | 'policy'
  | 'ignored'
  | 'heat'
  | 'errors';
