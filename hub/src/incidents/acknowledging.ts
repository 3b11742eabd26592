import { type Acknowledged, type Judgement, said, type Said } from '@invigil/contract';

/** Why somebody is not taken as looking at an incident, or can't give it back. */
export type AcknowledgementFault = Said & { code: 'conflict' };

/**
 * Who looks at an incident: the last who said so, where nobody has judged it since. What was taken back at once is as if it had not been
 * judged. @param looks in any order @param judgements in their order
 */
export function acknowledgedOf(
  looks: readonly Acknowledged[],
  judgements: readonly Judgement[],
): Acknowledged | undefined {
  const standing: Judgement[] = [];
  for (const judgement of judgements) {
    if (judgement.outcome === 'reopened' && judgement.reason === 'undone') standing.pop();
    else standing.push(judgement);
  }
  const judgedAt = standing.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  return looks.toSorted((a, b) => a.at - b.at).findLast(({ at }) => at > judgedAt);
}

/** Whether somebody may take an incident over from whom the page showed. */
export function faultOfTaking(
  now: Acknowledged | undefined,
  over: string | null,
): AcknowledgementFault | undefined {
  if ((now?.by ?? null) === over) return undefined;
  return conflict(
    now === undefined ? said('given-back-meanwhile') : said('looked-at-meanwhile', { name: now.by }),
  );
}

/** Whether somebody may give an incident back: only who has it. */
export function faultOfGivingBack(
  now: Acknowledged | undefined,
  by: string,
): AcknowledgementFault | undefined {
  if (now?.by === by) return undefined;
  return conflict(now === undefined ? said('nobody-has-it') : said('other-has-it', { name: now.by }));
}

function conflict(why: Said): AcknowledgementFault {
  return { code: 'conflict', ...why };
}
