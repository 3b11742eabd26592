import type { FaceObservation } from '@invigil/behaviour';
import { type Picture, warp } from '../../lib/opencv.js';
import { cropSquare } from '../affine.js';
import { type LoadedNet, output } from '../nets/inference.js';

/** What a face looks like to the net, as a direction: 1024 values of length 1. It is personal data: never logged, sent or stored. */
export type Embedding = Float32Array;

/**
 * Side of the crop over the longer side of the mesh's box. On 119 pictures of 21 people every measure from 1.1 to 1.4 tells them
 * apart as well as crops by the distance of the eyes; wider ones begin to compare rooms: with all pictures before one wall, and
 * the same person's before two, TAR at FAR 1 % is 0.995 at 1.2, 0.992 at 1.3 and 0.989 at 3.5 times the eyes' distance.
 */
const BOX_MARGIN = 1.2;
const RADIANS = Math.PI / 180;

/** The pixels that the net is given of a face: turned upright, whole, not squashed. The picture is not needed after it. */
export function cropFace(
  net: LoadedNet,
  picture: Picture,
  { box, headPose }: Pick<FaceObservation, 'box' | 'headPose'>,
): Uint8Array {
  const { width: size } = net.entry.input;
  const square = {
    centre: { x: box.x + box.width / 2, y: box.y + box.height / 2 },
    side: Math.max(box.width, box.height) * BOX_MARGIN,
    angle: (headPose?.rollDeg ?? 0) * RADIANS,
  };
  return warp(picture, cropSquare(square, size, { mirrored: false }).toNet, size, size);
}

/** The embedding of a face that `cropFace` cut out. */
export async function embedFace(net: LoadedNet, pixels: Uint8Array): Promise<Embedding> {
  const values = output(await net.run(pixels), 'embedding');
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}
