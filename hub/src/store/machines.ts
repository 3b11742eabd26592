import { type Machine, seatPrincipal } from '@invigil/contract';
import type { PlannedSeat } from '../lib/room-plan.js';
import type { Db } from './schema.js';
import { Birth, Health } from '@invigil/contract';

/** The machines at some seats of one room: what they said of themselves, and nothing of who sits there. */
export async function machinesOf(db: Db, seats: readonly PlannedSeat[], now: number): Promise<Machine[]> {
  const [place] = seats;
  if (place === undefined) return [];
  const rows = await db
    .selectFrom('seat')
    .select(['seat', 'birth', 'health'])
    .where('centre', '=', place.centre)
    .where('room', '=', place.room)
    .execute();
  const told = new Map(rows.map((row) => [row.seat, row]));
  const held = await heldCertificates(db, seats.map(seatPrincipal), now);
  return seats
    .toSorted((a, b) => a.row - b.row || a.column - b.column)
    .map((seat) => {
      const row = told.get(seat.seat);
      return {
        seat: seat.seat,
        label: seat.label,
        told: readBirth(row?.birth ?? null),
        troubles: readHealth(row?.health ?? null)?.troubles ?? [],
        certificate: held.get(seatPrincipal(seat)) ?? null,
      };
    });
}

function readBirth(text: string | null): Machine['told'] {
  const birth = text === null ? undefined : Birth.safeParse(JSON.parse(text)).data;
  if (birth === undefined) return null;
  const { session: _, ...machine } = birth;
  return machine;
}

function readHealth(text: string | null): Health | undefined {
  return text === null ? undefined : Health.safeParse(JSON.parse(text)).data;
}

/** The newest certificate of each principal that is not revoked; one that has ended is told too, for it says why a seat stays out. */
async function heldCertificates(
  db: Db,
  principals: readonly string[],
  now: number,
): Promise<Map<string, NonNullable<Machine['certificate']>>> {
  const rows = await db
    .selectFrom('certificate')
    .select(['serial', 'principal', 'issued_at', 'expires_at'])
    .where('principal', 'in', [...principals])
    .where('revoked_at', 'is', null)
    .where('issued_at', '<=', now)
    .orderBy('issued_at')
    .execute();
  return new Map(
    rows.map((row) => [
      row.principal,
      { serial: row.serial, issuedAt: row.issued_at, expiresAt: row.expires_at },
    ]),
  );
}
