import { writeFileSync } from 'node:fs';
import {
  type DoctorLine,
  doctorLine as line,
  type DoctorReport,
  judgeClockSync,
  judgeVersions,
  seatPrincipal,
} from '@invigil/contract';
import { clockSync } from '@invigil/contract/service';
import { loadDeviceConfig, type DeviceConfig } from '../config/device-config.js';
import { readSeatState, type SeatState } from '../health/state-file.js';
import { systemClock } from '../lib/clock.js';
import { messageOf } from '../lib/errors.js';
import { createLog } from '../lib/log.js';
import { doctorWords as words } from './doctor-words.js';
import { judgeCamera } from './judge-camera.js';
import { judgeInference } from './judge-inference.js';
import { judgeCertificate, judgeClock, judgeDisk, judgeOutbox } from './judge-machine.js';
import { judgeNetwork } from './judge-network.js';
import { machineWords } from './machine-words.js';
import { journalTroubles } from './journal.js';
import { lookAtCamera } from './look-at-camera.js';
import { certificateFacts, diskFacts, outboxFacts } from './machine-facts.js';
import { supportBundle } from './support-bundle.js';
import { timeNets } from './time-nets.js';
import { tryHub } from './try-hub.js';

export type DoctorOptions = {
  /** Path of the configuration. */
  config: string;
  netsDir: string;
  version: string;
};

/**
 * Looks at all that a seat needs. What a running daemon holds is asked of it, and not taken from it. Throws DeviceError `config-invalid`;
 * whatever else is wrong is a line of the report.
 */
export async function runDoctor({ config: file, netsDir, version }: DoctorOptions): Promise<DoctorReport> {
  const config = loadDeviceConfig(file);
  const { dataDir, seat } = config;
  const now = systemClock.now();
  const state = readSeatState(dataDir, now);
  const outbox = outboxFacts(config, state);
  const held = outbox === 'in-use';
  const machine: DoctorLine[] = [
    line('config', 'ok', words.config.found(seatPrincipal(seat))),
    daemonLine(state, held),
    await openCvLine(),
  ];
  // One after the other: what is timed must have the machine to itself.
  const inference = judgeInference(await timeNets(config, netsDir, state));
  const camera = await cameraLines(config, state, held);
  const { clock, network, version: hub } = await tryHub(config, state, held);
  return {
    role: 'seat',
    version,
    at: now,
    lines: [
      ...machine,
      ...camera,
      ...inference,
      judgeClockSync(await clockSync()),
      judgeClock(clock),
      ...judgeDisk(await diskFacts(config, state)),
      ...(outbox === 'in-use' ? [] : [judgeOutbox(outbox)]),
      ...judgeNetwork(network),
      judgeCertificate(certificateFacts(config, now)),
      judgeVersions(
        { invigil: version, node: process.versions.node },
        hub === undefined ? undefined : { found: 'hub', version: hub, todo: machineWords.versions.todo },
      ),
    ],
  };
}

/** Writes a support bundle, for its owner only. Throws DeviceError `config-invalid`, or the system's own error where the file can't be made. */
export async function writeBundle(options: DoctorOptions, out: string): Promise<void> {
  const config = loadDeviceConfig(options.config);
  const report = await runDoctor(options);
  const now = systemClock.now();
  const state = readSeatState(config.dataDir, now);
  const journal = await journalTroubles();
  const { version } = options;
  writeFileSync(out, supportBundle({ config, version, report, state, journal, now }), { mode: 0o600 });
}

function daemonLine(state: SeatState | undefined, held: boolean): DoctorLine {
  if (state !== undefined) return line('daemon', 'ok', words.daemon.runs(state.pid));
  if (held) return line('daemon', 'warning', words.daemon.locked, { todo: words.daemon.lockedTodo });
  return line('daemon', 'ok', words.daemon.rests);
}

async function openCvLine(): Promise<DoctorLine> {
  try {
    // Here, not above: it is what may be broken.
    const { openCvVersion } = await import('../lib/opencv.js');
    return line('opencv', 'ok', words.opencv.ok(openCvVersion), { values: { version: openCvVersion } });
  } catch (error) {
    const why = messageOf(error).split('\n')[0] ?? '';
    return line('opencv', 'fail', words.opencv.fails(why), { todo: words.opencv.failsTodo });
  }
}

async function cameraLines(
  config: DeviceConfig,
  state: SeatState | undefined,
  held: boolean,
): Promise<DoctorLine[]> {
  // A camera that a silent daemon holds can't be opened, and is not broken for that.
  if (held) return [line('camera', 'not-tried', words.daemon.locked)];
  const log = createLog({ level: 'silent' });
  return judgeCamera(await lookAtCamera(config.camera, { state, clock: systemClock, log }));
}
