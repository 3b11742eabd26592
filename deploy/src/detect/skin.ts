/**
 * Skin of every tone lies in a small part of the plane of chroma (Chai and Ngan 1999: Cb 77–127, Cr 133–173, BT.601); its luma is
 * what differs. Walls and wood may lie there too: they are shifted with it.
 */
const CB = { least: 77, most: 127 } as const;
const CR = { least: 133, most: 173 } as const;

/** Multiplies the luma of skin-coloured pixels, in place; their chroma stays. @param bgr 3 bytes a pixel */
export function shiftSkin(bgr: Uint8Array, gain: number): void {
  for (let i = 0; i < bgr.length; i += 3) {
    const [blue, green, red] = [bgr[i] ?? 0, bgr[i + 1] ?? 0, bgr[i + 2] ?? 0];
    if (!isSkin(blue, green, red)) continue;
    // Adding the same to each channel changes the luma and nothing else.
    const shift = (gain - 1) * lumaOf(blue, green, red);
    bgr[i] = clamp(blue + shift);
    bgr[i + 1] = clamp(green + shift);
    bgr[i + 2] = clamp(red + shift);
  }
}

function isSkin(blue: number, green: number, red: number): boolean {
  const luma = lumaOf(blue, green, red);
  const cb = 128 + 0.564 * (blue - luma);
  const cr = 128 + 0.713 * (red - luma);
  return cb >= CB.least && cb <= CB.most && cr >= CR.least && cr <= CR.most;
}

function lumaOf(blue: number, green: number, red: number): number {
  return 0.114 * blue + 0.587 * green + 0.299 * red;
}

function clamp(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)));
}
