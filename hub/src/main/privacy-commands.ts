import { createWriteStream } from 'node:fs';
import { userInfo } from 'node:os';
import { pipeline } from 'node:stream/promises';
import { type ErasureReceipt, KeptSession } from '@invigil/contract';
import { systemClock } from '../lib/clock.js';
import type { HubConfig } from '../lib/hub-config.js';
import { HubError } from '../lib/hub-error.js';
import { keyPlace } from '../lib/hub-key-file.js';
import { readerOf } from '../lib/reader.js';
import { planRooms } from '../lib/room-plan.js';
import { ReceiptSigner } from '../lib/receipt-signer.js';
import { Erasures } from '../privacy/erasures.js';
import { type KeptOfSeat, nextDue } from '../privacy/retention-list.js';
import { exportSession } from '../privacy/session-export.js';
import { appendAudit } from '../store/audit.js';
import { keepNotice } from '../store/notices.js';
import { openDatabase } from '../store/open-database.js';
import { giveUpHubKey, openHubKey } from '../store/open-hub-key.js';
import { filesToErase, openFiles } from '../store/files/open-files.js';
import { Pictures } from '../store/pictures.js';
import { receiptList } from '../store/receipts.js';
import type { Db } from '../store/schema.js';
import { loadSeats } from '../store/seats.js';
import { SessionKeys } from '../store/session-keys.js';

type Opened = {
  db: Db;
  erasures: Erasures;
  keys: SessionKeys;
  seatIds: ReadonlyMap<string, number>;
  signer: ReceiptSigner;
};

/** What is kept of each session and until when, the next due first. */
export async function retentionLines(config: HubConfig): Promise<string[]> {
  return opened(config, async ({ erasures }) => (await erasures.list()).map(lineOf));
}

/** Erases what is due now; gives the receipts in words. */
export async function sweepNow(config: HubConfig): Promise<string[]> {
  return opened(config, async ({ erasures }) => {
    await erasures.resume();
    const receipts = await erasures.sweep(Number.MAX_SAFE_INTEGER);
    return receipts.length === 0 ? ['nothing is due'] : receipts.map(wordsOf);
  });
}

/** Erases all of one session of a seat. Throws a HubError `not-there` or `not-erasable`. */
export async function eraseSession(
  config: HubConfig,
  asked: { place: string; session: string; reason: string },
): Promise<string[]> {
  const [room = '', seat = ''] = asked.place.split('/');
  const session = KeptSession.safeParse(asked.session).data ?? '';
  const who = { actor: userInfo().username, role: null, address: 'console' };
  return opened(config, async ({ erasures }) => {
    await erasures.resume();
    const done = await erasures.erase({ room, seat, session }, { reason: asked.reason, who });
    const name = `${asked.place} ${asked.session}`;
    switch (done) {
      case 'not-found':
        throw new HubError('not-there', `${name}: nothing of this session is kept of this seat`);
      case 'open':
        throw new HubError('not-erasable', `${name}: the seat is in it, or told of it within a day`);
      case 'held':
        throw new HubError('not-erasable', `${name}: it is held: two people have to release it first`);
      default:
        return [wordsOf(done)];
    }
  });
}

/**
 * Erases once more what was erased on request since a backup that was just restored; what was due by time comes due again by itself.
 * @param before the receipts of the store that was there before
 */
export async function eraseAgain(config: HubConfig, before: readonly ErasureReceipt[]): Promise<string[]> {
  const wanted = before.filter(({ why }) => why.cause === 'request');
  if (wanted.length === 0) return [];
  return opened(config, async ({ db, erasures, signer }) => {
    const known = new Set((await receiptList(db, signer)).map(({ receipt }) => receipt.hash));
    const lines: string[] = [];
    for (const { hash, room, seat, session } of wanted.filter((one) => !known.has(one.hash))) {
      const who = { actor: userInfo().username, role: null, address: 'console' };
      const reason = `erased before, receipt ${hash}; came back with a backup`;
      const done = await erasures.erase({ room, seat, session }, { reason, who });
      if (done === 'not-found') continue;
      const name = `${room}/${seat} ${session}`;
      lines.push(
        typeof done === 'string' ? `${name}: was erased and is there again, and is ${done}` : wordsOf(done),
      );
    }
    return lines;
  });
}

/** Every receipt in words, oldest first, and whether all are as they were signed. */
export async function receiptLines(config: HubConfig): Promise<{ lines: string[]; whole: boolean }> {
  return opened(config, async ({ db, signer }) => {
    const receipts = (await receiptList(db, signer)).toReversed();
    const lines = receipts.map(
      ({ n, receipt, whole }) => `${n} ${whole ? 'whole' : 'NOT AS SIGNED BY THIS HUB'}: ${wordsOf(receipt)}`,
    );
    const flawed = receipts.filter(({ whole }) => !whole).length;
    return {
      lines: [...lines, `${receipts.length} receipts, ${flawed} not whole; signer ${signer.signer}`],
      whole: flawed === 0,
    };
  });
}

/** Writes all of a session as a ZIP for the candidate into a new file. Throws a HubError `not-there`. */
export async function exportToFile(
  config: HubConfig,
  asked: { place: string; session: string; out: string; language: string },
): Promise<string[]> {
  const [room = '', seat = ''] = asked.place.split('/');
  return opened(config, async ({ db, keys, seatIds }) => {
    const pictures = new Pictures(db, openFiles(config), keys);
    const at = systemClock.now();
    const noticeHash = (await keepNotice(db, config.notice, at))?.hash;
    const deps = { db, plan: planRooms(config), seatIds, pictures, noticeHash };
    const zip = await exportSession(
      deps,
      { room, seat, session: asked.session },
      at,
      readerOf(asked.language),
    );
    const name = `${asked.place} ${asked.session}`;
    if (zip === undefined)
      throw new HubError('not-there', `${name}: nothing of this session is kept of this seat`);
    const who = { actor: userInfo().username, role: null, address: 'console' };
    const subject = `${asked.place}/${asked.session} export`;
    await appendAudit(db, { ...who, at, verb: 'session-exported', subject, count: 1 });
    await pipeline(zip, createWriteStream(asked.out, { flags: 'wx', mode: 0o600 }));
    return [`${asked.out}: all that is kept of ${name}, for the candidate`];
  });
}

/** Gives up a hub's key that is lost, and all that it opened. */
export async function giveUpKey(config: HubConfig): Promise<string[]> {
  const db = await openDatabase(config);
  try {
    const keys = await giveUpHubKey(db, keyPlace(config), {
      by: userInfo().username,
      now: systemClock.now(),
    });
    return [
      `${keys} keys of sessions are gone, and with them every picture and track; the next start makes a new key`,
    ];
  } finally {
    await db.destroy();
  }
}

async function opened<T>(config: HubConfig, use: (what: Opened) => Promise<T>): Promise<T> {
  const db = await openDatabase(config);
  try {
    const hubKey = await openHubKey(db, keyPlace(config), { now: systemClock.now() });
    const signer = new ReceiptSigner(hubKey);
    const seatIds = new Map([...(await loadSeats(db, config.centre))].map(([key, { id }]) => [key, id]));
    const { retention } = config;
    const erasures = new Erasures({
      db,
      seatIds,
      retention,
      places: filesToErase(openFiles(config), config),
      signer,
      clock: systemClock,
      log: undefined,
    });
    return await use({ db, erasures, keys: new SessionKeys(db, hubKey), seatIds, signer });
  } finally {
    await db.destroy();
  }
}

function lineOf(kept: KeptOfSeat): string {
  const { classes, hold, open, room, seat, session } = kept;
  const due = classes.map((one) => `${one.class} ${day(one.dueAt)}`).join(', ');
  const now = nextDue(kept) <= systemClock.now() && !open && hold === null ? ' DUE' : '';
  const stays = `${open ? ' open' : ''}${hold === null ? '' : ` ${hold.state} (${hold.reason})`}`;
  return `${room}/${seat} ${session}${now}${stays}: ${due}`;
}

function wordsOf({ at, classes, counts, hash, room, seat, session, why }: ErasureReceipt): string {
  const because = why.cause === 'request' ? `request of ${why.by}: ${why.reason}` : 'retention';
  const what = Object.entries(counts).map(([name, n]) => `${n} ${name}`);
  return `${day(at)} ${room}/${seat} ${session} ${classes.join('+')} (${what.join(', ') || 'nothing'}), ${because}, receipt ${hash}`;
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}
