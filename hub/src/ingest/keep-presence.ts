import type { Birth, Health, SeatPresence } from '@invigil/contract';
import { watchedSince } from '../live/watched-share.js';
import type { PlannedSeat } from '../lib/room-plan.js';
import { keepHealthMinute } from '../store/health-history.js';
import { keepPolicyText } from '../store/policy-texts.js';
import { firstOnline, presenceOf, saveBirth, saveHealth, savePresence } from '../store/seats.js';
import type { Db } from '../store/schema.js';
import { endOrphans } from './end-orphans.js';
import type { AfterCommit, IngestContext } from './ingest-context.js';
import { endAbsence } from './keep-absence.js';
import { takesPresence } from './presence-rule.js';

/** Keeps what a seat, its last will or its silence says about its presence. */
export async function keepPresence(
  db: Db,
  context: IngestContext,
  seat: PlannedSeat,
  told: SeatPresence,
): Promise<AfterCommit[]> {
  const id = context.seatId(seat);
  const known = await presenceOf(db, id);
  const newBoot = known.boot !== told.boot;
  if (!takesPresence(known, told) || (!newBoot && known.state === told.state)) return [];
  // Which session a new boot belongs to is told by its birth, a moment later.
  const since = newBoot && known.session === null ? context.at : (known.watchedSince ?? context.at);
  const change = { state: told.state, boot: told.boot, at: context.at, watchedSince: since };
  await savePresence(db, id, change);
  context.changes.of(seat).boot = told.boot;
  if (newBoot) await endOrphans(db, context, seat, told.boot);
  if (told.state !== 'lost') await endAbsence(db, context, seat);
  return [
    () => {
      context.board.presence(seat.key, change);
      context.feed.seat(seat.key);
    },
  ];
}

/** Keeps what a seat says it is. */
export async function keepBirth(
  db: Db,
  context: IngestContext,
  seat: PlannedSeat,
  birth: Birth,
): Promise<AfterCommit[]> {
  const id = context.seatId(seat);
  const known = await presenceOf(db, id);
  const bootSince = (await firstOnline(db, id, birth.boot)) ?? context.at;
  // While the camera was shut nothing was watched: the share begins when it is opened.
  const opened = context.board.seat(seat.key)?.shut === true && birth.camera.shut !== true;
  const since = opened
    ? context.at
    : watchedSince(
        { session: known.session, since: known.watchedSince },
        { session: birth.session, bootSince },
      );
  await saveBirth(db, id, birth, since);
  // Later the room may want another one: what was in force is kept with the record.
  if (birth.policyHash === seat.policyHash)
    await keepPolicyText(db, { hash: seat.policyHash, policy: seat.policy }, context.at);
  return [
    () => {
      context.board.birth(seat.key, birth, since);
      context.feed.seat(seat.key);
    },
  ];
}

/** Keeps how a seat fares. What an older boot said late is dropped; what was retained is no sign of life. */
export async function keepHealth(
  db: Db,
  context: IngestContext,
  seat: PlannedSeat,
  health: Health,
  retained: boolean,
): Promise<AfterCommit[]> {
  const id = context.seatId(seat);
  const known = await presenceOf(db, id);
  if (known.boot !== null && known.boot !== health.boot) return [];
  await saveHealth(db, id, health, retained ? undefined : context.at);
  if (!retained) await keepHealthMinute(db, id, health, context.at);
  return [
    () => {
      context.board.health(seat.key, health);
      context.feed.seat(seat.key);
    },
  ];
}
