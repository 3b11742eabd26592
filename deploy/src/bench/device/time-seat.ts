import { DeviceConfig, openVideo, openVision, type Picture } from '@invigil/device';
import { compiledDir } from '@invigil/models';
import { pino } from 'pino';
import { BenchError } from '../vision/bench-error.js';
import { type LoopBlocks, watchLoop } from './loop-blocks.js';

/** What the seat's own vision costs on this machine. */
export type SeatTimes = {
  /** What computes the nets. */
  made: string;
  /** From a decoded frame to its faces, ms, while nothing else runs. */
  frameMs: number[];
  /** The same while objects are looked for without a pause. */
  besideMs: number[];
  /** From the beginning to the end of a look for objects, ms, while faces are looked for without a pause. */
  objectMs: number[];
  /** Processor time on all cores, ms: of a face frame, of a look for objects, and of reading a frame of the film. */
  cpuMs: { frame: number; object: number; read: number };
  /** How long the event loop stood still while faces and objects were looked for. */
  loop: LoopBlocks;
};

/** Frames are taken from the film as a seat takes them, 10 a second, so that faces move and the detector rests as on a seat. */
const FRAME_EVERY_MS = 100;
/** Six seconds of film, 73 MB at 848×480. */
const FRAMES = 60;
const FALLBACK_FPS = 25;
const WARM_UP = 15;

/**
 * Looks at a film as fast as it can for `seconds`: a third of them at faces alone, a third at faces and objects side by side, a third
 * of the same while the event loop is watched, which costs time itself.
 */
export async function timeSeat(film: string, seconds: number): Promise<SeatTimes> {
  const { pictures, readMs } = await readFrames(film);
  const objectMs: number[] = [];
  const { close, inference, vision } = await openVision({
    config: DeviceConfig.shape.inference.parse(undefined),
    netsDir: compiledDir,
    log: pino({ level: 'silent' }),
    detectEveryMs: 1000 / DeviceConfig.shape.rates.parse(undefined).detector,
    // What a camera's pictures are measured for costs time too.
    isCamera: true,
    async timed(stage, run) {
      const from = performance.now();
      const result = await run();
      if (stage === 'objects') objectMs.push(performance.now() - from);
      return result;
    },
  });
  const frames = thereAndBack(pictures);
  let seq = 0;
  const look = async (objects: boolean): Promise<number> => {
    const picture = frames.next().value;
    const capturedAt = ++seq * FRAME_EVERY_MS;
    const from = performance.now();
    await vision.observe({ picture, capturedAt, seq }, { objects: objects && !vision.underWay.objects });
    return performance.now() - from;
  };
  for (let i = 0; i < WARM_UP; i++) await look(true);
  await vision.settleObjects();

  const alone = await lookFor(seconds / 3, () => look(false));
  objectMs.length = 0;
  const beside = await lookFor(seconds / 3, () => look(true));
  const looks = objectMs.length;
  const loop = await watchLoop(() => lookFor(seconds / 3, () => look(true)));

  await vision.settleObjects();
  await close();
  for (const picture of pictures) picture.release();
  const frame = alone.cpuMs / alone.ms.length;
  return {
    made: `${inference.runtime} on ${inference.provider}`,
    frameMs: alone.ms,
    besideMs: beside.ms,
    objectMs: objectMs.slice(0, looks),
    cpuMs: {
      frame,
      object: Math.max(0, beside.cpuMs - frame * beside.ms.length) / Math.max(1, looks),
      read: readMs,
    },
    loop,
  };
}

async function lookFor(
  seconds: number,
  look: () => Promise<number>,
): Promise<{ ms: number[]; cpuMs: number }> {
  const ms: number[] = [];
  const [from, cpu] = [performance.now(), process.cpuUsage()];
  do ms.push(await look());
  while (performance.now() - from < seconds * 1000);
  const { system, user } = process.cpuUsage(cpu);
  return { ms, cpuMs: (system + user) / 1000 };
}

/** Decodes the film's beginning. Throws BenchError `no-film`. */
async function readFrames(film: string): Promise<{ pictures: Picture[]; readMs: number }> {
  const video = openVideo(film, { live: false });
  const frameMs = 1000 / (video.format.fps || FALLBACK_FPS);
  const pictures: Picture[] = [];
  const cpu = process.cpuUsage();
  let read = 0;
  try {
    while (pictures.length < FRAMES) {
      const picture = await video.read();
      if (!picture) break;
      if (read++ * frameMs >= pictures.length * FRAME_EVERY_MS) pictures.push(picture);
      else picture.release();
    }
  } finally {
    video.release();
  }
  if (pictures.length === 0) throw new BenchError('no-film', `${film} gives no frame`);
  const { system, user } = process.cpuUsage(cpu);
  return { pictures, readMs: (system + user) / 1000 / read };
}

/** The frames forwards, then backwards, for ever: people move, and never jump. */
function* thereAndBack(pictures: readonly Picture[]): Generator<Picture, never> {
  for (;;) {
    yield* pictures;
    yield* pictures.toReversed();
  }
}
