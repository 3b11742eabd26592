import {
  JUDGEMENT_REASONS,
  type Incident,
  type JudgementOutcome,
  type JudgementReason,
} from '@invigil/contract';

/** The outcomes that an incident may be given now, in the order of their keys. */
export function outcomesFor({ class: of, judged }: Pick<Incident, 'class' | 'judged'>): JudgementOutcome[] {
  if (judged?.state === 'confirmed') return ['reopened'];
  const all: JudgementOutcome[] = ['cleared', 'noted', 'escalated'];
  // A camera that can't see is nobody's conduct.
  if (of === 'conduct') all.push('confirmed');
  if (judged !== undefined && judged.state !== 'reopened') all.push('reopened');
  return all;
}

/** The reasons of an outcome that a person may choose, the usual one first. */
export function reasonsFor(outcome: JudgementOutcome): JudgementReason[] {
  return JUDGEMENT_REASONS[outcome].filter((reason) => reason !== 'undone');
}

/** Whether an outcome with its reason is taken only with words. */
export function needsWords(outcome: JudgementOutcome, reason: JudgementReason): boolean {
  return outcome === 'confirmed' || reason === 'other';
}
