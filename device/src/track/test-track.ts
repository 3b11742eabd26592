import { inflateSync } from 'node:zlib';
import { type Observation, readTrack, type TrackRecord } from '@invigil/behaviour';
import { Policy, type TrackNote } from '@invigil/contract';

/** For the tests of this folder. */
export const BOOT = '00000000000000ab';
export const OLD_BOOT = '00000000000000aa';
export const START = 1_700_000_000_000;

export function startOf(boot: string): Extract<TrackNote, { type: 'start' }> {
  const policy = Policy.parse({});
  return {
    type: 'start',
    boot,
    session: null,
    version: '0.1.0',
    firstSignal: 1,
    policyHash: 'ab'.repeat(32),
    policy,
  };
}

export function blind(atMs: number): Observation {
  return { type: 'no-frame', capturedAt: START + atMs };
}

export function recordsIn(file: Uint8Array): TrackRecord[] {
  return [...readTrack(file, (packed) => inflateSync(packed))];
}
