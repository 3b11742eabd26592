import { type Incident, type SeatView, seatKey } from '@invigil/contract';
import { whatWasSeen } from './happening.js';

/** Something of a room that a search found. */
export type Found =
  | { type: 'seat'; seat: SeatView }
  | { type: 'incident'; incident: Incident; seat: SeatView | undefined };

/** How many are shown. */
const SHOWN = 12;

/** What of a room fits all words of a search: seats by their label, name and candidate first, then incidents by what was seen, the newest first. */
export function searchRoom(
  text: string,
  room: string,
  {
    incidents,
    said,
    seats,
  }: {
    seats: Iterable<SeatView>;
    /** Those that are known here, each once. */
    incidents: Iterable<Incident>;
    /** Of which the hub found this text in a judgement. */
    said: ReadonlySet<string>;
  },
): Found[] {
  const wanted = plain(text)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (wanted.length === 0) return [];
  const placed = [...seats].filter((seat) => seat.room === room);
  const byKey = new Map(placed.map((seat) => [seatKey(seat), seat]));
  const foundSeats = placed
    .filter((seat) => fits([seat.label, seat.seat, seat.candidate ?? '']))
    .sort(
      (a, b) =>
        Number(isNamed(b)) - Number(isNamed(a)) ||
        a.label.localeCompare(b.label, undefined, { numeric: true }),
    )
    .map((seat): Found => ({ type: 'seat', seat }));
  const foundIncidents = [...incidents]
    .filter((incident) => {
      if (incident.room !== room) return false;
      const seat = byKey.get(seatKey(incident));
      return (
        said.has(incident.id) ||
        fits([
          seat?.label ?? incident.seat,
          seat?.candidate ?? '',
          whatWasSeen(incident.signals),
          incident.judged?.by ?? '',
        ])
      );
    })
    .sort((a, b) => b.startedAt - a.startedAt)
    .map((incident): Found => ({ type: 'incident', incident, seat: byKey.get(seatKey(incident)) }));
  return [...foundSeats.slice(0, SHOWN / 2), ...foundIncidents].slice(0, SHOWN);

  function fits(texts: readonly string[]): boolean {
    const all = plain(texts.join(' '));
    return wanted.every((word) => all.includes(word));
  }

  function isNamed({ label }: SeatView): boolean {
    return wanted.includes(plain(label));
  }
}

/** Without case and accents: `Muller` finds Müller. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
