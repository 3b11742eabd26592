import type { HeadOutput } from '../heads/head-outputs.js';
import { ModelsError } from '../models-error.js';
import { aboutTensor } from './net-input.js';
import { elementType, type FileTensor } from './onnx-file.js';

/** An output that a head decodes and the file's output that it is; `channelsFirst` where it has to be turned. */
export type MatchedOutput = HeadOutput & { source: string; channelsFirst: boolean };

/**
 * Finds the outputs of a head among a file's, by name or else by shape; what is left over is not used. `forms` are tried in
 * order. Throws `wrong-output` that names what the file gives and what the head needs.
 */
export function matchOutputs(
  outputs: readonly FileTensor[],
  forms: readonly (readonly HeadOutput[])[],
  head: string,
): MatchedOutput[] {
  for (const form of forms) {
    const matched = form.flatMap((wanted) => matchOne(outputs, wanted));
    const sources = new Set(matched.map(({ source }) => source));
    if (matched.length === form.length && sources.size === form.length) return matched;
  }
  const about = (form: readonly HeadOutput[]) =>
    form.map(({ name, shape }) => `${name} [${shape.join('×')}]`).join(', ');
  throw new ModelsError(
    'wrong-output',
    `the file gives ${outputs.map(aboutTensor).join(', ')}; head ${head} needs ${forms.map(about).join(', or ')}: check --head and --classes`,
  );
}

function matchOne(outputs: readonly FileTensor[], wanted: HeadOutput): MatchedOutput[] {
  const matches = outputs.flatMap((output): MatchedOutput[] => {
    const isWhole = output.type === elementType.int64;
    if (isWhole !== (wanted.type === 'int64')) return [];
    if (!isWhole && output.type !== elementType.float32) return [];
    if (fits(output.shape, wanted.shape)) return [{ ...wanted, source: output.name, channelsFirst: false }];
    const [batch, height, width, channels] = wanted.shape;
    const turned = wanted.shape.length === 4 && fits(output.shape, [batch, channels, height, width]);
    return turned ? [{ ...wanted, source: output.name, channelsFirst: true }] : [];
  });
  const named = matches.find(({ source }) => source.toLowerCase() === wanted.name.toLowerCase());
  if (named !== undefined) return [named];
  return matches.length === 1 ? matches : [];
}

// A size that the file leaves free fits; the run that follows tells its true size.
function fits(shape: FileTensor['shape'], wanted: HeadOutput['shape']): boolean {
  if (shape?.length !== wanted.length) return false;
  return shape.every((size, i) => size === undefined || wanted[i] === 'queries' || size === wanted[i]);
}
