import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { checkLicence } from '../added/check-licence.js';
import { matchOutputs } from '../added/match-outputs.js';
import { netInput, type Scaling } from '../added/net-input.js';
import { readOnnxFile } from '../added/onnx-file.js';
import { registerNet } from '../added/registry.js';
import { type Trial, tryNet } from '../added/try-net.js';
import { wrapOnnx } from '../added/wrap-onnx.js';
import { classNames, type Detector } from '../detector.js';
import { headOutputs } from '../heads/head-outputs.js';
import { addedFolder } from '../locations.js';
import { type AddedNet, loadManifest, readAddedManifest } from '../manifest.js';
import { ModelsError } from '../models-error.js';
import { sha256 } from '../sha256.js';
import type { Print } from './command-output.js';

export interface AddOptions {
  /** Folder of the compiled nets; what is added lies in a folder of its own in it. */
  dir: string;
  /** The ONNX file. */
  file: string;
  /** Its name here; from the file's name where none is given. */
  name: string | undefined;
  licence: string | undefined;
  detector: Detector;
  scaling: Scaling;
  print: Print;
}

/**
 * Checks an ONNX file of a detector, makes it take what all nets here take, runs it once and registers it. A file that was
 * added before is only told. Throws `missing`, `unsupported`, `wrong-output`, `licence`, `bad-manifest` or `name-taken`, and
 * leaves nothing behind then.
 */
export async function addNet(options: AddOptions): Promise<void> {
  const { dir, file, detector, print } = options;
  const model = await readModel(file);
  const hash = sha256(model);
  const before = readAddedManifest(dir).nets.find((net) => net.from.sha256 === hash);
  if (before !== undefined) {
    print(
      `${before.name} is this very file already; to add it otherwise: npm run models -- remove ${before.name}`,
    );
    return;
  }
  const name = freeName(dir, options.name ?? nameOf(file));
  const onnx = readOnnxFile(model, file);
  const licence = checkLicence(options.licence, onnx.licence);
  const taken = netInput(onnx, detector.head, options.scaling);
  const forms = headOutputs(detector.head, taken.input, classNames(detector).length);
  const outputs = matchOutputs(onnx.outputs, forms, detector.head);
  const bytes = wrapOnnx(model, onnx, taken, outputs);
  const net: AddedNet = {
    kind: 'added',
    name,
    licence,
    compiled: { file: `${addedFolder}/${name}.onnx`, sha256: sha256(bytes) },
    from: { file: basename(file), sha256: hash },
    input: taken.input,
    outputs: outputs.map((output) => ({ name: output.name, source: output.source, shape: [1] })),
    detector,
  };
  const trial = await tryNet(net, bytes);
  const queries = (trial.outputs.get('boxes')?.length ?? 0) / 4;
  net.outputs = outputs.map((output) => ({
    name: output.name,
    source: output.source,
    shape: output.shape.map((size) => (size === 'queries' ? queries : size)),
  }));
  await registerNet(dir, net, bytes);
  const { width, height, order } = taken.input;
  print(`${name}: added from ${file}, ${licence}, ${bytes.length} bytes, SHA-256 ${net.compiled.sha256}`);
  print(
    `  takes ${width}×${height} ${order.toUpperCase()}; gives ${outputs.map((one) => one.name).join(', ')}`,
  );
  print(
    `  on ${basename(trial.picture)} it tells ${aboutTrial(trial, detector) || 'nothing from a score of 0.3'}`,
  );
  print(`  compare it on labelled pictures: npm run models -- bench --data FOLDER`);
}

function aboutTrial({ told }: Trial, detector: Detector): string {
  const names = classNames(detector);
  return told
    .slice(0, 5)
    .map(({ classId, score }) => `${names[classId]} ${score.toFixed(2)}`)
    .join(', ');
}

async function readModel(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new ModelsError('missing', `${file} can't be read: name an ONNX file`, cause);
  }
}

function nameOf(file: string): string {
  return basename(file, extname(file))
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

function freeName(dir: string, name: string): string {
  if (!/^[a-z0-9-]+$/.test(name)) {
    throw new ModelsError('name-taken', `a net can't be called "${name}": --name takes a–z, 0–9 and -`);
  }
  if (loadManifest(dir).nets.some((net) => net.name === name)) {
    throw new ModelsError('name-taken', `there is a net called ${name} already: choose another with --name`);
  }
  return name;
}
