import type { GraphNet } from '@invigil/models';
import { env, InferenceSession, listSupportedBackends, Tensor } from 'onnxruntime-node';
import { DeviceError, messageOf } from '../../lib/errors.js';
import type { RuntimeConfig } from './inference-config.js';
import type { InferenceRuntime, LoadedNet, NetOutputs, NetRole, RuntimeLog } from './inference.js';

/** Fastest first. */
const PREFERENCE = ['cuda', 'webgpu', 'dml', 'coreml', 'cpu'] as const;
type Provider = (typeof PREFERENCE)[number];

/** ONNX Runtime, on the execution provider that the configuration names or, with `auto`, the best that works. */
export function openOnnxRuntime(config: RuntimeConfig, log: RuntimeLog): InferenceRuntime {
  // It prints errors that it throws as well, each time that `auto` tries a provider whose library is not there.
  env.logLevel = 'fatal';
  const inUse = new Map<NetRole, Provider>();
  return {
    name: 'onnxruntime',
    provider: () => [...new Set(inUse.values())].join('+') || 'none',
    async load(entry, bytes, role) {
      const failures: unknown[] = [];
      for (const provider of candidates(config.provider, role)) {
        try {
          const net = await loadOn(provider, entry, bytes, config.threads);
          inUse.set(role, provider);
          return net;
        } catch (cause) {
          failures.push(cause);
          const reason = messageOf(cause).split('\n')[0];
          log.info({ net: entry.name, provider, reason }, 'execution provider does not work here');
        }
      }
      throw new DeviceError(
        'runtime-unavailable',
        `no execution provider of onnxruntime runs ${entry.name} (asked for: ${config.provider})`,
        { cause: failures.at(-1) },
      );
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
