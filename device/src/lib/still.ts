import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf } from './errors.js';

/** What a still by fswebcam, a program that knows nothing of OpenCV, gave. */
export type Still =
  | { type: 'picture'; bytes: number }
  | { type: 'none'; why: string }
  | { type: 'no-program' };

/** What of node-webcam is used here; it runs `fswebcam` in a shell. */
type NodeWebcam = {
  create(options: Record<string, unknown>): {
    capture(file: string, done: (error: Error | null) => void): void;
  };
};

/** The name goes through a shell. `TEST` is fswebcam's own picture of colour bars. */
const DEVICE = /^(?:\/dev\/[\w./:-]+|TEST)$/;
const JPEG = [0xff, 0xd8, 0xff];
/** fswebcam itself gives a camera 10 s. */
const PATIENCE_MS = 15_000;

/**
 * Takes one still of a camera past OpenCV, and throws it away at once: only whether there was one is told. Never throws.
 * @param device index or path
 */
export async function takeStill(device: number | string): Promise<Still> {
  const name = typeof device === 'number' ? `/dev/video${device}` : device;
  if (!DEVICE.test(name)) return { type: 'none', why: `${name} is no name of a device` };
  const folder = await mkdtemp(join(tmpdir(), 'invigil-still-'));
  try {
    const file = join(folder, 'still.jpg');
    await capture(name, file);
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    if (JPEG.every((byte, i) => bytes[i] === byte)) return { type: 'picture', bytes: bytes.length };
    return { type: 'none', why: 'fswebcam wrote no picture' };
  } catch (error) {
    const told = messageOf(error);
    if (/fswebcam: (?:not found|command not found)/.test(told)) return { type: 'no-program' };
    return { type: 'none', why: reasonIn(told) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function capture(device: string, file: string): Promise<void> {
  // Here, not above: it is wanted only where OpenCV gives nothing.
  const webcam: NodeWebcam = createRequire(import.meta.url)('node-webcam');
  const camera = webcam.create({
    platform: 'fswebcam',
    device,
    width: 640,
    height: 480,
    quality: 80,
    // A camera's first pictures may be black.
    skip: 3,
    output: 'jpeg',
    saveShots: false,
    verbose: false,
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer within 15 s')), PATIENCE_MS);
    camera.capture(file, (error) => {
      clearTimeout(timer);
      if (error === null) resolve();
      else reject(error);
    });
  });
}

/** The last line that fswebcam said, without the colours of a terminal. */
function reasonIn(told: string): string {
  const lines = told
    // oxlint-disable-next-line no-control-regex -- the colours are control characters
    .replaceAll(/\u001B\[[\d;]*m/g, '')
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return lines.at(-1) ?? 'no reason was given';
}
