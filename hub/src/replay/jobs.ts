import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import {
  MAX_CHUNK_BYTES,
  readTrack,
  replay,
  type ReplayedEvent,
  TrackError,
  type TrackRecord,
  wholeChunks,
} from '@invigil/behaviour';
import { EventBody, type Policy, type ReplayResult } from '@invigil/contract';
import { SealError, type StoredFile, unseal } from '../lib/sealed-file.js';
import { compareSignals } from './compare-signals.js';
import { type Stretch, sideOf } from './replay-side.js';
import { summaryOf, type TrackSummary } from './track-summary.js';

/** An event as the store keeps it. */
type KeptEvent = { at: number; body: string };

/** What is done off the event loop: reading three hours takes about a second. */
export type Job =
  | { type: 'check'; file: StoredFile }
  | {
      type: 'replay';
      file: StoredFile;
      /** Left out: the policies that were in force. */
      policy?: Policy;
      /** What the seat told of this boot, in the order of `seq`. */
      told: KeptEvent[];
      /** Only what overlaps this time; left out: all of the boot. */
      stretch?: Stretch;
      /** Gap between incidents under the policy of the room. */
      gapMs: number;
    };

type Replayed = Omit<ReplayResult, 'boot' | 'policyHash'>;

export type JobResult =
  | { type: 'checked'; summary: TrackSummary }
  | { type: 'replayed'; replayed: Replayed }
  /** The track can't be read. */
  | { type: 'unreadable'; reason: string };

/** Does a job. Never throws for what is in a track. */
export function doJob(job: Job): JobResult {
  try {
    const file = read(job.file);
    return job.type === 'check'
      ? { type: 'checked', summary: check(file) }
      : { type: 'replayed', replayed: replayTrack(file, job) };
  } catch (error) {
    if (error instanceof TrackError) return { type: 'unreadable', reason: `${error.code}: ${error.message}` };
    if (error instanceof SealError) return { type: 'unreadable', reason: `sealed: ${error.message}` };
    throw error;
  }
}

function read({ path, seal }: StoredFile): Uint8Array {
  const file = readFileSync(path);
  return seal === null ? file : unseal(file, seal);
}

/** A seat hands over whole chunks only. */
function check(file: Uint8Array): TrackSummary {
  const { bytes } = wholeChunks(file);
  if (bytes !== file.length) throw new TrackError('cut', 'the last chunk is not whole');
  return summaryOf(recordsOf(file));
}

function replayTrack(file: Uint8Array, job: Extract<Job, { type: 'replay' }>): Replayed {
  const { finished, from, to } = summaryOf(recordsOf(file));
  const told = job.told.map(({ at, body }): ReplayedEvent => ({
    at,
    body: EventBody.parse(JSON.parse(body)),
  }));
  // A daemon that was killed told more than its track holds.
  const { stretch } = job;
  const reached = finished ? told : told.filter(({ at }) => at <= (to ?? 0));
  const live = sideOf(reached, job.gapMs, stretch);
  const gapMs = job.policy?.incidentGapMs ?? job.gapMs;
  const replayed = sideOf(replay(recordsOf(file), job.policy), gapMs, stretch);
  const [begin, end] = stretch === undefined ? [0, Infinity] : [stretch.from, stretch.to];
  const times = {
    from: from === null ? null : Math.max(from, begin),
    to: to === null ? null : Math.min(to, end),
    // A track that was cut short after the session holds all of it.
    finished: finished || (to ?? 0) >= end,
  };
  return { ...times, live, replayed, ...compareSignals(live.signals, replayed.signals) };
}

function recordsOf(file: Uint8Array): Iterable<TrackRecord> {
  return readTrack(file, (packed) => inflateSync(packed, { maxOutputLength: MAX_CHUNK_BYTES }));
}
