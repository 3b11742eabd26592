import { Policy, readWritten, SeatAddress, Slug } from '@invigil/contract';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';
import { CameraConfig } from '../capture/camera-config.js';
import { DeviceError, messageOf } from '../lib/errors.js';
import { AgentConfig } from '../seat-agent/agent-config.js';
import { AudioConfig } from '../seat-agent/audio/audio-config.js';
import { InferenceConfig } from '../vision/nets/inference-config.js';

const RatesConfig = z.strictObject({
  faces: z.number().min(1).max(60).default(10).describe('frames a second in which faces are looked for'),
  detector: z
    .number()
    .min(0.5)
    .max(60)
    .default(3)
    .describe('least times a second that new faces are looked for, while the known ones are followed'),
  objects: z
    .number()
    .min(0.2)
    .max(30)
    .default(1.5)
    .describe('frames a second in which objects are looked for'),
  identity: z
    .number()
    .min(0.05)
    .max(2)
    .default(0.5)
    .describe('comparisons a second with the enrolled face, where the policy asks for them'),
});

const BudgetConfig = z.strictObject({
  cpuShare: z
    .number()
    .min(0.05)
    .max(1)
    .default(0.5)
    .describe(
      'most that the daemon uses of the processor time of all cores; the seat looks less often to keep to it',
    ),
  temperatureC: z
    .number()
    .min(40)
    .max(110)
    .default(80)
    .describe('hottest that the machine may get, °C, where it tells its temperature'),
});

const FloorsConfig = z.strictObject({
  faces: z
    .number()
    .min(1)
    .max(60)
    .default(5)
    .describe('face frames a second that are kept whatever the budget says; fewer are told as blind time'),
  objects: z
    .number()
    .min(0.2)
    .max(30)
    .default(1)
    .describe('object frames a second that are kept whatever the budget says; fewer are told as blind time'),
});

const HubConfig = z
  .strictObject({
    mqttUrl: z
      .string()
      .regex(/^mqtts?:\/\//, 'must begin with mqtt:// or mqtts://')
      .describe('the room’s broker'),
    httpUrl: z
      .string()
      .regex(/^https?:\/\//, 'must begin with http:// or https://')
      .describe('the room’s hub'),
    token: z
      .string()
      .min(16)
      .max(256)
      .optional()
      .describe('this seat’s credential where it has no certificate; the hub knows only its hash'),
    certificates: z
      .string()
      .min(1)
      .optional()
      .describe('folder of the seat’s key and certificates, as `invigil-seat enrol` makes it'),
  })
  .refine((hub) => (hub.token === undefined) !== (hub.certificates === undefined), {
    message: 'takes certificates or a token, one of them',
  })
  .refine(
    (hub) =>
      hub.certificates === undefined ||
      (hub.mqttUrl.startsWith('mqtts:') && hub.httpUrl.startsWith('https:')),
    { message: 'a certificate is shown by mqtts:// and https:// only' },
  );

/** Everything that a seat’s daemon can be told. Written by people: unknown keys are refused. */
export const DeviceConfig = z.strictObject({
  seat: z.strictObject(SeatAddress.shape).describe('where this seat stands'),
  session: Slug.nullable().default(null).describe('exam session that the events belong to'),
  hub: HubConfig,
  dataDir: z
    .string()
    .min(1)
    .default('/var/lib/invigil')
    .describe('folder of the outbox, of waiting evidence and of tracks'),
  camera: CameraConfig.prefault({ type: 'camera' }),
  inference: InferenceConfig.prefault({}),
  rates: RatesConfig.prefault({}).describe('how often to look where nothing holds the seat back'),
  floors: FloorsConfig.prefault({}).describe(
    'how often to look at least; a lower wanted rate is its own floor',
  ),
  budget: BudgetConfig.prefault({}).describe('what the daemon may use of the machine'),
  rest: z
    .boolean()
    .default(true)
    .describe('whether to look at the floors’ rates while nothing changes in the picture'),
  policy: Policy.prefault({}).describe('what to watch for until the hub says otherwise'),
  agent: AgentConfig.prefault({}).describe('what the candidate’s programs connect to'),
  audio: AudioConfig.prefault({}).describe('the seat’s microphone'),
  evidenceMaxMb: z
    .number()
    .min(1)
    .max(100_000)
    .default(512)
    .describe('most disk for pictures not yet sent, MB'),
  trackMaxMb: z
    .number()
    .min(1)
    .max(100_000)
    .default(256)
    .describe('most disk for tracks not yet handed over, MB; the oldest session’s goes first'),
  diskMaxMb: z
    .number()
    .min(2)
    .max(1_000_000)
    .default(4096)
    .describe(
      'most disk for all that waits, MB; beyond, the oldest goes: pictures, then tracks, then events, the last two only of sessions that are over',
    ),
  diskLeastFreeMb: z
    .number()
    .min(0)
    .max(1_000_000)
    .default(256)
    .describe(
      'disk that is left free on the file system of `dataDir`, MB; below, things go in the same order',
    ),
  log: z.enum(['debug', 'info', 'warn', 'error']).default('info').describe('least level of a log line'),
});
export type DeviceConfig = z.infer<typeof DeviceConfig>;

/** Reads a configuration file (YAML). Throws DeviceError `config-invalid` with file, path and what is known there. */
export function loadDeviceConfig(file: string): DeviceConfig {
  const read = readWritten(DeviceConfig, readYaml(file));
  if (!read.ok) throw new DeviceError('config-invalid', `${file}: ${read.error.message}`);
  return read.value;
}

function readYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const reason = messageOf(cause).split('\n')[0];
    throw new DeviceError('config-invalid', `${file}: ${reason}`, { cause });
  }
}
