import { DeviceConfig, NetThreads } from '@invigil/device';
import { compiledDir, type GraphNet, loadManifest, ModelsError, verifyNets } from '@invigil/models';

/** How long a net computes on an execution provider, ms a run. */
export type NetTime = { net: string; provider: string; ms: number[] };

/** What an execution provider is good for here. */
export type ProviderTimes = { provider: string; times: NetTime[]; refused: string | null };

/** Those that a configuration can name; a machine has few of them. */
const PROVIDERS = DeviceConfig.shape.inference.unwrap().shape.provider.unwrap().options;
/** Nets and clocks warm up: the first runs don't count. */
const WARM_UP = 5;

/**
 * Runs each net of the manifest alone, one thread, on each execution provider that this machine has. A net that takes a batch gets
 * two pictures, as a face has two eyes. The pictures are grey: what a net computes does not depend on what it sees.
 */
export async function timeNets(runs: number): Promise<ProviderTimes[]> {
  const nets = await compiledNets();
  const all: ProviderTimes[] = [];
  for (const provider of PROVIDERS.filter((name) => name !== 'auto'))
    all.push(await timeOn(provider, nets, runs));
  return all;
}

type CompiledNet = { entry: GraphNet; bytes: Uint8Array };

async function compiledNets(): Promise<CompiledNet[]> {
  const manifest = loadManifest();
  const found: CompiledNet[] = [];
  for (const entry of manifest.nets) {
    if (entry.kind !== 'graph') continue;
    try {
      const [net] = await verifyNets(compiledDir, [entry.name], manifest);
      if (net) found.push({ entry, bytes: net.bytes });
    } catch (error) {
      // A net that nobody compiled here is left out; one whose bytes are wrong is an error.
      if (!(error instanceof ModelsError && error.code === 'missing')) throw error;
    }
  }
  return found;
}

async function timeOn(
  provider: (typeof PROVIDERS)[number],
  nets: readonly CompiledNet[],
  runs: number,
): Promise<ProviderTimes> {
  const times: NetTime[] = [];
  let ms: number[] = [];
  const threads = new NetThreads({
    config: { ...DeviceConfig.shape.inference.parse(undefined), provider, threads: 1 },
    log: { info() {} },
    onRun: (_net, took) => ms.push(took),
  });
  try {
    for (const { bytes, entry } of nets) {
      // A copy: the thread keeps what it is given.
      const net = await threads.load(entry, new Uint8Array(bytes), 'objects');
      const { batch, height, width } = entry.input;
      const pictures = batch === 'n' ? 2 : 1;
      ms = [];
      for (let run = 0; run < WARM_UP + runs; run++) {
        await net.run(new Uint8Array(pictures * height * width * 3).fill(128), pictures);
      }
      times.push({ net: entry.name, provider, ms: ms.slice(WARM_UP) });
    }
    return { provider, times, refused: null };
  } catch (error) {
    // Every machine computes on its processor.
    if (provider === 'cpu') throw error;
    return { provider, times, refused: error instanceof Error ? error.message : String(error) };
  } finally {
    await threads.close();
  }
}
