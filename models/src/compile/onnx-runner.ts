import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { GraphNet } from '../manifest.js';

/** Runs a net on pictures: outputs by the manifest's names. */
export interface Runner {
  run(pictures: Uint8Array): Promise<Map<string, Float32Array>>;
  close(): Promise<void>;
}

/** A compiled net in ONNX Runtime on one thread. */
export async function onnxRunner(net: GraphNet, bytes: Uint8Array): Promise<Runner> {
  const options = { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 } as const;
  const session = await InferenceSession.create(bytes, options);
  const { name, width, height } = net.input;
  return {
    async run(pictures) {
      const batch = pictures.length / (width * height * 3);
      const results = await session.run({ [name]: new Tensor('uint8', pictures, [batch, height, width, 3]) });
      return new Map(net.outputs.map((output) => [output.name, floats(results[output.name])]));
    },
    close: () => session.release(),
  };
}

function floats(tensor: Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new TypeError('the net gave no float output');
  return tensor.data;
}
