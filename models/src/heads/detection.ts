import type { Detector } from '../detector.js';
import { ModelsError } from '../models-error.js';

/** An upright box in px: its top-left corner and size. */
export type DetectionBox = { x: number; y: number; width: number; height: number };

/** One object as a detector tells it. */
export type Detection = {
  /** Place in the class names of the detector, from 0. */
  classId: number;
  /** 0–1. */
  score: number;
  /** In px of the net's input, that is with the letterbox still on; may reach beyond its edge. */
  box: DetectionBox;
};

/** Outputs of a net by the names of its passport, flat, in row-major order. */
export type DetectorOutputs = Readonly<Record<string, Float32Array>>;

/** What a decoder has to know of a net: the part of its manifest entry that says what its outputs mean. */
export type DetectorNet = {
  readonly name: string;
  readonly input: { readonly width: number; readonly height: number };
  readonly detector: Detector;
};

/** What a decoder works with: one run of a net, and the classes that are asked for with their least scores. */
export type Decoding = {
  net: DetectorNet;
  outputs: DetectorOutputs;
  classCount: number;
  wanted: readonly { classId: number; leastScore: number }[];
};

/** Turns one run's outputs into objects. */
export type Decoder = (decoding: Decoding) => Detection[];

/**
 * One output, checked: it must hold `cells` times `width` numbers. Throws `wrong-output` that names the output, its size
 * and the size that the head needs.
 */
export function outputOf(
  { net, outputs }: Decoding,
  name: string,
  cells: number,
  width: number,
): Float32Array {
  const values = outputs[name];
  if (values?.length === cells * width) return values;
  const found =
    values === undefined
      ? `is not among ${Object.keys(outputs).join(', ')}`
      : `holds ${values.length} numbers`;
  const { input, detector } = net;
  throw new ModelsError(
    'wrong-output',
    `${net.name}: output ${name} ${found}; head ${detector.head} at ${input.width}×${input.height} px needs ${cells}×${width}`,
  );
}
