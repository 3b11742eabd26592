import type { EventBody, Incident, Judgement, Signal } from '@invigil/contract';

// What a candidate gets is about that candidate: other seats and the names of staff are left out.

/** An event without the name of who asked for a challenge. */
export function ownEvent(body: EventBody): EventBody {
  switch (body.type) {
    case 'challenge':
      return { ...body, challenge: { ...body.challenge, issuer: 'staff' } };
    case 'signal-opened':
    case 'signal-closed':
      return { ...body, signal: ownSignal(body.signal) };
    default:
      return body;
  }
}

/** A signal without what it says of other seats. */
export function ownSignal(signal: Signal): Signal {
  const own = { ...signal };
  delete own.toward;
  delete own.basis;
  if (own.shared !== undefined) own.shared = { ...own.shared, basis: [] };
  return own;
}

/** A judgement with the role of who made it. */
export type OwnJudgement = Omit<Judgement, 'by'>;

/** An incident and what was made of it. */
export type OwnIncident = Omit<Incident, 'judged' | 'rank' | 'heldBack'> & { judgements: OwnJudgement[] };

export function ownIncident(incident: Incident, judgements: readonly Judgement[]): OwnIncident {
  const { class: of, endedAt, evidence, hist, id, room, seat, severity, signals, startedAt } = incident;
  return {
    id,
    room,
    seat,
    class: of,
    severity,
    startedAt,
    endedAt,
    signals: signals.map(ownSignal),
    evidence,
    hist,
    judgements: judgements.map(({ at, n, of: then, outcome, reason, role, words }) => ({
      n,
      at,
      role,
      outcome,
      reason,
      words,
      of: then,
    })),
  };
}
