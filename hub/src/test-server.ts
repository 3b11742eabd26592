import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Me, type MessageCommand, type Notice, Refusal } from '@invigil/contract';
import { Accounts } from './http/accounts.js';
import { buildServer } from './http/build-server.js';
import { PictureDecoder } from './http/uploads/picture-decoder.js';
import { newSecret } from './lib/clock.js';
import { ReceiptSigner } from './lib/receipt-signer.js';
import { knownSeat } from './lib/seat-keys.js';
import { sha256Hex } from './lib/sha256.js';
import { SILENT, TOKEN, tempFolder, testConfig } from './lib/testing.js';
import { Board } from './live/board.js';
import { LiveFeed } from './live/live-feed.js';
import { Previews } from './live/previews.js';
import { centrePort } from './plan/centre-port.js';
import type { PlanChange } from './plan/live-plan.js';
import { openPlan } from './plan/open-plan.js';
import { Erasures } from './privacy/erasures.js';
import { privacyPort } from './privacy/privacy-port.js';
import { testRecords } from './privacy/report/test-records.js';
import { addUser } from './store/add-user.js';
import { auditStore } from './store/audit.js';
import { judgementPort } from './store/judgement-port.js';
import { isStoreAway } from './store/store-away.js';
import { keepNotice } from './store/notices.js';
import { openDatabase } from './store/open-database.js';
import { openHubKey } from './store/open-hub-key.js';
import { FolderFiles } from './store/files/folder-files.js';
import { Pictures } from './store/pictures.js';
import { SessionKeys, UNTOLD_SESSION } from './store/session-keys.js';
import { openCentreView } from './telemetry/open-centre-view.js';
import { rollupSource } from './telemetry/rollup.js';
import { Talks } from './talk/talks.js';
import { accountStore, recordOf } from './store/store-ports.js';
import { machinePort } from './store/machine-port.js';
import { userPort } from './store/user-port.js';
import { findUser } from './store/users.js';

/** For tests only: the hub's HTTP side over a real store, without broker and network. */
export { JPEG } from './lib/test-picture.js';
export const PASSWORD = 'correct horse battery';
const decoder = new PictureDecoder();
export const HOST = { host: 'hub.test' };
const TOKEN_OF_R3 = 'token-of-r3-b1';

/** What seat a1 of room r2 sends with each request. */
export const AS_SEAT = seatHeaders('north/r2/a1', TOKEN);
/** The same of seat b1 of room r3. */
export const AS_SEAT_OF_R3 = seatHeaders('north/r3/b1', TOKEN_OF_R3);

function seatHeaders(principal: string, token: string) {
  return { authorization: `Bearer ${token}`, 'x-invigil-seat': principal, 'content-type': 'image/jpeg' };
}

/** Rooms r2 (a1, a2) and r3 (b1), and Eva, an invigilator of r2. */
export async function testServer(
  options: { loginsPerMinute?: number; publicUrl?: string; notice?: Notice['texts'] } = {},
) {
  const { rooms } = testConfig();
  const tokenHash = sha256Hex(TOKEN_OF_R3);
  const seats = [{ seat: 'b1', label: 'B1', row: 1, column: 1, candidate: 'Kim', tokenHash }];
  const config = testConfig({
    rooms: [...rooms, { room: 'r3', name: 'Room 3', rows: 1, columns: 1, seats }],
  });
  const db = await openDatabase(config);
  const hubKey = await openHubKey(db, config, { now: Date.now() });
  const keys = new SessionKeys(db, hubKey);
  const signer = new ReceiptSigner(hubKey);
  const clock = { at: Date.now(), now: () => clock.at };
  const { live, plan, seatIds } = await openPlan({ db, config, clock });
  const looks: string[] = [];
  const board = new Board(plan);
  const feed = new LiveFeed({
    centre: 'north',
    board,
    clock,
    onLook: (key) => looks.push(key),
    renewMs: 1000,
  });
  /** What was sent to candidates. */
  const sent: MessageCommand[] = [];
  const talk = new Talks({
    db,
    plan,
    seatIds,
    board,
    feed,
    voice: {
      messageOf: (issuer, said) => {
        const issuedAt = clock.now();
        return { id: randomUUID(), issuer, issuedAt, expiresAt: issuedAt + 10_000, ...said };
      },
      sendMessage: (_seat, command) => void sent.push(command),
    },
    clock,
  });
  const previews = new Previews(clock, 15_000);
  const files = new FolderFiles(config.dataDir);
  const pictures = new Pictures(db, files, keys);
  const notice = await keepNotice(db, options.notice, clock.now());
  const places = [files];
  const { retention } = config;
  const erasures = new Erasures({ db, seatIds, retention, places, signer, clock, log: SILENT });
  /** What was told after each change of the plan. */
  const changes: PlanChange[] = [];
  live.onChanged((change) => changes.push(change));
  const dashboardDir = join(tempFolder(), 'assets', 'dashboard');
  mkdirSync(join(dashboardDir, 'assets'), { recursive: true });
  writeFileSync(join(dashboardDir, 'index.html'), '<title>the room</title>');
  writeFileSync(join(dashboardDir, 'assets', 'app.js'), '0');
  const accounts = accountStore(db, hubKey);
  const audit = auditStore(db);
  /** Whether rows of the audit log can be written. */
  const disk = { isFull: false, isGone: false };
  /** Whether the database is away, as its watch says. */
  const away: { since: number | null } = { since: null };
  const records = testRecords({ clock, config, db, pictures, plan, seatIds, signer });
  const app = await buildServer({
    accounts: new Accounts({ store: accounts, clock, lastsMs: 3_600_000 }),
    seatOf: (principal, token) => knownSeat(plan, principal, token),
    record: {
      ...recordOf(db, 'north', seatIds),
      certificate: records.certificate,
      picture: (sha256) => pictures.read(sha256),
      preview: (key) => previews.get(key),
    },
    store: { awaySince: () => away.since, isAway: isStoreAway },
    audit: {
      ...audit,
      append: async (fact) => {
        if (disk.isFull) throw new Error('disk full');
        if (disk.isGone) throw new Error('Connection terminated unexpectedly');
        return audit.append(fact);
      },
    },
    centreView: openCentreView(config, {
      own: rollupSource(config, { plan, board, clock, store: { awaySince: () => away.since } }),
      clock,
      log: SILENT,
    }),
    machines: machinePort({ db, config, plan, seatIds, clock, certificates: false }),
    users: userPort({ db, clock, rooms: () => plan.rooms.map(({ room }) => room) }),
    challenges: { give: () => undefined, list: () => Promise.resolve(undefined) },
    judgements: judgementPort({
      db,
      seatIds,
      // No two of them are kept at the same time.
      clock: { now: () => (clock.at += 1) },
      onChanged: (incident) => feed.incident(incident, incident),
    }),
    talk,
    centre: centrePort(db, live),
    pictures: {
      check: (jpeg) => decoder.check(jpeg),
      putEvidence: (seat, { session = UNTOLD_SESSION, ...picture }) =>
        pictures.put({ ...picture, session, seatId: seatIds.get(seat.key) ?? 0, at: clock.now() }),
      putPreview: (seat, jpeg) => {
        previews.put(seat.key, jpeg);
      },
    },
    tracks: {
      list: async () => undefined,
      request: () => false,
      replay: async () => ({ type: 'not-found' }),
      putTrack: async () => ({ type: 'kept' }),
    },
    records,
    privacy: privacyPort({ db, plan, seatIds, erasures, signer, clock, pictures, notice }),
    live: feed,
    clock,
    log: SILENT,
    version: '0.1.0',
    dashboardDir,
    publicUrl: options.publicUrl,
    loginsPerMinute: options.loginsPerMinute ?? 1000,
  });
  const make = (user: Me) => addUser(db, { ...user, password: PASSWORD }, clock.now());
  await make({ name: 'Eva', role: 'invigilator', rooms: ['r2'] });
  /** The cookie of a log-in that was made without a password. */
  const cookieOf = async (name: string): Promise<string> => {
    const user = await findUser(db, name);
    if (user === undefined) throw new Error(`there is no ${name}`);
    const secret = newSecret();
    const at = clock.now();
    const login = {
      secretHash: sha256Hex(secret),
      userId: user.id,
      createdAt: at,
      expiresAt: at + 3_600_000,
    };
    await accounts.insertLogin({ ...login, address: '10.0.0.7' });
    return `invigil_login=${secret}`;
  };
  const logIn = (body: object = { name: 'eva', password: PASSWORD }, headers: object = {}) =>
    app.inject({ method: 'POST', url: '/api/login', headers: { ...HOST, ...headers }, payload: body });
  const cookie = async () => `invigil_login=${(await logIn()).cookies[0]?.value}`;
  const get = (url: string, headers: object = {}) => app.inject({ url, headers: { ...HOST, ...headers } });
  /** Verbs and subjects of the audit log, oldest first. */
  const audited = async () => {
    const rows = [];
    for await (const row of audit.all()) rows.push(row);
    return rows;
  };
  return {
    board,
    sent,
    talk,
    seatIds,
    app,
    away,
    db,
    clock,
    config,
    dashboardDir,
    disk,
    looks,
    plan,
    make,
    cookieOf,
    logIn,
    cookie,
    get,
    audited,
    changes,
  };
}

/** The code of a refusal. */
export function codeOf(response: { json(): unknown }): string {
  return Refusal.parse(response.json()).code;
}
