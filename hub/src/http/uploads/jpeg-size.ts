/** Markers of a frame's start (ITU-T T.81, table B.1): all of 0xC0–0xCF but those that are tables. */
const NO_FRAMES = new Set([0xc4, 0xc8, 0xcc]);

/**
 * Width and height that a JPEG says of itself, before anything of it is decoded. Undefined: it says none, or its segments don't
 * follow each other. Never throws.
 */
export function jpegSize(jpeg: Uint8Array): { width: number; height: number } | undefined {
  let at = 2;
  while (at + 9 <= jpeg.length) {
    const marker = jpeg[at + 1] ?? 0;
    if (jpeg[at] !== 0xff || marker < 0xc0) return undefined;
    if (marker < 0xd0 && !NO_FRAMES.has(marker)) {
      return { height: word(jpeg, at + 5), width: word(jpeg, at + 7) };
    }
    // The picture's data has begun, or ended.
    if (marker === 0xda || marker === 0xd9) return undefined;
    at += 2 + word(jpeg, at + 2);
  }
  return undefined;
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
