import {
  type Incident,
  type Judged,
  type Judgement,
  type JudgementRequest,
  said,
  type Said,
  type BareReason,
} from '@invigil/contract';

/** Why a judgement is not taken. */
export type JudgingFault = Said & { code: 'conflict' | 'second-person-needed' | 'bad-request' };

type Seen = Pick<Incident, 'class' | 'severity'> & { signals: number };

/** Where an incident stands by its judgements, which are in their order; undefined: there are none. */
export function judgedOf(judgements: readonly Judgement[], now: Omit<Seen, 'class'>): Judged | undefined {
  const last = judgements.at(-1);
  if (last === undefined) return undefined;
  const { at, by, of, outcome, reason } = last;
  return {
    state: outcome === 'confirmed' && confirmers(judgements).size < 2 ? 'to-confirm' : outcome,
    n: judgements.length,
    at,
    by,
    reason,
    grown: now.signals > of.signals || (now.severity === 'alert' && of.severity !== 'alert'),
  };
}

/** Whether somebody may judge so, after what was judged before. */
export function faultOf(
  request: Pick<JudgementRequest, 'outcome' | 'after'>,
  { before, by, incident }: { before: readonly Judgement[]; by: string; incident: Seen },
): JudgingFault | undefined {
  const { after, outcome } = request;
  if (after !== before.length) return fault('conflict', 'judged-meanwhile');
  const judged = judgedOf(before, incident);
  if (outcome === 'reopened') {
    return judged === undefined || judged.state === 'reopened'
      ? fault('bad-request', 'nothing-to-reopen')
      : undefined;
  }
  if (judged?.state === 'confirmed') return fault('conflict', 'reopen-first');
  if (outcome !== 'confirmed') return undefined;
  // A camera that can't see is nobody's conduct.
  if (incident.class === 'coverage') return fault('bad-request', 'blind-is-no-conduct');
  if (confirmers(before).has(by)) return fault('second-person-needed', 'second-person-needed');
  return undefined;
}

/** Who has confirmed since anything else was last said of it. */
function confirmers(judgements: readonly Judgement[]): Set<string> {
  const other = judgements.findLastIndex(({ outcome }) => outcome !== 'confirmed');
  return new Set(judgements.slice(other + 1).map(({ by }) => by));
}

function fault(code: JudgingFault['code'], reason: BareReason): JudgingFault {
  return { code, ...said(reason) };
}
