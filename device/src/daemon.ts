import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Birth, keptSession } from '@invigil/contract';
import { cameraTold, sameFormat } from './capture/camera-told.js';
import { Capture } from './capture/capture.js';
import { LatestFrame } from './capture/latest-frame.js';
import { isCamera, openSource, startsAgain } from './capture/open-source.js';
import type { Daemon, DaemonDeps } from './daemon-deps.js';
import { KeptPolicy } from './config/kept-policy.js';
import { openEvidence } from './evidence/open-evidence.js';
import { Preview } from './evidence/preview.js';
import { keepCertificate } from './enrol/keep-certificate.js';
import { HealthReport } from './health/health-report.js';
import { PictureTally } from './health/picture-tally.js';
import { hottestZoneC, processorMs } from './health/machine.js';
import { stateKeeper } from './health/state-file.js';
import { StageTimer } from './health/stage-timer.js';
import { tellHealth } from './health/tell-health.js';
import { newBootId } from './lib/clock.js';
import { Gate } from './lib/gate.js';
import { openCvVersion, type VideoFormat } from './lib/opencv.js';
import { readIdentity } from './lib/seat-identity.js';
import { HubClock } from './outbox/hub-clock.js';
import { MqttLink } from './outbox/mqtt-link.js';
import { openDiskRoom } from './outbox/open-disk-room.js';
import { Outbox } from './outbox/outbox.js';
import { OutboxStore } from './outbox/outbox-store.js';
import { Pace } from './pace/pace.js';
import { hearCommand } from './pipeline/hear-command.js';
import { openJudge } from './pipeline/open-judge.js';
import { runPipeline } from './pipeline/pipeline.js';
import { PolicyInForce } from './pipeline/policy-in-force.js';
import { Report } from './pipeline/report.js';
import { seeFrame } from './pipeline/see-frame.js';
import { openSeatAgent } from './seat-agent/open-seat-agent.js';
import { openVision } from './vision/open-vision.js';

/** How long the camera stays shut at the start for want of the hub's word, ms: it may be that it must not be opened. */
const FIRST_WORD_MS = 3000;

/**
 * Starts a seat: nets, outbox, link, camera, in that order, so that nothing is seen that can't be kept.
 * Throws ModelsError or DeviceError where the seat can't work; an absent camera is none of these, it is waited for.
 */
export async function startDaemon(deps: DaemonDeps): Promise<Daemon> {
  const { clock, config, log, netsDir, troubles, version } = deps;
  const boot = newBootId();
  const stages = new StageTimer(() => clock.monotonic());
  const stopping = new AbortController();
  const { dataDir, seat: address, session } = config;
  const { certificates, httpUrl, mqttUrl, token } = config.hub;
  const identity = certificates === undefined ? undefined : () => readIdentity(certificates);
  // Here already: a seat that was not enrolled says so at the start.
  identity?.();
  const hub = { httpUrl, address, token, identity };
  const { close, inference, nets, setIdentity, vision } = await openVision({
    config: config.inference,
    detectEveryMs: 1000 / config.rates.detector,
    isCamera: isCamera(config.camera),
    netsDir,
    log,
    timed: stages.timed,
    onRun: (net, ms) => stages.note(`net ${net}`, ms),
  });
  const keptPolicy = new KeptPolicy({ file: join(dataDir, 'policy'), session, log });
  const kept = keptPolicy.read();
  const policy = kept?.policy ?? config.policy;
  const camera = new Gate(false);

  const slot = new LatestFrame();
  let granted: VideoFormat | null = null;
  const capture = new Capture({
    open: () => openSource(config.camera, { clock, log }),
    startsAgain: startsAgain(config.camera),
    slot,
    gate: camera,
    clock,
    log,
    onGranted(format) {
      if (sameFormat(granted, format)) return;
      granted = format;
      log.info({ granted: format }, 'camera');
      link.announce();
    },
  });

  const pace = new Pace({
    wanted: config.rates,
    floors: config.floors,
    budget: config.budget,
    rest: config.rest,
    clock,
    processorMs,
    cores: availableParallelism(),
    temperatureC: () => hottestZoneC(),
    captured: () => capture.frames,
  });

  const birth = (): Birth => ({
    boot,
    at: clock.now(),
    session,
    inference,
    nets,
    versions: { invigil: version, node: process.versions.node, opencv: openCvVersion },
    camera: cameraTold(config.camera, granted, capture.virtual, inForce.shut),
    ...inForce.told,
  });
  const link = new MqttLink({ url: mqttUrl, address, token, identity, boot, birth, clock, log });
  const hubClock = new HubClock({ clock, ask: (question) => link.askTime(question), log });
  const store = new OutboxStore(join(dataDir, 'outbox.sqlite'));
  const outbox = new Outbox({
    store,
    sender: link,
    seat: address,
    boot,
    session: () => session,
    clock,
    offsetAt: (at) => hubClock.offsetAt(at),
    makeRoom: () => disk.makeRoom(),
    log,
  });

  const pictures = await openEvidence({
    dataDir,
    session: keptSession(session, boot),
    maxBytes: config.evidenceMaxMb * 1_000_000,
    hub,
    clock,
    log,
  });
  // What the hub asks for, it asks for on its own clock.
  const preview = new Preview({ newest: () => pictures.evidence.newest(), hub, clock: hubClock, log });

  const { judge, track } = await openJudge({ boot, policy, version, config, hub, clock: hubClock, log });
  const disk = openDiskRoom({
    dataDir,
    limits: config,
    pictures: pictures.store,
    tracks: track.holding,
    outbox,
    store,
    clock,
    log,
  });
  const report = new Report({ outbox, evidence: pictures.evidence, policy: () => judge.policy, log });

  const seen = { faces: 0, objects: 0 };
  const pictureTally = new PictureTally();
  const health = new HealthReport({
    boot,
    clock,
    stages,
    counters: () => ({ captured: capture.frames, dropped: slot.dropped, ...seen }),
    outbox: () => ({ depth: outbox.depth(), oldestMs: outbox.oldestMs() }),
    pace: () => pace.state(),
    hubClock: () => hubClock.state(),
    disk: () => disk.state(),
    pictures: () => pictureTally.flush(),
    troubles: () => troubles?.list() ?? [],
  });

  const keepState = stateKeeper({ dataDir, online: () => outbox.online, birth, log });

  const software = await openSeatAgent({
    config,
    hub,
    hubClock,
    netsDir,
    judge,
    pace,
    outbox,
    newest: () => pictures.evidence.newest(),
    hubOnline: () => outbox.online,
    lookedAt: () => preview.isWatched,
    clock,
    log,
  });
  const screen = deps.screen ?? software;

  const inForce = new PolicyInForce({
    judge,
    kept,
    keep: (wanted) => keptPolicy.write(wanted),
    camera,
    onShut() {
      const step = judge.finish();
      pace.note({ type: 'no-frame', capturedAt: clock.now() }, step);
      report.tell(step);
      software.see(undefined, step);
      slot.clear();
      report.forget();
    },
    identify(enabled) {
      setIdentity(enabled).catch((err: unknown) => log.error({ err }, 'identity can’t be turned on'));
    },
    announce() {
      link.announce();
      software.policyChanged();
    },
    clock,
    log,
  });
  link.start({
    onHub: (online) => outbox.setOnline(online),
    onClock: (answers) => hubClock.setAnswers(answers),
    onTime: (answer) => hubClock.heard(answer),
    onAck: (ack) => outbox.acked(ack),
    onPolicy: (wanted) => (inForce.want(wanted), software.hubSpoke()),
    onCommand(command) {
      const users = { preview, track: track.recorder, judge, desk: software, screen, pace, clock, hubClock };
      void hearCommand(command, users).then((answer) => link.respond(command.verb, answer));
    },
  });
  outbox.start();
  capture.start();
  const { signal } = stopping;
  const running = [
    inForce.begin(FIRST_WORD_MS, signal),
    pace.run(signal),
    hubClock.run(signal),
    disk.run(signal),
    tellHealth(health, (message) => (link.publishHealth(message), keepState(message)), clock, signal),
    keepCertificate({ folder: certificates, httpUrl, clock, log }, signal),
    runPipeline(
      {
        camera,
        withoutCamera: () => inForce.shut,
        takeFrame: (withinMs, signal) => slot.take(withinMs, signal),
        see: seeFrame({
          vision,
          timed: stages.timed,
          seen,
          tally: pictureTally,
          virtualCamera: () => capture.virtual === true,
          tooSlow: () => pace.tooSlow,
          log,
        }),
        underWay: () => vision.underWay,
        judge: (observation) => judge.observe(observation),
        tell(step, frame, observation) {
          report.tell(step, frame, observation);
          software.see(observation, step);
        },
        pace,
        clock,
      },
      signal,
    ),
  ];

  return {
    hasMoved: () => report.hasMoved(),
    async stop() {
      stopping.abort();
      await Promise.all([...running, capture.stop(), preview.stop(), software.stop()]);
      await close();
      report.tell(judge.finish());
      await report.stop();
      await pictures.stop();
      await track.stop();
      await outbox.stop();
      await link.stop();
      store.close();
    },
  };
}
