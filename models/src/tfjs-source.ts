import type { io } from '@tensorflow/tfjs-core';
import * as z from 'zod';
import type { GraphNet } from './manifest.js';
import { ModelsError } from './models-error.js';
import { readSourceFiles } from './source-files.js';

const spec = z.looseObject({
  name: z.string(),
  shape: z.array(z.int()),
  dtype: z.enum(['float32', 'int32']),
});
const dim = z.array(z.looseObject({ size: z.string() })).optional();
const shape = z.looseObject({ shape: z.looseObject({ dim }).optional() });
const attr = z.looseObject({ shape: shape.optional() }).optional();
const node = z.looseObject({ name: z.string(), op: z.string(), input: z.array(z.string()).optional(), attr });
const modelSchema = z.looseObject({
  modelTopology: z.looseObject({ node: z.array(node) }),
  weightsManifest: z.array(z.looseObject({ weights: z.array(spec) })),
});
type Model = z.infer<typeof modelSchema>;

/**
 * A net's TF.js source as `loadGraphModel` takes it from an IO handler, its bytes checked against the manifest.
 * Where the manifest's size is not the source's own, the source is told the new size. Execute it with the
 * `source` names of the manifest's outputs. Throws `missing`, `wrong-version`, `wrong-hash` or `unsupported`.
 */
export async function readTfjsModel(net: GraphNet): Promise<io.ModelArtifacts> {
  if (net.kind === 'added') {
    throw new ModelsError(
      'unsupported',
      `${net.name} was added as ONNX, which TF.js can't run: use onnxruntime`,
    );
  }
  const [json, weights] = await readSourceFiles(net);
  if (json === undefined || weights === undefined) {
    throw new ModelsError('bad-manifest', `${net.name} must name a model.json and its weights`);
  }
  const model = modelSchema.parse(JSON.parse(json.toString('utf8')));
  const bytes = Uint8Array.from(weights);
  resize(model, bytes, net);
  return {
    modelTopology: model.modelTopology,
    weightSpecs: z
      .array(z.custom<io.WeightsManifestEntry>())
      .parse(model.weightsManifest.flatMap((g) => g.weights)),
    weightData: bytes.buffer,
  };
}

// The source of an object net holds its size in two kinds of places: the placeholder, and what it resizes to.
function resize(model: Model, bytes: Uint8Array<ArrayBuffer>, { name, input }: GraphNet): void {
  const { node: nodes } = model.modelTopology;
  const placeholder = nodes.find((one) => one.op === 'Placeholder');
  const sizes = placeholder?.attr?.shape?.shape?.dim ?? [];
  const heightAt = input.layout === 'nhwc' ? 1 : 2;
  const [height, width] = [sizes[heightAt], sizes[heightAt + 1]];
  if (height === undefined || width === undefined)
    throw new ModelsError('unsupported', `${name} takes no picture`);
  const [down, across] = [input.height / Number(height.size), input.width / Number(width.size)];
  if (down === 1 && across === 1) return;
  height.size = String(input.height);
  width.size = String(input.width);
  const targets = new Set(nodes.filter((one) => one.op === 'ResizeBilinear').map((one) => one.input?.[1]));
  const view = new DataView(bytes.buffer);
  let offset = 0;
  for (const weight of model.weightsManifest.flatMap((group) => group.weights)) {
    if (targets.has(weight.name)) {
      // Rounded, for 26 × (480 / 416) is a little under 30.
      view.setInt32(offset, Math.round(view.getInt32(offset, true) * down), true);
      view.setInt32(offset + 4, Math.round(view.getInt32(offset + 4, true) * across), true);
    }
    const width16 = 'quantization' in weight && weight['quantization'] !== undefined;
    offset += weight.shape.reduce((product, one) => product * one, 1) * (width16 ? 2 : 4);
  }
}

/** A picture (uint8 BGR, channel last) as the float numbers that a net's TF.js source takes, and their shape. */
export function tfjsInput(net: GraphNet, picture: Uint8Array): { data: Float32Array; shape: number[] } {
  const { width, height, order, layout, mean, std } = net.input;
  const pixels = width * height;
  const batch = picture.length / (pixels * 3);
  const data = new Float32Array(picture.length);
  for (let at = 0; at < picture.length; at += 1) {
    const colour = at % 3;
    const pixel = Math.floor(at / 3);
    const channel = order === 'rgb' ? 2 - colour : colour;
    const value = ((picture[at] ?? 0) - (mean[channel] ?? 0)) / (std[channel] ?? 1);
    if (layout === 'nhwc') data[pixel * 3 + channel] = value;
    else data[(Math.floor(pixel / pixels) * 3 + channel) * pixels + (pixel % pixels)] = value;
  }
  return { data, shape: layout === 'nhwc' ? [batch, height, width, 3] : [batch, 3, height, width] };
}
