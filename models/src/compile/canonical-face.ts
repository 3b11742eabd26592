import protobuf from 'protobufjs';
import * as z from 'zod';
import type { CanonicalFace } from '../canonical-face.js';
import type { PointSet } from '../manifest.js';
import { ModelsError } from '../models-error.js';

// The fields of MediaPipe's GeometryPipelineMetadata and Mesh3d that are read here, by their numbers.
const root = protobuf.Root.fromJSON({
  nested: {
    Mesh: { fields: { vertexBuffer: { rule: 'repeated', type: 'float', id: 3 } } },
    Basis: { fields: { landmarkId: { type: 'uint32', id: 1 }, weight: { type: 'float', id: 2 } } },
    Metadata: {
      fields: { canonicalMesh: { type: 'Mesh', id: 1 }, basis: { rule: 'repeated', type: 'Basis', id: 2 } },
    },
  },
});
const metadata = root.lookupType('Metadata');
const metadataSchema = z.object({
  canonicalMesh: z.object({ vertexBuffer: z.array(z.number()) }),
  basis: z.array(z.object({ landmarkId: z.int(), weight: z.number() })),
});

// A vertex is x, y, z and a place in a texture.
const floatsPerVertex = 5;

/** Takes the canonical face out of MediaPipe's packed assets, as the bytes of a JSON file. Throws `unsupported`. */
export function compileCanonicalFace(assets: Uint8Array, set: PointSet): Uint8Array {
  const { start, end } = set.extract;
  const message = metadata.decode(assets.subarray(start, end));
  const parsed = metadataSchema.safeParse(metadata.toObject(message, { defaults: true }));
  const floats = parsed.data?.canonicalMesh.vertexBuffer;
  if (!parsed.success || floats?.length !== set.points * floatsPerVertex) {
    throw new ModelsError('unsupported', `${set.name}: not ${set.points} points`, parsed.error);
  }
  const face: CanonicalFace = {
    points: Array.from({ length: set.points }, (_, i) => {
      const [x = 0, y = 0, z = 0] = floats.slice(i * floatsPerVertex, i * floatsPerVertex + 3);
      return [x, y, z];
    }),
    basis: parsed.data.basis.map(({ landmarkId, weight }) => ({ point: landmarkId, weight })),
  };
  return Buffer.from(`${JSON.stringify(face)}\n`);
}
