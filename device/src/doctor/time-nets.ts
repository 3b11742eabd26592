import { availableParallelism } from 'node:os';
import { median } from '@invigil/behaviour';
import {
  findDetector,
  findGraphNet,
  loadManifest,
  type Manifest,
  type VerifiedNet,
  verifyNets,
} from '@invigil/models';
import { listSupportedBackends } from 'onnxruntime-node';
import type { DeviceConfig } from '../config/device-config.js';
import type { SeatState } from '../health/state-file.js';
import { DeviceError, messageOf } from '../lib/errors.js';
import { couldBe } from '../vision/nets/could-be.js';
import type { InferenceConfig, RuntimeConfig } from '../vision/nets/inference-config.js';
import type { NetRole } from '../vision/nets/inference.js';
import { NetThreads } from '../vision/nets/net-threads.js';
import { chooseObjectNet, objectNetNames } from '../vision/objects/object-net.js';
import { CANONICAL_FACE, SEAT_NETS } from '../vision/seat-nets.js';
import type { InferenceFacts, NetTime } from './judge-inference.js';

/** Runs of each net: the first ones pay for what is made once. */
const WARM_UP = 2;
const RUNS = 7;
const LOG = { info: () => {} };

type OtherWay = Pick<RuntimeConfig, 'runtime' | 'provider'> & { name: string };

type Verified = { manifest: Manifest; nets: readonly VerifiedNet[]; objects: string };

/** Checks the nets, and times each where no daemon does. */
export async function timeNets(
  config: DeviceConfig,
  netsDir: string,
  state: SeatState | undefined,
): Promise<InferenceFacts> {
  const { budget, floors, inference, rates } = config;
  const about = { wanted: rates, floors, budget: budget.cpuShare, cores: availableParallelism() };
  let verified: Verified;
  try {
    verified = await verify(inference, netsDir);
  } catch (error) {
    const failed = { type: 'failed', why: messageOf(error) } as const;
    return { ...about, nets: failed, ran: failed };
  }
  const nets = { type: 'whole', count: verified.nets.length } as const;
  const ran = state
    ? ({ type: 'held', inference: state.birth.inference, health: state.health } as const)
    : await tryNets(inference, verified);
  return { ...about, nets, ran };
}

async function verify(config: InferenceConfig, netsDir: string): Promise<Verified> {
  const manifest = loadManifest(netsDir);
  const detector = findDetector(manifest, await chooseObjectNet(config));
  const names = [...Object.values(SEAT_NETS), ...objectNetNames(detector), CANONICAL_FACE];
  return { manifest, objects: detector.name, nets: await verifyNets(netsDir, names, manifest) };
}

async function tryNets(config: InferenceConfig, verified: Verified): Promise<InferenceFacts['ran']> {
  const { objects } = verified;
  const { faceDetector, iris, mesh } = SEAT_NETS;
  try {
    const { made, times } = await timeRuns(config, verified, {
      [faceDetector]: 'detector',
      [mesh]: 'faces',
      [iris]: 'faces',
      [objects]: 'objects',
    });
    const timeOf = (name: string): NetTime | undefined => times.find((one) => one.name === name);
    return {
      type: 'tried',
      inference: { ...made, couldBe: couldBe(made.provider) },
      times: {
        faceDetector: timeOf(faceDetector),
        mesh: timeOf(mesh),
        iris: timeOf(iris),
        objects: timeOf(objects),
      },
      others: await timeOthers(config, verified, made.provider),
    };
  } catch (error) {
    return { type: 'failed', why: messageOf(error) };
  }
}

/** The object net on what works here too, is in no use and is no processor, by its name in docs/gpu.md. */
async function timeOthers(
  config: InferenceConfig,
  verified: Verified,
  inUse: string,
): Promise<Record<string, number>> {
  const supported = new Set(listSupportedBackends().map(({ name }) => name));
  const used = new Set(inUse.split('+'));
  const ways = (['cuda', 'webgpu'] as const)
    .filter((provider) => supported.has(provider) && !used.has(provider))
    .map((provider): OtherWay => ({ name: provider, runtime: 'onnxruntime', provider }));
  if ((await openCvHasCuda()) && !used.has('cuda'))
    ways.push({ name: 'opencv', runtime: 'opencv', provider: 'cuda' });
  const others: Record<string, number> = {};
  for (const { name, provider, runtime } of ways) {
    // One that does not work here is none that could be.
    const tried = await timeRuns({ ...config, runtime, provider }, verified, {
      [verified.objects]: 'objects',
    }).catch(() => undefined);
    const [time] = tried?.times ?? [];
    if (time !== undefined) others[name] = time.ms;
  }
  return others;
}

/** Also where OpenCV can't be loaded at all, which is told elsewhere. */
async function openCvHasCuda(): Promise<boolean> {
  const dnn = await import('../lib/opencv-dnn.js').catch(() => undefined);
  return dnn?.hasCuda() === true;
}

async function timeRuns(
  config: RuntimeConfig,
  { manifest, nets }: Verified,
  roles: Readonly<Record<string, NetRole>>,
): Promise<{ made: { runtime: string; provider: string }; times: NetTime[] }> {
  const ran: number[] = [];
  const threads = new NetThreads({ config, log: LOG, onRun: (_net, ms) => ran.push(ms) });
  try {
    const times: NetTime[] = [];
    for (const [name, role] of Object.entries(roles)) {
      const entry = findGraphNet(manifest, name);
      const bytes = nets.find((net) => net.name === name)?.bytes;
      if (bytes === undefined) throw new DeviceError('model-missing', `net ${name} was not verified`);
      // A copy: the bytes are moved to the thread, and may be wanted again.
      const net = await threads.load(entry, Uint8Array.from(bytes), role);
      const { batch, height, width } = entry.input;
      // Both eyes at once, as the seat does it.
      const pictures = batch === 'n' ? 2 : 1;
      ran.length = 0;
      for (let i = 0; i < WARM_UP + RUNS; i++)
        await net.run(new Uint8Array(pictures * height * width * 3).fill(90 + i), pictures);
      times.push({ name, ms: median(ran.slice(WARM_UP)) });
    }
    return { made: threads.made, times };
  } finally {
    await threads.close();
  }
}
