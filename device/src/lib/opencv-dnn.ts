import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf } from './errors.js';
import { loadOpenCv, type OpenCv } from './load-opencv.js';

/** What OpenCV's DNN module computes on. */
export type DnnDevice = 'cuda' | 'cpu';

/** A net that OpenCV has read. */
export type DnnNet = {
  /** Its outputs on BGR pictures, flat, in the order of their names. */
  run(pixels: Uint8Array, batch: number): Promise<Float32Array[]>;
};

type Mat = InstanceType<OpenCv['Mat']>;

const cv = loadOpenCv();

/** Whether the OpenCV that is installed was built to compute nets on NVIDIA's processors: Debian's was not. */
export function hasCuda(information: string = cv.getBuildInformation()): boolean {
  return /^\s*NVIDIA CUDA:\s+YES/m.test(information) && /^\s*cuDNN:\s+YES/m.test(information);
}

/** Threads of all that OpenCV computes in this program. */
export function setDnnThreads(threads: number): void {
  cv.setNumThreads(threads);
}

/**
 * Reads a net in the form that `forOpenCv` gives it, for pictures of one size. Throws an Error where OpenCV does not take it, and, as
 * it is run once, where the device does not work.
 */
export async function openDnnNet(
  model: Uint8Array,
  shape: { width: number; height: number; outputs: readonly string[] },
  device: DnnDevice,
): Promise<DnnNet> {
  const net = await readNet(model);
  if (device === 'cuda') {
    net.setPreferableBackend(cv.DNN_BACKEND_CUDA);
    net.setPreferableTarget(cv.DNN_TARGET_CUDA);
  }
  const { height, outputs, width } = shape;
  const size = new cv.Size(width, height);
  const noMean = new cv.Vec3(0, 0, 0);
  const compute = async (pixels: Uint8Array, batch: number): Promise<Float32Array[]> => {
    const picture = width * height * 3;
    const mats = Array.from({ length: batch }, (_, i) => {
      const bytes = Buffer.from(pixels.buffer, pixels.byteOffset + i * picture, picture);
      return new cv.Mat(bytes, height, width, cv.CV_8UC3);
    });
    const blob = cv.blobFromImages(mats, 1, size, noMean, false, false);
    try {
      net.setInput(blob);
      const results = await net.forwardAsync([...outputs]);
      const values = results.map(floatsOf);
      release(...results);
      return values;
    } finally {
      release(blob, ...mats);
    }
  };
  await compute(new Uint8Array(width * height * 3), 1);
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(pixels, batch) {
      // The module keeps one input: what is asked for meanwhile waits.
      const result = last.then(() => compute(pixels, batch));
      last = result.catch(() => undefined);
      return result;
    },
  };
}

/** The binding reads nets from files only. */
async function readNet(model: Uint8Array): Promise<ReturnType<OpenCv['readNetFromONNX']>> {
  const folder = await mkdtemp(join(tmpdir(), 'invigil-net-'));
  try {
    const file = join(folder, 'net.onnx');
    await writeFile(file, model, { mode: 0o600 });
    return cv.readNetFromONNX(file);
  } catch (cause) {
    throw new Error(`OpenCV's DNN module does not read it: ${messageOf(cause)}`, { cause });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A copy, since the bytes of a matrix need not begin where floats may. */
function floatsOf(mat: Mat): Float32Array {
  return new Float32Array(Uint8Array.from(mat.getData()).buffer);
}

function release(...mats: Mat[]): void {
  for (const mat of mats) mat.release();
}
