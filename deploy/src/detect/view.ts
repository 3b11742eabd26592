import { FILM } from '../films/film-format.js';
import { cv, type Mat, withMats } from '../films/opencv.js';
import { sensorNoise } from '../films/sensor-noise.js';
import { shiftSkin } from './skin.js';

/** How a camera shows a scene. */
export type View = {
  mirrored: boolean;
  /** Above 1: nearer. The picture stands on its lower edge. */
  zoom: number;
  /** To the right, as a share of the picture's width. */
  shift: number;
  /** Light: each grey level x becomes 255 · gain · (x / 255)^gamma. */
  gain: number;
  gamma: number;
  /** Factors of blue, green and red. */
  cast: readonly [number, number, number];
  /** Deviation of a Gaussian blur, px of the film; 0: sharp. */
  blurPx: number;
  /** Deviation of the sensor's noise, grey levels of 255. */
  noise: number;
  /** 1–100; null: not compressed. */
  jpegQuality: number | null;
  /** Factor of the luma of skin-coloured places; 1 leaves them as they are. */
  skinGain: number;
};

/** The picture as it is, with just the noise that every camera has. */
export const PLAIN_VIEW: View = {
  mirrored: false,
  zoom: 1,
  shift: 0,
  gain: 1,
  gamma: 1,
  cast: [1, 1, 1],
  blurPx: 0,
  noise: 2,
  jpegQuality: null,
  skinGain: 1,
};

/** Shows a picture of the film's size as a camera would; the Mat that it gives is the caller's. */
export type Camera = (picture: Mat, view: View, index: number) => Mat;

/** A camera whose noise comes from `seed`. */
export function openCamera({ noise, seed }: { noise: number; seed: number }): Camera {
  const addNoise = sensorNoise({ ...FILM, seed, deviation: noise });
  return (picture, view, index) =>
    withMats((own) => {
      const framed = own(frame(picture, view));
      const focused =
        view.blurPx > 0 ? own(framed.gaussianBlur(new cv.Size(0, 0), view.blurPx, view.blurPx)) : framed;
      const lit = own(light(focused, view));
      const noisy = addNoise(lit, index);
      if (view.jpegQuality === null) return noisy;
      const jpeg = cv.imencode('.jpg', own(noisy), [cv.IMWRITE_JPEG_QUALITY, view.jpegQuality]);
      return cv.imdecode(jpeg);
    });
}

/** Zoomed about the middle of the lower edge, where the body goes on below the picture. */
function frame(picture: Mat, { mirrored, shift, zoom }: View): Mat {
  const [width, height] = [picture.cols, picture.rows];
  const sign = mirrored ? -1 : 1;
  const affine = [
    [sign * zoom, 0, width / 2 - (sign * zoom * width) / 2 + shift * width],
    [0, zoom, height - zoom * height],
  ];
  return withMats((own) =>
    picture.warpAffine(
      own(new cv.Mat(affine, cv.CV_64F)),
      new cv.Size(width, height),
      cv.INTER_LINEAR,
      cv.BORDER_REPLICATE,
    ),
  );
}

function light(picture: Mat, { cast, gain, gamma, skinGain }: View): Mat {
  const bgr = picture.getData();
  if (skinGain !== 1) shiftSkin(bgr, skinGain);
  const tables = cast.map((factor) =>
    Uint8Array.from({ length: 256 }, (_, level) =>
      Math.min(255, Math.round(255 * gain * factor * (level / 255) ** gamma)),
    ),
  );
  const [blue, green, red] = tables;
  if (!blue || !green || !red) throw new RangeError('a cast has three factors');
  for (let i = 0; i < bgr.length; i += 3) {
    bgr[i] = blue[bgr[i] ?? 0] ?? 0;
    bgr[i + 1] = green[bgr[i + 1] ?? 0] ?? 0;
    bgr[i + 2] = red[bgr[i + 2] ?? 0] ?? 0;
  }
  return new cv.Mat(bgr, picture.rows, picture.cols, cv.CV_8UC3);
}
