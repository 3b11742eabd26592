import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { type Detector, detectorSchema } from './detector.js';
import { addedManifestFile, compiledDir, manifestFile } from './locations.js';
import { ModelsError } from './models-error.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const perChannel = z.tuple([z.number(), z.number(), z.number()]);

/** The name by which code asks for it. */
const nameSchema = z.string().regex(/^[a-z0-9-]+$/);
/** Licence of the weights as an SPDX id. */
const licenceSchema = z.string();
/** File in `compiledDir` and the hash that `verifyNets` demands. */
const compiledSchema = z.strictObject({ file: z.string(), sha256 });

const passport = {
  name: nameSchema,
  /** npm package and exact version that the bytes come from. */
  package: z.string(),
  version: z.string(),
  /** Files inside the package, each with the hash of its bytes. */
  files: z.array(z.strictObject({ path: z.string(), sha256 })).min(1),
  licence: licenceSchema,
  compiled: compiledSchema,
  /** Path of the model card, from the package's root. */
  card: z.string(),
};

/**
 * The picture that a net takes. A compiled net always takes uint8 [batch, height, width, 3] in BGR order, as OpenCV
 * gives it; order, layout, mean and std say what its source takes: (pixel − mean) / std, channels in `order`.
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

/** An output of the compiled net; `source` is its name in the graph that the net was made of; 'n' in a shape is the free batch. */
const outputSchema = z.strictObject({
  name: z.string(),
  source: z.string(),
  shape: z.array(z.union([z.int().positive(), z.literal('n')])),
});

const ownFileSchema = z.strictObject({ file: z.string(), sha256 });

const packagedNetSchema = z.strictObject({
  kind: z.literal('graph'),
  ...passport,
  input: inputSchema,
  outputs: z.array(outputSchema).min(1),
  /** Only of a net that detects objects. */
  detector: detectorSchema.optional(),
  /**
   * Only of a net that was trained on from the package's: its weights, in the layout of the package's second file, whose place they
   * take. `file` is told from the root of @invigil/models, `licence` as an SPDX id; `before` is the net with the package's weights.
   */
  trained: z
    .strictObject({ file: z.string(), sha256, licence: licenceSchema, before: nameSchema })
    .optional(),
  /**
   * Only of a net whose graph is ours too, a part of the package's with layers of our own behind it: a `model.json` and its weights, which
   * take the place of the package's two files. Told from the root of @invigil/models, `licence` as an SPDX id.
   */
  own: z.strictObject({ graph: ownFileSchema, weights: ownFileSchema, licence: licenceSchema }).optional(),
  /**
   * Only of a net whose convolutions are compiled to whole numbers of 8 bits: the file of the ranges that its numbers have,
   * from the package's root.
   */
  int8: z.strictObject({ ranges: z.string() }).optional(),
});

/**
 * A net that hears. It is taken over as its package has it, so that what it takes is the source's: float32 [1, context + samples],
 * −1 to 1, of which the first `context` are the end of the window before; the sampling rate as one int64; and a state, all zeros at first,
 * that it gives back.
 */
const soundNetSchema = z.strictObject({
  kind: z.literal('sound'),
  ...passport,
  input: z.strictObject({
    name: z.string(),
    samples: z.int().positive(),
    context: z.int().min(0),
    /** Samples a second. */
    rate: z.int().positive(),
  }),
  /** Input that takes the sampling rate. */
  rateInput: z.string(),
  state: z.strictObject({ input: z.string(), output: z.string(), shape: z.array(z.int().positive()) }),
  outputs: z.array(outputSchema).min(1),
});

const pointSetSchema = z.strictObject({
  kind: z.literal('points'),
  ...passport,
  /** Byte range of the file that holds the points. */
  extract: z.strictObject({ start: z.int(), end: z.int() }),
  points: z.int().positive(),
});

/** A detector that a centre brought itself, with `npm run models -- add`. */
const addedNetSchema = z.strictObject({
  kind: z.literal('added'),
  name: nameSchema,
  licence: licenceSchema,
  compiled: compiledSchema,
  /** The file as it was brought, and its hash. */
  from: z.strictObject({ file: z.string(), sha256 }),
  input: inputSchema,
  outputs: z.array(outputSchema).min(1),
  detector: detectorSchema,
});

const manifestSchema = z.strictObject({
  nets: z.array(z.discriminatedUnion('kind', [packagedNetSchema, soundNetSchema, pointSetSchema])),
});
const addedManifestSchema = z.strictObject({ nets: z.array(addedNetSchema) });

/** A net out of an npm package. */
export type PackagedNet = z.infer<typeof packagedNetSchema>;
export type AddedNet = z.infer<typeof addedNetSchema>;
/** A net that hears. */
export type SoundNet = z.infer<typeof soundNetSchema>;
/** A net that is run on pictures. */
export type GraphNet = PackagedNet | AddedNet;
export type PointSet = z.infer<typeof pointSetSchema>;
export type Net = GraphNet | SoundNet | PointSet;
export type Manifest = { nets: Net[] };
/** The manifest of this package alone, without what was added. */
export type PackageManifest = z.infer<typeof manifestSchema>;
export type AddedManifest = z.infer<typeof addedManifestSchema>;

/**
 * All nets: those of this package, and those that were added to the folder of the compiled nets. Throws `missing`, or
 * `bad-manifest` with the path inside the file or the name that two nets have.
 */
export function loadManifest(dir: string = compiledDir): Manifest {
  const own = readManifest();
  const added = readAddedManifest(dir);
  for (const { name } of added.nets) {
    if (!own.nets.some((net) => net.name === name)) continue;
    const what = `${addedManifestFile(dir)}: ${name} is now a net of this package too`;
    throw new ModelsError(
      'bad-manifest',
      `${what}; npm run models -- remove ${name}, then add it by another name`,
    );
  }
  return { nets: [...own.nets, ...added.nets] };
}

/** The nets that were added to a folder; none where nothing was. Throws `bad-manifest`. */
export function readAddedManifest(dir: string): AddedManifest {
  const file = addedManifestFile(dir);
  return existsSync(file) ? parse(addedManifestSchema, read(file), file) : { nets: [] };
}

/** Reads and checks the manifest of this package. Throws `missing` or `bad-manifest` with the path inside it. */
export function readManifest(file: string = manifestFile): PackageManifest {
  return parseManifest(read(file), file);
}

/** Checks a manifest's text; `from` is named in the error. */
export function parseManifest(text: string, from: string): PackageManifest {
  return parse(manifestSchema, text, from);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ModelsError('missing', `${file} can't be read`, cause);
  }
}

function parse<T>(schema: z.ZodType<T>, text: string, from: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ModelsError('bad-manifest', `${from} is not JSON`, cause);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    throw new ModelsError('bad-manifest', `${from}: ${z.prettifyError(parsed.error)}`, parsed.error);
  }
  return parsed.data;
}

/** The net of that name. Throws `unknown-net` with the names that there are. */
export function findNet<T extends { name: string }>(manifest: { nets: readonly T[] }, name: string): T {
  const net = manifest.nets.find((one) => one.name === name);
  if (net === undefined) {
    const known = manifest.nets.map((one) => one.name).join(', ');
    throw new ModelsError('unknown-net', `no net is called ${name}; there are ${known}`);
  }
  return net;
}

/** The net of that name, which must be one for pictures. Throws `unknown-net`. */
export function findGraphNet(manifest: Manifest, name: string): GraphNet {
  const net = findNet(manifest, name);
  if (net.kind === 'points') throw new ModelsError('unknown-net', `${name} is a set of points, not a net`);
  if (net.kind === 'sound') throw new ModelsError('unknown-net', `${name} hears, it takes no pictures`);
  return net;
}

/** A net that detects objects. */
export type DetectorGraphNet = GraphNet & { detector: Detector };

/** The detectors of a manifest. */
export function detectorsOf(manifest: Manifest): DetectorGraphNet[] {
  return manifest.nets.flatMap((net) => {
    if (net.kind === 'points' || net.kind === 'sound' || net.detector === undefined) return [];
    return [{ ...net, detector: net.detector }];
  });
}

/** The detector of that name. Throws `unknown-net` with the detectors that there are. */
export function findDetector(manifest: Manifest, name: string): DetectorGraphNet {
  findNet(manifest, name);
  const known = detectorsOf(manifest);
  const found = known.find((one) => one.name === name);
  if (found !== undefined) return found;
  const names = known.map((one) => one.name).join(', ');
  throw new ModelsError('unknown-net', `${name} is no detector; there are ${names}`);
}
