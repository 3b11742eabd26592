import { forOpenCv, type GraphNet } from '@invigil/models';
import { DeviceError, messageOf } from '../../lib/errors.js';
import { type DnnDevice, hasCuda, openDnnNet, setDnnThreads } from '../../lib/opencv-dnn.js';
import type { RuntimeConfig } from './inference-config.js';
import type { InferenceRuntime, LoadedNet, NetRole, RuntimeLog } from './inference.js';

/**
 * OpenCV's own DNN module on the compiled nets: for machines whose OpenCV has CUDA and for which there is no ONNX Runtime with
 * it, such as a Jetson. `auto` computes objects on CUDA where it works, and all else on the processor.
 */
export function openOpenCvRuntime(config: RuntimeConfig, log: RuntimeLog): InferenceRuntime {
  const inUse = new Map<NetRole, DnnDevice>();
  setDnnThreads(config.threads);
  return {
    name: 'opencv',
    provider: () => [...new Set(inUse.values())].join('+') || 'none',
    async load(entry, bytes, role) {
      const failures: unknown[] = [];
      for (const device of candidates(config.provider, role)) {
        try {
          const net = await loadOn(device, entry, bytes);
          inUse.set(role, device);
          return net;
        } catch (cause) {
          failures.push(cause);
          const reason = messageOf(cause).split('\n')[0];
          log.info({ net: entry.name, provider: device, reason }, 'OpenCV’s DNN module does not work here');
        }
      }
      const [last] = failures.toReversed();
      throw new DeviceError(
        'runtime-unavailable',
        `OpenCV's DNN module can't run ${entry.name}: ${messageOf(last).split('\n')[0]}`,
        { cause: last },
      );
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
