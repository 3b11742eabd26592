import { readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { keptSession } from '@invigil/contract';
import { ifThere } from '../lib/if-there.js';
import type { Log } from '../lib/log.js';
import { isSealed, placeSealed, readStored } from '../lib/sealed-file.js';
import { filesKept, pictureBound, pictureFile, trackBound } from './kept-files.js';
import type { Db } from './schema.js';
import { type SessionKeys, UNTOLD_SESSION } from './session-keys.js';

/** Between two files, so that the hub has its turn. */
const PAUSE_MS = 5;

export type SealDeps = {
  db: Db;
  dataDir: string;
  keys: SessionKeys;
  now: number;
  log: Log;
  signal?: AbortSignal;
};

/**
 * Seals the pictures and tracks that a hub of before 2026-11-29 left in plain, once, and removes files that no row knows. Until then they
 * are read as they are. What is cut off is gone on with at the next start. Never throws.
 */
export async function sealPlainFiles(deps: SealDeps): Promise<void> {
  const { db, dataDir, log, signal } = deps;
  try {
    const row = await db.selectFrom('hub_key').select('plain').executeTakeFirst();
    if (row?.plain !== 1) return;
    const files = await filesKept(dataDir);
    const counts = { sealed: 0, removed: 0 };
    for (const file of files) {
      if (signal?.aborted === true) return;
      counts[await sealOne(deps, file)] += 1;
      await sleep(PAUSE_MS);
    }
    await db.updateTable('hub_key').set({ plain: 0 }).execute();
    if (files.length > 0)
      log.warn(counts, 'pictures and tracks of before are sealed; older backups hold them in plain');
  } catch (cause) {
    log.error(
      { err: cause },
      'pictures and tracks of before could not all be sealed; the next start goes on',
    );
  }
}

async function sealOne(deps: SealDeps, file: string): Promise<'sealed' | 'removed'> {
  const known = file.startsWith('evidence') ? await picture(deps, file) : await track(deps, file);
  if (!known) await rm(join(deps.dataDir, file), { force: true });
  return known ? 'sealed' : 'removed';
}

/** False: no row knows it. */
async function picture({ db, dataDir, keys, now }: SealDeps, file: string): Promise<boolean> {
  const sha256 = basename(file, '.jpg');
  const row = await db.selectFrom('picture').selectAll().where('sha256', '=', sha256).executeTakeFirst();
  if (row === undefined || pictureFile(sha256) !== file) return false;
  if (row.session !== null) return true;
  const session = await sessionNaming(db, row.seat_id, sha256);
  const key = await keys.of({ seatId: row.seat_id, session, class: 'evidence' }, now);
  await sealIfPlain(join(dataDir, file), { key, bound: pictureBound(sha256) });
  await db.updateTable('picture').set({ session }).where('sha256', '=', sha256).execute();
  return true;
}

/** The session of the boot whose signal names a picture; where it told several, that of a seat that doesn't say. */
async function sessionNaming(db: Db, seatId: number, sha256: string): Promise<string> {
  const evidence = await db
    .selectFrom('evidence')
    .select('signal_id')
    .where('seat_id', '=', seatId)
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  if (evidence === undefined) return UNTOLD_SESSION;
  const boot = evidence.signal_id.slice(0, 16);
  const told = await db
    .selectFrom('boot_session')
    .innerJoin('boot', 'boot.id', 'boot_session.boot_id')
    .select('session')
    .where('boot.seat_id', '=', seatId)
    .where('boot.boot', '=', boot)
    .execute();
  return told.length > 1 ? UNTOLD_SESSION : keptSession(told[0]?.session ?? null, boot);
}

async function track({ db, dataDir, keys, now }: SealDeps, file: string): Promise<boolean> {
  const [seatId, boot] = [Number(basename(dirname(file))), basename(file, '.track')];
  const of = db.selectFrom('track').selectAll().where('seat_id', '=', seatId);
  const row = await of.where('boot', '=', boot).executeTakeFirst();
  if (row === undefined) return false;
  if (row.sealed === 1) return true;
  const session = keptSession(row.session, boot);
  const key = await keys.of({ seatId, session, class: 'track' }, now);
  await sealIfPlain(join(dataDir, file), { key, bound: trackBound(seatId, boot) });
  const same = db.updateTable('track').set({ sealed: 1 }).where('seat_id', '=', seatId);
  // One that came anew meanwhile is sealed already.
  await same.where('boot', '=', boot).execute();
  return true;
}

/** A hub that was cut off may have sealed the file and not have written so: under the same key, then. */
async function sealIfPlain(path: string, seal: { key: Uint8Array; bound: string }): Promise<void> {
  const bytes = await ifThere(readFile(path));
  if (bytes === undefined || isSealed(bytes)) return;
  await placeSealed(readStored({ path, seal: null }), path, seal);
}
