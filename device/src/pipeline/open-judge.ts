import type { BootId, Policy } from '@invigil/contract';
import type { DeviceConfig } from '../config/device-config.js';
import { openTrack } from '../track/open-track.js';
import { hashOfPolicy, SeatJudge } from './judge.js';

type OpenDeps = Omit<Parameters<typeof openTrack>[0], 'start' | 'dataDir' | 'maxBytes'> & {
  boot: BootId;
  /** What the seat starts with. */
  policy: Policy;
  version: string;
  config: Pick<DeviceConfig, 'session' | 'dataDir' | 'trackMaxMb'>;
};

/** Opens a seat's judgement and the track of what comes to it. @throws DeviceError `track-unwritable` */
export async function openJudge({ boot, config, policy, version, ...deps }: OpenDeps) {
  const { dataDir, session, trackMaxMb } = config;
  const policyHash = hashOfPolicy(policy);
  const track = await openTrack({
    ...deps,
    start: { type: 'start', boot, session, version, firstSignal: 1, policyHash, policy },
    dataDir,
    maxBytes: trackMaxMb * 1_000_000,
  });
  return { track, judge: new SeatJudge({ boot, policy, track: track.recorder }) };
}
