import { loadOpenCv, type OpenCv } from './load-opencv.js';

type Mat = InstanceType<OpenCv['Mat']>;

/**
 * An immutable BGR picture. Its pixels stay in OpenCV's memory, of which the garbage collector knows nothing: whoever
 * is the last to look at a picture releases it.
 */
export type Picture = {
  readonly width: number;
  readonly height: number;
  readonly mat: Mat;
  /** Gives the pixels back. The picture must not be used again. */
  release(): void;
};

/** Rows of a 2×3 matrix that maps picture coordinates to the coordinates of a warped picture. */
export type Affine = readonly [readonly [number, number, number], readonly [number, number, number]];

/** What a video source gives: frame size in pixels, frames a second, four-character code of its compression. */
export type VideoFormat = { width: number; height: number; fps: number; fourcc: string };

/** An opened camera, film or stream. */
export type Video = {
  format: VideoFormat;
  /** Frames that the container claims; 0 for a live source. */
  frameCount: number;
  /** The next picture; undefined at the end, or where the source stopped giving any. */
  read(): Promise<Picture | undefined>;
  release(): void;
};

/** Luma of a small copy of a picture, row by row, and what it says of the picture's quality. */
export type LumaMeasures = {
  luma: Uint8Array;
  width: number;
  height: number;
  mean: number;
  deviation: number;
  laplacianVariance: number;
};

const cv = loadOpenCv();

/** Version of the OpenCV library in use. */
export const openCvVersion = `${cv.version.major}.${cv.version.minor}.${cv.version.revision}`;

/**
 * Opens a camera (index or device path), a film or a stream. What was asked is a wish: `format` tells what was granted.
 * Opening blocks the caller's thread. Throws an Error where nothing can be opened.
 */
export function openVideo(
  source: number | string,
  options: { live: boolean; asked?: Partial<VideoFormat> },
): Video {
  const capture = openCapture(source, options.live);
  const { asked } = options;
  if (asked?.fourcc) capture.set(cv.CAP_PROP_FOURCC, fourccCode(asked.fourcc));
  if (asked?.width) capture.set(cv.CAP_PROP_FRAME_WIDTH, asked.width);
  if (asked?.height) capture.set(cv.CAP_PROP_FRAME_HEIGHT, asked.height);
  if (asked?.fps) capture.set(cv.CAP_PROP_FPS, asked.fps);
  // One buffered frame: an older one is never worth more than the newest.
  if (options.live) capture.set(cv.CAP_PROP_BUFFERSIZE, 1);
  const turn = options.live ? undefined : takeOverRotation(capture);
  const [width, height] = [capture.get(cv.CAP_PROP_FRAME_WIDTH), capture.get(cv.CAP_PROP_FRAME_HEIGHT)];
  const onItsSide = turn !== undefined && turn !== cv.ROTATE_180;
  return {
    format: {
      width: Math.max(1, onItsSide ? height : width),
      height: Math.max(1, onItsSide ? width : height),
      fps: Math.max(0, capture.get(cv.CAP_PROP_FPS) || 0),
      fourcc: fourccText(capture.get(cv.CAP_PROP_FOURCC)),
    },
    frameCount: options.live ? 0 : Math.max(0, capture.get(cv.CAP_PROP_FRAME_COUNT)),
    async read() {
      const mat = await capture.readAsync();
      if (mat.empty) return undefined;
      if (turn === undefined) return pictureOf(mat);
      const upright = await mat.rotateAsync(turn);
      release(mat);
      return pictureOf(upright);
    },
    release: () => capture.release(),
  };
}

/** Reads a picture file. Throws an Error where it is none. */
export async function readPicture(file: string): Promise<Picture> {
  try {
    return pictureOf(await cv.imreadAsync(file, cv.IMREAD_COLOR));
  } catch (cause) {
    // The binding throws a string for what can't be read.
    throw new Error(`${file} is no picture that OpenCV can read`, { cause });
  }
}

/** The same picture in memory of its own, for who looks at it longer than its owner. It takes 0.1 to 0.3 ms. */
export function copyOf(picture: Picture): Picture {
  return pictureOf(picture.mat.copy());
}

/** A picture from BGR bytes, row by row. */
export function pictureFromBytes(bytes: Uint8Array, width: number, height: number): Picture {
  return pictureOf(new cv.Mat(Buffer.from(bytes), height, width, cv.CV_8UC3));
}

/**
 * The part of a picture that an affine map takes to a `width`×`height` picture, as BGR bytes; black outside.
 * It takes 0.1 to 0.5 ms: less than the way to another thread and back.
 */
export function warp(picture: Picture, map: Affine, width: number, height: number): Uint8Array {
  const matrix = new cv.Mat(
    map.map((row) => [...row]),
    cv.CV_64F,
  );
  const size = new cv.Size(width, height);
  const black = new cv.Vec3(0, 0, 0);
  const warped = picture.mat.warpAffine(matrix, size, cv.INTER_LINEAR, cv.BORDER_CONSTANT, black);
  const bytes = warped.getData();
  release(matrix, warped);
  return bytes;
}

/** Upright, in pixels of the picture; it may reach out of it. */
type Region = { x: number; y: number; width: number; height: number };

/**
 * The picture as JPEG, made narrower where it is wider than `maxWidth`. `quality`: 0–100. What is in the `hidden` regions can't be
 * recognised, nor brought back: all that is left of each are the means of a few blocks.
 */
export async function encodeJpeg(
  picture: Picture,
  options: { maxWidth: number; quality: number; hidden?: readonly Region[] },
): Promise<Uint8Array> {
  const { hidden = [], maxWidth, quality } = options;
  const flags = [cv.IMWRITE_JPEG_QUALITY, quality];
  const scale = Math.min(1, maxWidth / picture.width);
  if (scale === 1 && hidden.length === 0) return cv.imencodeAsync('.jpg', picture.mat, flags);
  const height = Math.max(1, Math.round(picture.height * scale));
  const narrow =
    scale === 1
      ? await picture.mat.copyAsync()
      : await picture.mat.resizeAsync(height, maxWidth, 0, 0, cv.INTER_AREA);
  for (const region of hidden) hide(narrow, region, scale);
  const jpeg = await cv.imencodeAsync('.jpg', narrow, flags);
  release(narrow);
  return jpeg;
}

/** Blocks along the longer side of a hidden region. A face that a region holds with room about it is some four of them wide. */
const BLOCKS = 6;

/** Leaves the means of a few blocks of a region, and blurs their edges. Less than a millisecond, so it stays on this thread. */
function hide(mat: Mat, region: Region, scale: number): void {
  const left = Math.max(0, Math.floor(region.x * scale));
  const top = Math.max(0, Math.floor(region.y * scale));
  const width = Math.min(mat.cols, Math.ceil((region.x + region.width) * scale)) - left;
  const height = Math.min(mat.rows, Math.ceil((region.y + region.height) * scale)) - top;
  if (width <= 0 || height <= 0) return;
  const block = Math.max(width, height) / BLOCKS;
  const blocks = (length: number): number => Math.max(1, Math.round(length / block));
  const part = mat.getRegion(new cv.Rect(left, top, width, height));
  const means = part.resize(blocks(height), blocks(width), 0, 0, cv.INTER_AREA);
  const mosaic = means.resize(height, width, 0, 0, cv.INTER_NEAREST);
  const side = 2 * Math.floor(block / 2) + 1;
  const soft = mosaic.blur(new cv.Size(side, side), new cv.Point2(-1, -1), cv.BORDER_REPLICATE);
  soft.copyTo(part);
  release(part, means, mosaic, soft);
}

/** Measures luma on a copy `width` pixels wide. Takes less than half a millisecond, so it stays on this thread. */
export function measureLuma(picture: Picture, width: number): LumaMeasures {
  const height = Math.max(1, Math.round((picture.height * width) / picture.width));
  const grey = greyOf(picture, width, height);
  const edges = grey.laplacian(cv.CV_16S);
  const luma = grey.meanStdDev();
  const laplacian = edges.meanStdDev();
  const measures = {
    luma: grey.getData(),
    width,
    height,
    mean: luma.mean.at(0, 0),
    deviation: luma.stddev.at(0, 0),
    laplacianVariance: laplacian.stddev.at(0, 0) ** 2,
  };
  release(grey, edges, luma.mean, luma.stddev, laplacian.mean, laplacian.stddev);
  return measures;
}

/**
 * A small luma copy. Halving averages four pixels each and is the one reduction that OpenCV does quickly; in one step from 848 px
 * to 320 its averaging takes 0.5 ms instead of 0.05.
 */
function greyOf({ mat }: Picture, width: number, height: number): Mat {
  let grey = mat.cvtColor(cv.COLOR_BGR2GRAY);
  while (grey.cols >= 2 * width && grey.rows >= 2 * height) {
    const half = grey.resize(grey.rows >> 1, grey.cols >> 1, 0, 0, cv.INTER_AREA);
    release(grey);
    grey = half;
  }
  const small = grey.resize(height, width, 0, 0, cv.INTER_LINEAR);
  release(grey);
  return small;
}

function release(...mats: Mat[]): void {
  for (const mat of mats) mat.release();
}

function openCapture(source: number | string, live: boolean): InstanceType<OpenCv['VideoCapture']> {
  const local = typeof source === 'number' || source.startsWith('/dev/');
  try {
    return new cv.VideoCapture(source, local && live ? cv.CAP_V4L2 : cv.CAP_FFMPEG);
  } catch (cause) {
    // The binding throws a string.
    throw new Error(typeof cause === 'string' ? cause : 'OpenCV could not open it', { cause });
  }
}

/** Numbers of two properties that the binding does not name. Source: OpenCV, videoio.hpp. */
const CAP_PROP_ORIENTATION_META = 48;
const CAP_PROP_ORIENTATION_AUTO = 49;

/**
 * OpenCV before 4.7 with FFmpeg 5 or newer (libavcodec 59) takes a film's rotation for clockwise where it is
 * counter-clockwise, so that a film on its side comes out upside down. There the turn is made here. Undefined: none to make.
 */
function takeOverRotation(capture: InstanceType<OpenCv['VideoCapture']>): number | undefined {
  const { major, minor } = cv.version;
  const avcodec = /avcodec:\s+YES \((\d+)/.exec(cv.getBuildInformation())?.[1] ?? '0';
  if (major > 4 || minor >= 7 || Number(avcodec) < 59) return undefined;
  const counterClockwise = capture.get(CAP_PROP_ORIENTATION_META);
  capture.set(CAP_PROP_ORIENTATION_AUTO, 0);
  switch (counterClockwise) {
    case 90:
      return cv.ROTATE_90_COUNTERCLOCKWISE;
    case 180:
      return cv.ROTATE_180;
    case 270:
      return cv.ROTATE_90_CLOCKWISE;
    default:
      return undefined;
  }
}

function pictureOf(mat: Mat): Picture {
  return { width: mat.cols, height: mat.rows, mat, release: () => mat.release() };
}

function fourccCode(text: string): number {
  return Array.from(text).reduce((code, char, i) => code | (char.charCodeAt(0) << (8 * i)), 0);
}

function fourccText(code: number): string {
  const chars = [0, 8, 16, 24].map((shift) => String.fromCharCode((code >> shift) & 0xff));
  return chars.every((char) => char >= ' ' && char <= '~') ? chars.join('') : '';
}
