import type { EventBody, Incident, Judgement, Signal } from '@invigil/contract';

// What a candidate gets is about that candidate: other seats and the names of staff are left out.

/** An event without the name of who asked for a challenge. */
export function ownEvent(body: EventBody): EventBody {
  if (body.type === 'challenge') return { ...body, challenge: { ...body.challenge, issuer: 'staff' } };
  const isSignal = body.type === 'signal-opened' || body.type === 'signal-closed';
  return isSignal ? { ...body, signal: ownSignal(body.signal) } : body;
}

/** A signal without what it says of other seats. */
function ownSignal(signal: Signal): Signal {
  const own = { ...signal };
  delete own.toward;
  delete own.basis;
  if (own.shared !== undefined) own.shared = { ...own.shared, basis: [] };
  return own;
}

/** An incident and what was made of it, with the role of who made it so. */
export type OwnIncident = Omit<Incident, 'judged' | 'rank' | 'heldBack'> & {
  judgements: Omit<Judgement, 'by'>[];
};

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
