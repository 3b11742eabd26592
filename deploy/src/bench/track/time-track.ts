import { deflateSync, inflateSync } from 'node:zlib';
import { frameChunk, type Observation, readTrack, replay, TRACK_HEAD, TrackWriter } from '@invigil/behaviour';
import { Policy } from '@invigil/contract';
import { row, type Row } from '../rows.js';

const POLICY = Policy.parse({});
const MAX_MB = 10;
const MAX_REPLAY_S = 5;

/** Writes a session of three hours down as a seat does, and judges it once more as the hub does. */
export function timeTrack(name: string, session: readonly Observation[]): Row[] {
  const writer = new TrackWriter();
  const policyHash = '0'.repeat(64);
  const boot = '0'.repeat(16);
  writer.note({
    type: 'start',
    boot,
    session: null,
    version: '',
    firstSignal: 1,
    policyHash,
    policy: POLICY,
  });
  const parts: Uint8Array[] = [TRACK_HEAD];
  let writingMs = 0;
  const packMs: number[] = [];
  const takeChunk = (): void => {
    const from = performance.now();
    parts.push(frameChunk(deflateSync(writer.take())));
    packMs.push(performance.now() - from);
  };
  for (const observation of session) {
    const from = performance.now();
    writer.observe(observation);
    writingMs += performance.now() - from;
    if (writer.due) takeChunk();
  }
  takeChunk();
  const file = Buffer.concat(parts);

  const readingFrom = performance.now();
  let records = 0;
  for (const _ of readTrack(file, (packed) => inflateSync(packed))) records += 1;
  const readS = (performance.now() - readingFrom) / 1000;
  const replayingFrom = performance.now();
  const cpuFrom = process.cpuUsage();
  let events = 0;
  for (const _ of replay(readTrack(file, (packed) => inflateSync(packed)))) events += 1;
  const replayS = (performance.now() - replayingFrom) / 1000;
  const cpu = process.cpuUsage(cpuFrom);
  const mean = (values: readonly number[]): number => values.reduce((sum, ms) => sum + ms, 0) / values.length;
  return [
    row(`${name}: size of three hours`, file.length / 1e6, 'MB', session.length, { most: MAX_MB }),
    row(`${name}: an observation written down`, (1000 * writingMs) / session.length, 'µs', session.length),
    row(`${name}: a chunk packed, beside the seat’s loop`, mean(packMs), 'ms', packMs.length),
    row(`${name}: three hours read`, readS, 's', records),
    row(`${name}: three hours read and judged`, replayS, 's', events, { most: MAX_REPLAY_S }),
    row(`${name}: … processor time`, (cpu.user + cpu.system) / 1e6, 's', events),
  ];
}
