import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { SoundWindows } from './sound-windows.js';

function cutAll(windows: SoundWindows, pieces: readonly Uint8Array[]): number[][] {
  return pieces.flatMap((piece) => Array.from(windows.cut(piece), (window) => [...window]));
}

test('bytes are signed samples from −1 to 1', () => {
  const bytes = Uint8Array.of(0, 0, 0xff, 0x7f, 0, 0x80, 0xff, 0xff);
  assert.deepEqual(cutAll(new SoundWindows(4), [bytes]), [[0, 32_767 / 32_768, -1, -1 / 32_768]]);
});

test('how the bytes are cut into pieces, even within a sample, makes no difference', () => {
  const property = fc.property(
    fc.uint8Array({ maxLength: 300 }),
    fc.array(fc.nat({ max: 300 })),
    (bytes, cuts) => {
      const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
      const pieces = at.slice(1).map((end, i) => bytes.subarray(at[i], end));
      assert.deepEqual(cutAll(new SoundWindows(8), pieces), cutAll(new SoundWindows(8), [bytes]));
    },
  );
  fc.assert(property, { numRuns: 300, seed: 5 });
});

test('a window that has begun can be forgotten', () => {
  const windows = new SoundWindows(2);
  assert.deepEqual(cutAll(windows, [Uint8Array.of(9, 9, 9)]), []);
  windows.forget();
  assert.deepEqual(cutAll(windows, [Uint8Array.of(0, 64, 0, 32)]), [[0.5, 0.25]]);
});
