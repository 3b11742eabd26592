/** Whether an exam can be watched at a seat, worst first. */
export const VERDICTS = ['not-ready', 'warning', 'ready'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Beyond which a value is too much or too little: what lies at the limit is well. */
export type Limit = { above: number } | { below: number };

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
  | 'software'
  | 'moved'
  | 'dark'
  | 'bright'
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
