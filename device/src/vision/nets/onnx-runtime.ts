import type { GraphNet } from '@invigil/models';
import { env, InferenceSession, listSupportedBackends, Tensor } from 'onnxruntime-node';
import { DeviceError } from '../../lib/errors.js';
import type { RuntimeConfig } from './inference-config.js';
import type { InferenceRuntime, LoadedNet, NetOutputs, NetRole, RuntimeLog } from './inference.js';
import { Providers } from './providers.js';

/** Fastest first. */
const PREFERENCE = ['cuda', 'webgpu', 'dml', 'coreml', 'cpu'] as const;
type Provider = (typeof PREFERENCE)[number];

/** ONNX Runtime, on the execution provider that the configuration names or, with `auto`, the best that works. */
export function openOnnxRuntime(config: RuntimeConfig, log: RuntimeLog): InferenceRuntime {
  // It prints errors that it throws as well, each time that `auto` tries a provider whose library is not there.
  env.logLevel = 'fatal';
  const providers = new Providers<Provider>(log);
  return {
    name: 'onnxruntime',
    provider: () => providers.inUse,
    async load(entry, bytes, role) {
      try {
        return await providers.load(entry, role, candidates(config.provider, role), (provider) =>
          loadOn(provider, entry, bytes, config.threads),
        );
      } catch (cause) {
        throw new DeviceError(
          'runtime-unavailable',
          `no execution provider of onnxruntime runs ${entry.name} (asked for: ${config.provider})`,
          { cause },
        );
      }
    },
  };
}

function candidates(asked: RuntimeConfig['provider'], role: NetRole): readonly Provider[] {
  if (asked !== 'auto') return [asked];
  if (role !== 'objects') return ['cpu'];
  const supported = new Set(listSupportedBackends().map((backend) => backend.name));
  return PREFERENCE.filter((provider) => provider === 'cpu' || supported.has(provider));
}

async function loadOn(
  provider: Provider,
  entry: GraphNet,
  bytes: Uint8Array,
  threads: number,
): Promise<LoadedNet> {
  const session = await InferenceSession.create(bytes, {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    // 3: errors only. A provider's fallback of single nodes to the CPU is no news.
    logSeverityLevel: 3,
  });
  const { name, width, height } = entry.input;
  return {
    entry,
    async run(pixels, batch = 1) {
      const results = await session.run({ [name]: new Tensor('uint8', pixels, [batch, height, width, 3]) });
      return Object.fromEntries(
        entry.outputs.map((one) => [one.name, floats(results, one.name)]),
      ) satisfies NetOutputs;
    },
  };
}

function floats(results: InferenceSession.ReturnType, name: string): Float32Array {
  const data = results[name]?.data;
  if (data instanceof Float32Array) return data;
  throw new Error(`output ${name} is missing or not made of 32-bit floats`);
}
