import {
  MAX_CHARACTERS,
  MAX_COUNT,
  MAX_NAMES,
  MAX_WHAT,
  type ReportDetail,
  type SignalDetail,
} from '@invigil/contract';
import type { Spell } from '../run.js';
import type { Moment, Tick } from '../timeline.js';

/** A spell of something that the seat's software tells, and what it tells of it. */
export type SoftwareSpell = Spell & { detail: SignalDetail };

/** The moment of a report on both clocks. A report never lies ahead of the observation with which it is judged. */
export function momentOf(at: number, now: Tick): Moment {
  const agoMs = Math.max(0, now.at - at);
  return { at: now.at - agoMs, elapsedMs: Math.max(0, now.elapsedMs - agoMs) };
}

/** A spell that begins. What a program says of itself is certain as far as it goes: its confidence is 1. */
export function beginSpell(first: Moment, detail: ReportDetail | undefined): SoftwareSpell {
  return {
    first,
    last: first,
    opened: null,
    seenMs: 0,
    confidence: 1,
    direction: undefined,
    detail: { ...detail },
  };
}

/** Adds what another report of the same spell says. A program may say as much as it likes: the sum still has to be what a hub can read. */
export function addDetail(spell: SoftwareSpell, detail: ReportDetail | undefined, again: boolean): void {
  const told = spell.detail;
  if (again) told.count = Math.min(MAX_COUNT, (told.count ?? 1) + 1);
  if (detail?.characters !== undefined)
    told.characters = Math.min(MAX_CHARACTERS, (told.characters ?? 0) + detail.characters);
  const { aboveQuietDb } = detail ?? {};
  if (aboveQuietDb !== undefined)
    told.aboveQuietDb = Math.max(told.aboveQuietDb ?? aboveQuietDb, aboveQuietDb);
  const names = [...new Set([...(told.what ?? []), ...(detail?.what ?? [])])];
  if (names.length > 0) told.what = names.slice(0, MAX_NAMES).map((name) => name.slice(0, MAX_WHAT));
}
