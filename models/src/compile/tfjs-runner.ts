import * as tf from '@tensorflow/tfjs-core';
import { setThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import type { PackagedNet } from '../manifest.js';
import { readTfjsModel, tfjsInput } from '../tfjs-source.js';
import type { Runner } from './onnx-runner.js';

/** A net's TF.js source on the wasm backend, on one thread: what a compiled net is measured against. */
export async function tfjsRunner(net: PackagedNet): Promise<Runner> {
  setThreadsCount(1);
  await tf.setBackend('wasm');
  await tf.ready();
  const artifacts = await readTfjsModel(net);
  const model = await loadGraphModel({ load: () => Promise.resolve(artifacts) });
  return {
    async run(pictures) {
      const { data, shape } = tfjsInput(net, pictures);
      const input = tf.tensor(data, shape, 'float32');
      const names = net.outputs.map((output) => output.source);
      const given = model.execute(input, names);
      const tensors = Array.isArray(given) ? given : [given];
      const results = new Map<string, Float32Array>();
      for (const [i, tensor] of tensors.entries()) {
        const name = net.outputs[i]?.name;
        if (name !== undefined) results.set(name, Float32Array.from(await tensor.data()));
      }
      tf.dispose([input, ...tensors]);
      return results;
    },
    close: () => Promise.resolve(model.dispose()),
  };
}
