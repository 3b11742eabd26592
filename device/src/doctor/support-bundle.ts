import { availableParallelism, totalmem } from 'node:os';
import { type DoctorReport, scrubbedReport, type Trouble } from '@invigil/contract';
import { strToU8, zipSync } from 'fflate';
import { sourceName } from '../capture/source-name.js';
import type { DeviceConfig } from '../config/device-config.js';
import type { SeatState } from '../health/state-file.js';
import { toldConfig } from './told-config.js';

const MB = 1_000_000;

const ABOUT = `What a seat of Invigil knows of itself, to find a fault.

seat.json      versions, machine, configuration without secrets
doctor.json    what doctor found, without folders and addresses
state.json     what the running daemon is and how it fares; not there where none runs
troubles.json  last warnings and errors of its log, by their constant text only

There is no candidate in it, no session, no policy, signal, incident or picture, nobody's name, and no token, password or key.
`;

type BundleParts = {
  config: DeviceConfig;
  version: string;
  report: DoctorReport;
  state: SeatState | undefined;
  /** Of the journal; undefined: no journal tells. */
  journal: Trouble[] | undefined;
  now: number;
};

/** All that helps to find a fault at a seat, as a ZIP archive, without anything of a person. */
export function supportBundle({ config, journal, now, report, state, version }: BundleParts): Uint8Array {
  const json = (value: unknown): Uint8Array => strToU8(`${JSON.stringify(value, null, 2)}\n`);
  return zipSync({
    'README.txt': strToU8(ABOUT),
    'seat.json': json({
      madeAt: now,
      version,
      node: process.versions.node,
      platform: `${process.platform} ${process.arch}`,
      cores: availableParallelism(),
      memoryMb: Math.round(totalmem() / MB),
      config: toldConfig(config),
    }),
    'doctor.json': json(scrubbedReport(report, namesIn(config))),
    ...(state && { 'state.json': json(nameless(state)) }),
    'troubles.json': json({ ofTheDaemon: state?.health.troubles ?? [], ofTheJournal: journal ?? null }),
  });
}

/** What a report may hold of the configuration that says who or where. */
function namesIn({ camera, hub }: DeviceConfig): string[] {
  return [
    new URL(hub.httpUrl).hostname,
    new URL(hub.mqttUrl).hostname,
    ...(hub.token === undefined ? [] : [hub.token]),
    ...(camera.type === 'camera' ? [] : [sourceName(camera)]),
  ];
}

/** A camera that is a file or a folder says where it lies, which may name somebody. */
function nameless({ birth, ...rest }: SeatState): SeatState {
  const { camera } = birth;
  if (camera.type === 'camera') return { ...rest, birth };
  return { ...rest, birth: { ...birth, camera: { ...camera, name: camera.type } } };
}
