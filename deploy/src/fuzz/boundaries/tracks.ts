import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';
import { TRACK_HEAD, TrackWriter, frameChunk, wholeChunks } from '@invigil/behaviour';
import { Policy } from '@invigil/contract';
import { doJob } from '@invigil/hub/boundaries';
import * as fc from 'fast-check';
import { crowdedSession } from '../../bench/track/crowded-session.js';
import { ACCEPTED, type Boundary, target } from '../boundary.js';
import { damaged } from '../mutate.js';

const WHOLE = trackOf(3000);
const CHUNKS = wholeChunks(WHOLE).chunks.map((packed) => inflateSync(packed));

/** Damaged outside, and damaged within a whole packing, so that what reads the records meets it. */
export const trackFiles = fc.oneof(
  { weight: 1, arbitrary: damaged(fc.constant(WHOLE)) },
  {
    weight: 3,
    arbitrary: damaged(fc.constantFrom(...CHUNKS)).map((chunk) =>
      Buffer.concat([TRACK_HEAD, frameChunk(deflateSync(chunk, { level: 1 }))]),
    ),
  },
);
const inputs = fc.record({ replayed: fc.boolean(), bytes: trackFiles });

function trackOf(lengthMs: number): Buffer {
  const writer = new TrackWriter();
  const policy = Policy.parse({});
  const boot = 'f'.repeat(16);
  writer.note({
    type: 'start',
    boot,
    session: 'fuzz',
    version: '0.1.0',
    firstSignal: 1,
    policyHash: 'a'.repeat(64),
    policy,
  });
  for (const one of crowdedSession(lengthMs, 1_700_000_000_000)) writer.observe(one);
  writer.note({ type: 'finish', at: 1_700_000_000_000 + lengthMs });
  return Buffer.concat([TRACK_HEAD, frameChunk(deflateSync(writer.take()))]);
}

/** Tracks that a seat hands over, checked as at their upload and replayed. */
export const tracks: Boundary = {
  name: 'tracks, checked and replayed',
  weight: 1,
  open: (folder) => {
    const path = join(folder, 'hostile.track');
    return target(inputs, ({ bytes, replayed }) => {
      writeFileSync(path, bytes);
      // In the clear, as it is for the moment in which a seat hands it over.
      const file = { path, seal: null };
      const done = doJob(
        replayed ? { type: 'replay', file, told: [], gapMs: 30_000 } : { type: 'check', file },
      );
      return done.type === 'unreadable' ? (done.reason.split(':')[0] ?? '') : ACCEPTED;
    });
  },
};
