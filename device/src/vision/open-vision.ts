import {
  decodeCanonicalFace,
  findDetector,
  findGraphNet,
  loadManifest,
  verifyNets,
  type VerifiedNet,
} from '@invigil/models';
import type { Birth } from '@invigil/contract';
import { DeviceError } from '../lib/errors.js';
import type { Log } from '../lib/log.js';
import { HeadPoseFit } from './faces/head-pose.js';
import { couldBe } from './nets/could-be.js';
import type { InferenceConfig } from './nets/inference-config.js';
import { IdentitySwitch } from './identity/identity-switch.js';
import type { LoadedNet, NetRole } from './nets/inference.js';
import { NetThreads } from './nets/net-threads.js';
import { chooseObjectNet, objectNetNames } from './objects/object-net.js';
import { openObjectNet } from './objects/open-object-net.js';
import { CANONICAL_FACE, SEAT_NETS } from './seat-nets.js';
import { Vision } from './vision.js';

const IDENTITY = 'faceres';
/** A candidate and whoever may come near. */
const SEAT_FACES = 4;

/** A vision that is ready, and what it is made of, for the birth message. */
export type OpenedVision = {
  vision: Vision;
  inference: Birth['inference'];
  nets: { name: string; sha256: string }[];
  /**
   * Turns identity on or off, as the policy says. Its net is loaded only where it is on; who was enrolled is forgotten each time.
   * Throws as `openVision`.
   */
  setIdentity: (enabled: boolean) => Promise<void>;
  /** Ends the threads of the nets. */
  close: () => Promise<void>;
};

type OpenVisionDeps = {
  config: InferenceConfig;
  /** How long the face detector may rest while every face is followed, ms. */
  detectEveryMs: number;
  /** How many faces are followed and told; a seat's four where it is left out. */
  maxFaces?: number;
  /** Whether the frames come from a camera, which may not repeat itself; not where it is left out. */
  isCamera?: boolean;
  /** Folder of the compiled nets. */
  netsDir: string;
  log: Log;
  timed: <T>(stage: string, run: () => Promise<T>) => Promise<T>;
  /** Told how long each run of a net computed, ms, without the wait for its turn. */
  onRun?: (net: string, ms: number) => void;
};

/**
 * Verifies every net's bytes against the manifest and loads them.
 * Throws ModelsError where a byte is wrong or a file is missing, DeviceError `runtime-unavailable` where nothing runs them.
 */
export async function openVision(deps: OpenVisionDeps): Promise<OpenedVision> {
  const { config, detectEveryMs, log, netsDir, timed } = deps;
  const { isCamera = false, maxFaces = SEAT_FACES, onRun = () => {} } = deps;
  const manifest = loadManifest(netsDir);
  const objectNet = findDetector(manifest, await chooseObjectNet(config));
  const verified = await verifyNets(
    netsDir,
    [...Object.values(SEAT_NETS), ...objectNetNames(objectNet), CANONICAL_FACE],
    manifest,
  );
  const threads = new NetThreads({ config, log, onRun });
  const load = (name: string, role: NetRole): Promise<LoadedNet> =>
    threads.load(findGraphNet(manifest, name), bytesOf(verified, name).bytes, role);
  const [faceDetector, mesh, iris, objects] = await Promise.all([
    load(SEAT_NETS.faceDetector, 'detector'),
    load(SEAT_NETS.mesh, 'faces'),
    load(SEAT_NETS.iris, 'faces'),
    openObjectNet(objectNet, (name) => load(name, 'objects')),
  ]);
  const nets = { faceDetector, mesh, iris, objects };
  const headPose = new HeadPoseFit(decodeCanonicalFace(bytesOf(verified, CANONICAL_FACE)).points);
  const vision = new Vision({ nets, headPose, detectEveryMs, isCamera, maxFaces, timed });
  const identity = new IdentitySwitch({
    async load() {
      const wanted = await verifyNets(netsDir, [IDENTITY], manifest);
      return threads.load(findGraphNet(manifest, IDENTITY), bytesOf(wanted, IDENTITY).bytes, 'identity');
    },
    use: (watch) => vision.identifyWith(watch),
    timed,
  });
  return {
    vision,
    setIdentity: (enabled) => identity.set(enabled),
    inference: { ...threads.made, couldBe: couldBe(threads.made.provider) },
    nets: verified.map(({ name, sha256 }) => ({ name, sha256 })),
    close: () => threads.close(),
  };
}

function bytesOf(verified: readonly VerifiedNet[], name: string): VerifiedNet {
  const found = verified.find((net) => net.name === name);
  if (found === undefined) throw new DeviceError('model-missing', `net ${name} was not verified`);
  return found;
}
