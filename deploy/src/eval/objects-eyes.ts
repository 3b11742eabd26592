import { chooseObjectNet, detectClasses, DeviceConfig, NetThreads, readPicture } from '@invigil/device';
import {
  compiledDir,
  type Detection,
  type DetectorGraphNet,
  detectorsOf,
  findDetector,
  loadManifest,
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

/** Opens the seat's object net and its variants: the same weights, compiled for inputs of other shapes. */
export async function openObjectsEyes(): Promise<ObjectsEyes> {
  const manifest = loadManifest();
  const seat = findDetector(manifest, await chooseObjectNet(INFERENCE));
  const weights = weightsOf(seat);
  const variants = detectorsOf(manifest).filter((net) => weightsOf(net) === weights);
  const verified = await verifyNets(
    compiledDir,
    variants.map(({ name }) => name),
    manifest,
  );
  const threads = new NetThreads({
    config: INFERENCE,
    log: pino({ level: 'silent' }),
    onRun: () => undefined,
  });
  const nets = new Map(
    await Promise.all(
      variants.map(async (net, i) => {
        const loaded = await threads.load(net, verified[i]?.bytes ?? new Uint8Array(), 'objects');
        return [net.name, loaded] as const;
      }),
    ),
  );
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
          const net = nets.get(name);
          if (!net) throw new Error(`${name} is none of ${[...nets.keys()].join(', ')}`);
          const found = await detectClasses(net, { picture }, () => LEAST_SCORE);
          told.set(name, found.toSorted((a, b) => b.score - a.score).slice(0, MOST_TOLD));
        }
      } finally {
        picture.release();
      }
      return { width, height, told };
    },
    close: () => threads.close(),
  };
}

/** What tells one net's weights from another's: where they come from, and how they are written. */
function weightsOf(net: DetectorGraphNet): string {
  if (net.kind === 'added') return net.from.sha256;
  return [...net.files.map(({ sha256 }) => sha256), net.int8 ? 'int8' : 'float'].join();
}
