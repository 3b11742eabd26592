import type { GraphNet } from '@invigil/models';
import { readTfjsModel, tfjsInput } from '@invigil/models';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import { DeviceError, messageOf } from '../../lib/errors.js';
import type { InferenceRuntime, LoadedNet, RuntimeLog } from './inference.js';

const GPU_PACKAGE = '@tensorflow/tfjs-node-gpu';

/**
 * TF.js on the same nets in their source form: on `@tensorflow/tfjs-node-gpu` where a technician has installed it, else
 * on WebAssembly. It needs the npm packages that the nets come from. Throws DeviceError `runtime-unavailable`.
 */
export async function openTfjsRuntime(log: RuntimeLog): Promise<InferenceRuntime> {
  const provider = await startBackend(log);
  return { name: 'tfjs', provider: () => provider, load: (entry) => load(entry) };
}

async function startBackend(log: RuntimeLog): Promise<string> {
  try {
    // Its name is a variable, since the package is not there on most machines and must not be asked for by a bundler.
    await import(GPU_PACKAGE);
    await tf.setBackend('tensorflow');
    return 'tensorflow';
  } catch (err) {
    log.info({ reason: messageOf(err).split('\n')[0] }, 'tfjs on webassembly');
  }
  await import('@tensorflow/tfjs-backend-wasm');
  if (!(await tf.setBackend('wasm'))) {
    throw new DeviceError(
      'runtime-unavailable',
      'TF.js has neither tfjs-node-gpu nor its WebAssembly backend here',
    );
  }
  await tf.ready();
  return 'wasm';
}

async function load(entry: GraphNet): Promise<LoadedNet> {
  const artifacts = await readTfjsModel(entry);
  const model = await loadGraphModel({ load: () => Promise.resolve(artifacts) });
  const sources = entry.outputs.map(({ source }) => source);
  return {
    entry,
    async run(pixels) {
      const { data, shape } = tfjsInput(entry, pixels);
      const input = tf.tensor(data, shape, 'float32');
      const result = model.execute(input, sources);
      const tensors = Array.isArray(result) ? result : [result];
      const values = await Promise.all(tensors.map((tensor) => tensor.data()));
      tf.dispose([input, ...tensors]);
      return Object.fromEntries(entry.outputs.map(({ name }, i) => [name, Float32Array.from(values[i])]));
    },
  };
}
