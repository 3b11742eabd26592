import { FILM } from '../films/film-format.js';
import { cv, type Mat, withMats } from '../films/opencv.js';
import { sensorNoise } from '../films/sensor-noise.js';
import { once } from './once.js';
import { shiftSkin } from './skin.js';

/** How a camera shows a scene. */
export type View = {
  mirrored: boolean;
  /** Above 1: nearer. The picture stands on its lower edge. */
  zoom: number;
  /** To the right, as a share of the picture's width. */
  shift: number;
  /** Light: a factor of each grey level. */
  gain: number;
  /** What is added to blue, green and red, grey levels of 255: the colour of the light. */
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
  cast: [0, 0, 0],
  blurPx: 0,
  noise: 2,
  jpegQuality: null,
  skinGain: 1,
};

/** Shows a picture of the film's size as a camera would; the Mat that it gives is the caller's. */
export type Camera = (picture: Mat, view: View, index: number) => Mat;

/** Cameras whose sensors have so much noise each; one for each deviation is made and used again. */
export function openCameras(): (noise: number) => Camera {
  return once(cameraWith);
}

function cameraWith(noise: number): Camera {
  const addNoise = sensorNoise({ ...FILM, seed: 7000 + noise, deviation: noise });
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

function light(picture: Mat, { cast, gain, skinGain }: View): Mat {
  return withMats((own) => {
    const skin = skinGain === 1 ? picture : own(withSkin(picture, skinGain));
    // Round 128, so that a colour can be taken away too.
    const colour = Buffer.from(cast.map((each) => Math.round(128 + each)));
    const bgr = Buffer.alloc(picture.rows * picture.cols * 3, colour);
    const tint = own(new cv.Mat(bgr, picture.rows, picture.cols, cv.CV_8UC3));
    return skin.addWeighted(gain, tint, 1, -128);
  });
}

function withSkin(picture: Mat, skinGain: number): Mat {
  const bgr = picture.getData();
  shiftSkin(bgr, skinGain);
  return new cv.Mat(bgr, picture.rows, picture.cols, cv.CV_8UC3);
}
