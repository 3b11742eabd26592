import type {
  EventBody,
  Hand,
  Incident,
  Judgement,
  SeatMessage,
  SeatNote,
  SeatTalk,
  Signal,
} from '@invigil/contract';

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

/** What was said at the seat, with the role of who said it. */
export type OwnTalk = {
  notes: Omit<SeatNote, 'by'>[];
  messages: Omit<SeatMessage, 'by'>[];
  hands: (Omit<Hand, 'answered'> & { answeredAt: number | null })[];
};

export function ownTalk({ hands, messages, notes }: SeatTalk): OwnTalk {
  return {
    notes: notes.map(({ at, id, incident, role, struck, words }) => ({
      id,
      incident,
      at,
      role,
      words,
      struck,
    })),
    messages: messages.map((message) => {
      const { by: _by, ...own } = message;
      return own;
    }),
    hands: hands.map(({ answered, ...hand }) => ({ ...hand, answeredAt: answered?.at ?? null })),
  };
}
