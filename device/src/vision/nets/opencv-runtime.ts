import { forOpenCv, type GraphNet } from '@invigil/models';
import { DeviceError, messageOf } from '../../lib/errors.js';
import { type DnnDevice, hasCuda, openDnnNet, setDnnThreads } from '../../lib/opencv-dnn.js';
import type { RuntimeConfig } from './inference-config.js';
import type { InferenceRuntime, LoadedNet, NetRole, RuntimeLog } from './inference.js';
import { Providers } from './providers.js';

/**
 * OpenCV's own DNN module on the compiled nets: for machines whose OpenCV has CUDA and for which there is no ONNX Runtime with
 * it, such as a Jetson. `auto` computes objects on CUDA where it works, and all else on the processor.
 */
export function openOpenCvRuntime(config: RuntimeConfig, log: RuntimeLog): InferenceRuntime {
  const providers = new Providers<DnnDevice>(log);
  setDnnThreads(config.threads);
  return {
    name: 'opencv',
    provider: () => providers.inUse,
    async load(entry, bytes, role) {
      const devices = candidates(config.provider, role);
      try {
        return await providers.load(entry, role, devices, (device) => loadOn(device, entry, bytes));
      } catch (cause) {
        throw new DeviceError(
          'runtime-unavailable',
          `OpenCV's DNN module can't run ${entry.name}: ${messageOf(cause).split('\n')[0]}`,
          { cause },
        );
      }
    },
  };
}

/** Throws DeviceError `runtime-unavailable` for what OpenCV can't compute on. */
function candidates(asked: RuntimeConfig['provider'], role: NetRole): readonly DnnDevice[] {
  if (asked === 'cpu') return ['cpu'];
  if (asked === 'auto') return role === 'objects' && hasCuda() ? ['cuda', 'cpu'] : ['cpu'];
  if (asked !== 'cuda')
    throw new DeviceError(
      'runtime-unavailable',
      `inference.provider: ${asked}: OpenCV's DNN module computes on cuda or cpu; ${asked} belongs to runtime: onnxruntime`,
    );
  if (hasCuda()) return ['cuda'];
  throw new DeviceError(
    'runtime-unavailable',
    'inference.provider: cuda: the OpenCV that is installed was built without CUDA and cuDNN; leave the provider out, or see docs/gpu.md',
  );
}

async function loadOn(device: DnnDevice, entry: GraphNet, bytes: Uint8Array): Promise<LoadedNet> {
  const names = entry.outputs.map(({ name }) => name);
  const { height, width } = entry.input;
  const net = await openDnnNet(forOpenCv(bytes, entry), { width, height, outputs: names }, device);
  return {
    entry,
    async run(pixels, batch = 1) {
      const values = await net.run(pixels, batch);
      return Object.fromEntries(values.map((one, i) => [names[i] ?? '', one]));
    },
  };
}
