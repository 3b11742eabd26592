import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { once } from 'node:events';
import * as z from 'zod';

/** What is used of a net of the peer. */
type PeerNet = { execute(...args: unknown[]): unknown };
/** What is used of the peer, which is plain JavaScript to us. */
export type Peer = {
  readonly tf: {
    tensor3d(
      values: Uint8Array,
      shape: [number, number, number],
      type: 'float32' | 'int32',
    ): { dispose(): void };
    getBackend(): string;
    env(): { getBool(flag: string): boolean };
  };
  readonly models: { readonly models: Readonly<Record<string, PeerNet | null>> };
  load(): Promise<void>;
  detect(tensor: unknown, config: object): Promise<unknown>;
};
const PeerModule = z.object({
  Human: z.custom<new (config: object) => Peer>((value) => typeof value === 'function'),
});

/** What is read of an answer of the peer. A mesh with both irises has 468 + 2 × 5 points. */
export const PeerResult = z.object({
  error: z.null(),
  face: z.array(z.object({ mesh: z.array(z.unknown()) })),
  object: z.array(z.unknown()),
});

const OFF = { enabled: false };

/** Loads the peer from the folder that it was installed into, everything off but faces, meshes, irises and objects. */
export async function loadPeer(folder: string, options: { skipping: boolean }): Promise<Peer> {
  const packages = join(folder, 'node_modules');
  const human = join(packages, '@vladmandic', 'human');
  const load = createRequire(import.meta.url);
  // By its path: the package's own `exports` name this build in a way that Node does not understand.
  const loaded: unknown = load(join(human, 'dist', 'human.node-wasm.js'));
  const { Human } = PeerModule.parse(loaded);
  const nets = await serve(join(human, 'models'));
  const peer = new Human({
    backend: 'wasm',
    wasmPath: join(packages, '@tensorflow', 'tfjs-backend-wasm', 'dist', '/'),
    modelBasePath: nets.url,
    warmup: 'none',
    // 0 turns its skipping off; left out, it is its own default.
    ...(options.skipping ? {} : { cacheSensitivity: 0 }),
    filter: OFF,
    gesture: OFF,
    body: OFF,
    hand: OFF,
    segmentation: OFF,
    face: { emotion: OFF, description: OFF, antispoof: OFF, liveness: OFF },
    object: { enabled: true },
  });
  await peer.load();
  nets.close();
  return peer;
}

/** Without TensorFlow's own binding, TF.js in Node reads nets by HTTP only. */
async function serve(folder: string): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    createReadStream(join(folder, basename(request.url ?? '')))
      .on('error', () => response.writeHead(404).end())
      .pipe(response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return {
    url: `http://127.0.0.1:${port}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
