import type { Role } from '@invigil/contract';
import type { Reach, Rule } from './access-table.js';

/** Who asks: a role, and the rooms of an invigilator. */
export type Asker = { role: Role; rooms?: readonly string[] | undefined };

/** How far somebody who is signed in may; undefined: not at all. */
export function reachOf(rule: Rule, asker: Asker): Reach | undefined {
  return typeof rule.who === 'string' ? undefined : rule.who[asker.role];
}

/** Whether somebody who is signed in may do this in a room. */
export function mayIn(rule: Rule, asker: Asker, room: string): boolean {
  const reach = reachOf(rule, asker);
  if (reach === undefined) return false;
  return rule.room === undefined || reach !== 'own-rooms' || roomsOf(asker).includes(room);
}

/** The rooms that a rule leaves to somebody; null: all. */
export function roomsUnder(rule: Rule, asker: Asker): readonly string[] | null {
  return reachOf(rule, asker) === 'own-rooms' ? roomsOf(asker) : null;
}

function roomsOf(asker: Asker): readonly string[] {
  return asker.rooms ?? [];
}
