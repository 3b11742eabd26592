import type { Picture } from '@invigil/device';
import { loopFilm } from './loop-film.js';
import type { RunLog } from './run-log.js';
import type { Job, Turn } from './turn.js';

/** Nets and compilers warm up: the first frames don't count. */
const WARM_UP = 15;
const OBJECTS_EVERY = 5;
const RSS_EVERY_MS = 1000;

/** A library that looks at frames. */
export type Library<Input, Result> = {
  made: string;
  /** Puts a decoded frame into the form that the library is given; not timed. */
  prepare: (picture: Picture) => Promise<Input>;
  /** Looks at a frame; timed. `atMs`: film time. */
  look: (input: Input, atMs: number, options: { objects: boolean }) => Promise<Result>;
  /** Whether the result tells of a face and both of its eyes; not timed. */
  isComplete: (result: Result) => boolean;
  /** Waits for what is still computed of the frames looked at so far; timed. */
  settle: () => Promise<unknown>;
  nets: RunLog;
  stages: RunLog;
};

/**
 * Looks at the frames of a film one after the other, as fast as it can. Decoding is outside the timing: frames are decoded five at
 * a time, and what a library computes beside them must end before the next five, so that nothing is computed for free.
 */
export async function takeTurn<Input, Result>(
  job: Job,
  { isComplete, look, made, nets, prepare, settle, stages }: Library<Input, Result>,
): Promise<Turn> {
  const from = performance.now();
  const frames: Turn['frames'] = [];
  const rssMb: number[] = [];
  let firstObservationAt: number | undefined;
  let complete = 0;
  let seen = 0;
  for await (const block of blocksOf(loopFilm(job.film), OBJECTS_EVERY)) {
    const counts = seen >= WARM_UP && frames.length < job.frames;
    seen += block.length;
    const inputs = await Promise.all(block.map(({ picture }) => prepare(picture)));
    nets.note(counts);
    stages.note(counts);
    for (const [i, { atMs, picture }] of block.entries()) {
      const [cpu, start] = [process.cpuUsage(), performance.now()];
      const result = await look(inputs[i], atMs, { objects: i === 0 });
      if (i === block.length - 1) await settle();
      const ms = performance.now() - start;
      const { system, user } = process.cpuUsage(cpu);
      firstObservationAt ??= Date.now();
      picture.release();
      if (counts) {
        frames.push({ ms, cpuMs: (user + system) / 1000, objects: i === 0 });
        if (isComplete(result)) complete++;
      }
    }
    const passedMs = performance.now() - from;
    if (passedMs > (rssMb.length + 1) * RSS_EVERY_MS) rssMb.push(rssNow());
    if (frames.length >= job.frames && passedMs >= job.seconds * 1000) break;
  }
  return {
    made,
    firstObservationAt: firstObservationAt ?? NaN,
    frames,
    complete: complete / frames.length,
    nets: nets.summary(),
    stages: stages.summary(),
    rssMb: [...rssMb, rssNow()],
  };
}

async function* blocksOf<One>(all: AsyncIterable<One>, size: number): AsyncGenerator<One[]> {
  let block: One[] = [];
  for await (const one of all) {
    block.push(one);
    if (block.length < size) continue;
    yield block;
    block = [];
  }
}

function rssNow(): number {
  return process.memoryUsage.rss() / 2 ** 20;
}
