import type { PackageManifest } from '../manifest.js';
import { ModelsError } from '../models-error.js';
import { readSourceFiles } from '../source-files.js';
import { compileCanonicalFace } from './canonical-face.js';
import { convert } from './convert.js';
import { quantizeConvolutions } from './int8/quantize.js';
import { readRanges } from './int8/ranges.js';
import { readTfGraph } from './tfjs-graph.js';

/**
 * Compiles a net from its npm package; the same package always gives the same bytes. Whether they are the ones that
 * the manifest names is for the caller to check. Throws `missing`, `wrong-version`, `wrong-hash` or `unsupported`.
 */
export async function compileNet(net: PackageManifest['nets'][number]): Promise<Uint8Array> {
  const [first, second] = await readSourceFiles(net);
  if (first !== undefined && net.kind === 'points') return compileCanonicalFace(first, net);
  // ONNX already, and without pictures on which another graph could be proved.
  if (first !== undefined && net.kind === 'sound') return first;
  if (first !== undefined && second !== undefined && net.kind === 'graph') {
    const model = convert(readTfGraph(first, second), net);
    return net.int8 === undefined ? model : quantizeConvolutions(model, await readRanges(net.int8.ranges));
  }
  throw new ModelsError('bad-manifest', `${net.name}: a graph is a model.json and its weights`);
}
