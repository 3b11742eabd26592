import { isDeepStrictEqual } from 'node:util';
import { isRoomKind, type Policy, type Risk, type RiskLevel } from '@invigil/contract';
import { hubRisk, type RoomPart } from '../room/hub-risk.js';
import { lastTold, type ToldRisk } from '../store/events.js';
import { saveHubRisk } from '../store/hub-risk.js';
import { roomPartOf } from '../store/room-signals.js';
import type { Db } from '../store/schema.js';
import { presenceOf } from '../store/seats.js';
import type { SeatChanges } from './group-changes.js';
import type { AfterCommit, IngestContext } from './ingest-context.js';

/** A number that only fades is shown again when it moved by this much, in points. */
const MIN_STEP = 1;
/** After this many half-lives nothing is left of a finding: of the largest weight, 0.2. */
const HALF_LIVES = 10;

/** Sums what a seat told of its risk with the room's part, keeps what is another than told, and shows it. */
export async function keepNumbers(
  db: Db,
  context: IngestContext,
  changes: SeatChanges,
): Promise<AfterCommit[]> {
  const { roomPart, seat } = changes;
  const isDue = roomPart || changes.fading;
  if (changes.risks.length === 0 && !isDue) return [];
  const id = context.seatId(seat);
  const boot = changes.boot === undefined ? (await presenceOf(db, id)).boot : changes.boot;
  // Of a boot that a newer one has replaced meanwhile nothing is shown any more.
  const risks = changes.risks.filter((told) => boot === null || told.boot === boot);
  const { policy } = seat;
  const since = Math.min(risks[0]?.at ?? context.at, context.at) - longestHalfLifeMs(policy) * HALF_LIVES;
  const part = await context.parts.of(id, roomPart, () => roomPartOf(db, id, since));
  const shown = context.board.seat(seat.key);
  let before: Risk | undefined = shown?.boot === boot ? shown?.risk : undefined;
  const after: AfterCommit[] = [];
  for (const told of risks) {
    before = sum(told, told.at, before?.level, { part, policy });
    if (before !== told.risk && !isDeepStrictEqual(before, told.risk))
      await saveHubRisk(db, id, { rests: told, at: told.at, inPlace: true, risk: before });
    if (before.level === 'alert') changes.alerts.push(told.at);
    after.push(show(context, changes, told.at, before, told.hist));
  }
  const rests = risks.at(-1) ?? (boot === null ? undefined : await lastTold(db, id, boot));
  if (!isDue || rests === undefined) return after;
  const at = Math.max(context.at, rests.at);
  const now = sum(rests, at, before?.level, { part, policy });
  if (before !== undefined && !hasMoved(before, now)) return after;
  await saveHubRisk(db, id, { rests, at, inPlace: false, risk: now });
  if (now.level === 'alert') changes.alerts.push(at);
  return [...after, show(context, changes, at, now, false)];
}

function sum(
  told: ToldRisk,
  at: number,
  before: RiskLevel = 'calm',
  { part, policy }: { part: RoomPart; policy: Policy },
): Risk {
  return hubRisk(told.risk, part, { at, before, policy });
}

/** The tile takes the newest number; what was told late reaches no watcher. */
function show(
  { board, feed }: IngestContext,
  { seat }: SeatChanges,
  at: number,
  risk: Risk,
  hist: boolean,
): AfterCommit {
  return () => {
    board.risk(seat.key, risk);
    if (!hist) feed.risk(seat, at, risk);
    feed.seat(seat.key);
  };
}

function hasMoved(before: Risk, now: Risk): boolean {
  if (before.level !== now.level || Math.abs(before.score - now.score) >= MIN_STEP) return true;
  const ids = (risk: Risk) => risk.contributions.map(({ signalId }) => signalId).sort();
  return !isDeepStrictEqual(ids(before), ids(now));
}

/** Whether a risk holds something of the room, which fades by itself. */
export function holdsFindings(risk: Risk): boolean {
  return risk.contributions.some(({ kind }) => isRoomKind(kind));
}

function longestHalfLifeMs({ room }: Policy): number {
  return Math.max(room['neighbour-looks'].halfLifeMs, room['mutual-looks'].halfLifeMs);
}
