import {
  chooseObjectNet,
  detectClasses,
  DeviceConfig,
  NetThreads,
  objectNetNames,
  openObjectNet,
  openVideo,
  type Picture,
  readPicture,
} from '@invigil/device';
import {
  compiledDir,
  type Detection,
  type DetectorGraphNet,
  detectorsOf,
  findDetector,
  findGraphNet,
  loadManifest,
  type Manifest,
  verifyNets,
} from '@invigil/models';
import { pino } from 'pino';
import type { ObjectsEyes } from './objects.js';

/** A seat whose configuration says nothing else. */
const INFERENCE = DeviceConfig.shape.inference.parse(undefined);
/** Scores below this add less than a thousandth to an AP50, and much time. */
const LEAST_SCORE = 0.01;
/** COCO's evaluation counts the surest hundred of a picture. */
const MOST_TOLD = 100;

/** Rate of a film that does not say its own. */
const FALLBACK_FPS = 25;

/**
 * Opens the seat's object net with its variants (the same weights, compiled for inputs of other shapes), and those that it is
 * compared with: where it is INT8 its like of floats, where it was trained on the net before.
 */
export async function openObjectsEyes(): Promise<ObjectsEyes[]> {
  const manifest = loadManifest();
  const seat = findDetector(manifest, await chooseObjectNet(INFERENCE));
  const before = seat.kind === 'graph' ? seat.trained?.before : undefined;
  const float = isInt8(seat) ? detectorsOf(manifest).find((net) => isFloatOf(seat, net)) : undefined;
  const eyes = [await open(seat, manifest)];
  if (float) eyes.push({ ...(await open(float, manifest)), beside: 'as float' });
  if (before !== undefined)
    eyes.push({ ...(await open(findDetector(manifest, before), manifest)), beside: 'net before' });
  return eyes;
}

async function open(seat: DetectorGraphNet, manifest: Manifest): Promise<ObjectsEyes> {
  const weights = weightsOf(seat);
  const variants = detectorsOf(manifest).filter((net) => weightsOf(net) === weights);
  const names = new Set(variants.flatMap(objectNetNames));
  const verified = new Map(
    (await verifyNets(compiledDir, [...names], manifest)).map(({ bytes, name }) => [name, bytes]),
  );
  const threads = new NetThreads({
    config: INFERENCE,
    log: pino({ level: 'silent' }),
    onRun: () => undefined,
  });
  // Once each: all variants share a second look, and the bytes go to the thread.
  const loads = new Map(
    [...names].map((name) => [
      name,
      threads.load(findGraphNet(manifest, name), verified.get(name) ?? new Uint8Array(), 'objects'),
    ]),
  );
  const load = (name: string) =>
    loads.get(name) ?? Promise.reject(new Error(`${name} is none of ${[...names].join(', ')}`));
  const nets = new Map(
    await Promise.all(variants.map(async (net) => [net.name, await openObjectNet(net, load)] as const)),
  );
  const tell = async (name: string, picture: Picture): Promise<Detection[]> => {
    const net = nets.get(name);
    if (!net) throw new Error(`${name} is none of ${[...nets.keys()].join(', ')}`);
    const found = await detectClasses(net, { picture }, () => LEAST_SCORE);
    return found.toSorted((a, b) => b.score - a.score).slice(0, MOST_TOLD);
  };
  return {
    seat: seat.name,
    detector: seat.detector,
    inputs: variants.map(({ compiled, input, name }) => ({
      name,
      sha256: compiled.sha256,
      width: input.width,
      height: input.height,
    })),
    async look(file, chosen) {
      const picture = await readPicture(file);
      const { height, width } = picture;
      const told = new Map<string, Detection[]>();
      try {
        for (const name of new Set(chosen({ width, height }))) {
          told.set(name, await tell(name, picture));
        }
      } finally {
        picture.release();
      }
      return { width, height, told };
    },
    async *watch(file, everyMs) {
      const video = openVideo(file, { live: false });
      try {
        const step = Math.max(1, Math.round(((video.format.fps || FALLBACK_FPS) * everyMs) / 1000));
        for (let frame = 0; ; frame++) {
          const picture = await video.read();
          if (!picture) return;
          try {
            if (frame % step === 0) yield await tell(seat.name, picture);
          } finally {
            picture.release();
          }
        }
      } finally {
        video.release();
      }
    },
    close: () => threads.close(),
  };
}

/** Whether a net has the weights and the input of another one that is INT8, as floats. */
function isFloatOf(one: DetectorGraphNet, net: DetectorGraphNet): boolean {
  const { height, width } = net.input;
  return (
    !isInt8(net) &&
    sourceOf(net) === sourceOf(one) &&
    width === one.input.width &&
    height === one.input.height
  );
}

/** What tells one net's weights from another's: where they come from, and how they are written. */
function weightsOf(net: DetectorGraphNet): string {
  return `${sourceOf(net)} ${isInt8(net) ? 'int8' : 'float'}`;
}

function isInt8(net: DetectorGraphNet): boolean {
  return net.kind === 'graph' && net.int8 !== undefined;
}

function sourceOf(net: DetectorGraphNet): string {
  if (net.kind === 'added') return net.from.sha256;
  const trained = net.kind === 'graph' ? net.trained?.sha256 : undefined;
  return [...net.files.map(({ sha256 }) => sha256), trained].join();
}
