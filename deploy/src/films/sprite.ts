/** A picture in JavaScript's own memory, with 3 bytes a pixel: blue, green, red. */
export type Pixels = { width: number; height: number; bgr: Uint8Array };

/** Pixels with transparency: `alpha` has one byte a pixel, 0 is clear, 255 solid. */
export type Sprite = Pixels & { alpha: Uint8Array };

/** Where a sprite goes: its top left corner in pixels (parts outside are cut off) and an opacity of 0–1. */
export type Placement = { left: number; top: number; opacity?: number };

/** Draws `sprite` over `canvas` (BGR, 3 bytes a pixel), in place. */
export function paste(canvas: Pixels, sprite: Sprite, placement: Placement): void {
  const left = Math.round(placement.left);
  const top = Math.round(placement.top);
  const opacity = Math.round((placement.opacity ?? 1) * 256);
  const { bgr } = canvas;
  for (let y = Math.max(0, -top); y < Math.min(sprite.height, canvas.height - top); y++) {
    for (let x = Math.max(0, -left); x < Math.min(sprite.width, canvas.width - left); x++) {
      const from = y * sprite.width + x;
      const alpha = ((sprite.alpha[from] ?? 0) * opacity) >> 8;
      if (alpha === 0) continue;
      const to = ((y + top) * canvas.width + x + left) * 3;
      for (let channel = 0; channel < 3; channel++) {
        const below = bgr[to + channel] ?? 0;
        const above = sprite.bgr[from * 3 + channel] ?? 0;
        bgr[to + channel] = below + Math.round(((above - below) * alpha) / 255);
      }
    }
  }
}
