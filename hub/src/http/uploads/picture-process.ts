import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import decode, { init } from '@jsquash/jpeg/decode.js';
import * as z from 'zod';
import { jpegSize } from './jpeg-size.js';
import type { Decoded } from './picture-messages.js';

// A process of its own: it gets a picture, decodes it, says its size, and knows nothing else. It has no environment and no files but its own.

/** What a seat's camera makes is far less: 1920 × 1080 are 2.1 million. */
const MOST_PIXELS = 4_200_000;
const LEAST_SIDE = 8;
const END_OF_IMAGE = Buffer.from([0xff, 0xd9]);
const WASM = createRequire(import.meta.url).resolve('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm');

/** Stands for the browser's class, which the library asks for. */
class ImageData {
  readonly width: number;
  readonly height: number;

  constructor(_pixels: Uint8ClampedArray, width: number, height: number) {
    this.width = width;
    this.height = height;
  }
}

/** What libjpeg only warns of: data that is missing, or none of JPEG. */
const warnings: string[] = [];
const start: (options: object) => Promise<void> = init;
Object.assign(globalThis, { ImageData });
await start({ wasmBinary: readFileSync(WASM), printErr: (line: string) => warnings.push(line) });

const Size = z.object({ width: z.number(), height: z.number() });

async function sizeOf(jpeg: Uint8Array): Promise<Decoded> {
  const told = jpegSize(jpeg);
  if (told === undefined) return { reason: 'it does not say its size' };
  const { height, width } = told;
  if (Math.min(width, height) < LEAST_SIDE || width * height > MOST_PIXELS)
    return { reason: `${width} × ${height} pixels; at most ${MOST_PIXELS} in all` };
  if (!Buffer.from(jpeg.subarray(-2)).equals(END_OF_IMAGE)) return { reason: 'it has no end' };
  warnings.length = 0;
  try {
    const size = Size.parse(await decode(Uint8Array.from(jpeg).buffer));
    return warnings[0] === undefined ? size : { reason: warnings[0].slice(0, 100) };
  } catch {
    return { reason: warnings[0]?.slice(0, 100) ?? 'it can’t be decoded' };
  }
}

process.on('message', (jpeg) => {
  if (jpeg instanceof Uint8Array) void sizeOf(jpeg).then((said) => process.send?.(said));
});
process.once('disconnect', () => process.exit(0));
process.send?.('ready');
