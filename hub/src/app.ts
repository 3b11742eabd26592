import { openBackups } from './backup/backup-rounds.js';
import { answerClock } from './broker/answer-clock.js';
import { HubVoice } from './broker/hub-voice.js';
import { openBroker } from './broker/open-broker.js';
import { Accounts } from './http/accounts.js';
import { buildServer } from './http/build-server.js';
import { listen } from './http/listen.js';
import { PictureDecoder } from './http/uploads/picture-decoder.js';
import { Ingest } from './ingest/ingest.js';
import { restoreBoard } from './ingest/restore-board.js';
import { takesUpRooms } from './ingest/take-up-room.js';
import { type Clock, systemClock } from './lib/clock.js';
import type { HubConfig } from './lib/hub-config.js';
import type { Hub } from './hub.js';
import type { Log } from './lib/log.js';
import { hubId } from './lib/hub-id.js';
import { knownSeat } from './lib/seat-keys.js';
import { once } from './lib/once.js';
import { version } from './lib/version.js';
import { Board } from './live/board.js';
import { challengePort } from './live/challenge-port.js';
import { Cues } from './live/cues.js';
import { LiveFeed } from './live/live-feed.js';
import { Previews } from './live/previews.js';
import { openTelemetry } from './telemetry/open-telemetry.js';
import { openPrivacy } from './privacy/open-privacy.js';
import { centrePort } from './plan/centre-port.js';
import { openPlan } from './plan/open-plan.js';
import { seatsToTell } from './plan/seats-to-tell.js';
import { openTracks } from './replay/open-tracks.js';
import { openCertificates } from './pki/open-certificates.js';
import { certificateStore } from './store/certificates.js';
import { addUser } from './store/add-user.js';
import { auditStore } from './store/audit.js';
import { judgementPort } from './store/judgement-port.js';
import { openFiles } from './store/files/open-files.js';
import { storeAnswers } from './store/store-answers.js';
import { openStore } from './store/open-store.js';
import { picturePort } from './store/picture-port.js';
import { Pictures } from './store/pictures.js';
import { settleFiles } from './store/files/settle-files.js';
import { hearAnswer } from './talk/hear-answers.js';
import { Talks } from './talk/talks.js';
import { accountStore, recordOf } from './store/store-ports.js';
import { machinePort } from './store/machine-port.js';
import { userPort } from './store/user-port.js';

export type { Hub } from './hub.js';

/** Starts a hub. Throws a HubError: store, broker or HTTP address can't be used. */
export async function startHub(
  config: HubConfig,
  deps: { log: Log; clock?: Clock; takeOver?: boolean; configFile?: string },
): Promise<Hub> {
  const { log, clock = systemClock } = deps;
  const { dataDir } = config;
  const { db, hubKey, keys, watch: store } = await openStore(config, { clock, log });
  const { live, plan, rows, seatIds } = await openPlan({ db, config, clock });

  // Seats → broker → ingest → store, and from there to whoever looks.
  const board = new Board(plan);
  await restoreBoard(db, board, plan.centre, rows, clock.now());
  const certificates = await openCertificates(config, { store: certificateStore(db), plan, clock });
  const broker = openBroker(
    {
      plan,
      log,
      clock,
      hubId: hubId(dataDir),
      takeOver: deps.takeOver,
      tls: certificates.broker,
      refused: (who, what) => void server.refusals.refused({ ...who, role: null }, 'seat-refused', what),
    },
    config.mqtt,
  );
  const voice = new HubVoice({ broker, plan, clock });
  const cues = new Cues({
    stateOf: (key) => board.seat(key)?.state,
    giveCue: (seat, issuer, cue) => voice.giveCue(seat, issuer, cue),
    clock,
  });
  const feed = new LiveFeed({
    centre: plan.centre,
    board,
    clock,
    storeAwaySince: () => store.awaySince(),
    renewMs: config.previewMs / 2,
    onLook: (key, user) => {
      const seat = plan.seats.get(key);
      if (seat !== undefined) voice.askForPreview(seat, user, config.previewMs);
    },
    onJudged: (key, challenge) => cues.judged(key, challenge),
  });
  live.onChanged((change) => {
    for (const room of change.rooms) feed.room(room);
    for (const { key } of change.seats) feed.seat(key);
    void voice.wants(seatsToTell(plan, change));
  });
  const telemetry = await openTelemetry(config, {
    plan,
    board,
    feed,
    clock,
    log,
    material: certificates.material,
    store,
    waiting: () => ingest.waiting,
  });
  const ingest = new Ingest({
    db,
    plan,
    seatIds,
    board,
    feed,
    clock,
    log,
    sendAck: (seat, ack) => voice.ack(seat, ack),
    lostAfterMs: config.lostAfterMs,
    maxDeadLetters: config.maxDeadLetters,
    watch: telemetry.watch,
    storeAway: () => store.soon(),
    serves: (room) => broker.serves(room),
  });

  // People and pictures → HTTP.
  const files = openFiles(config);
  const pictures = new Pictures(db, files, keys);
  const decoder = new PictureDecoder();
  const previews = new Previews(clock, config.previewMs);
  const tracks = openTracks({
    db,
    files,
    keys,
    plan,
    seatIds,
    clock,
    askForTrack: (...asked) => voice.askForTrack(...asked),
    replayed: telemetry.replayed,
  });
  const { privacy, reader, records, rounds } = await openPrivacy(config, {
    db,
    plan,
    seatIds,
    pictures,
    files,
    hubKey,
    clock,
    log,
    onCandidatesErased: () => void live.refresh(),
    onErased: (place, incidents) => {
      for (const id of incidents)
        if (board.removeIncident({ ...place, id })) feed.incidentRemoved(place, id, undefined);
    },
  });
  const talk = new Talks({ db, plan, seatIds, board, feed, voice, clock });
  const record = recordOf(db, plan.centre, seatIds);
  const server = await buildServer({
    accounts: new Accounts({
      store: accountStore(db, hubKey),
      clock,
      lastsMs: config.sessionHours * 3_600_000,
    }),
    seatOf: (principal, token) => knownSeat(plan, principal, token),
    ...certificates.http,
    record: {
      ...record,
      certificate: records.certificate,
      picture: (sha256) => pictures.read(sha256),
      preview: (key) => previews.get(key),
    },
    store,
    audit: auditStore(db),
    machines: machinePort({ db, config, plan, seatIds, clock, certificates: config.http.tls !== 'off' }),
    users: userPort({ db, clock, rooms: () => plan.rooms.map(({ room }) => room) }),
    challenges: challengePort({ plan, cues, list: record.challenges }),
    judgements: judgementPort({
      db,
      seatIds,
      clock,
      onChanged: (incident) => {
        board.incident(incident);
        feed.incident(incident, incident);
      },
    }),
    talk,
    centre: centrePort(db, live),
    centreView: telemetry.centreView,
    pictures: picturePort({ pictures, previews, decoder, feed, seatIds, clock }),
    tracks: tracks.port,
    records,
    privacy,
    live: feed,
    clock,
    log,
    answered: telemetry.answered,
    version,
    dashboardDir: config.dashboardDir,
    publicUrl: config.http.publicUrl,
    loginsPerMinute: config.http.loginsPerMinute,
  });

  const backups = openBackups(config, { configFile: deps.configFile, clock, log });

  const stopping = new AbortController();
  let sealing: Promise<void> | undefined;

  const stop = async (): Promise<void> => {
    stopping.abort();
    await Promise.all([sealing, store.stop()]);
    await Promise.all([rounds.stop(), backups?.stop()]);
    await voice.announce(false);
    await ingest.flush();
    await broker.close();
    await ingest.stop();
    feed.stop();
    previews.stop();
    decoder.stop();
    await Promise.all([tracks.stop(), reader.stop()]);
    await server.close();
    await telemetry.stop();
    await db.destroy();
    log.info({ centre: plan.centre }, 'hub stopped');
  };

  try {
    const url = await listen(server, config.http, log);
    const metricsUrl = await telemetry.start();
    feed.start();
    ingest.start();
    store.start(() => feed.flush());
    backups?.start();
    rounds.start();
    sealing = settleFiles({ db, files, dataDir, keys, now: clock.now(), log, signal: stopping.signal });
    await broker.start({
      onMessage: (message) => {
        if (answerClock({ broker, clock, plan }, message) || hearAnswer({ plan, talk, log }, message)) return;
        ingest.receive(message);
      },
      onReady: () => void voice.announce(true),
      onClaimed: takesUpRooms({ db, board, clock, feed, ingest, live, plan }),
    });
    log.info(
      { centre: plan.centre, url, mqttUrl: broker.url(), metricsUrl, seats: plan.seats.size },
      'hub started',
    );
    return {
      url,
      metricsUrl,
      mqttUrl: broker.url(),
      addUser: (user) => addUser(db, user, clock.now()),
      isAlive: () => storeAnswers(db),
      stop: once(stop),
    };
  } catch (cause) {
    await stop();
    throw cause;
  }
}
