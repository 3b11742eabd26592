import { cropFace, DeviceConfig, embedFace, type Embedding, NetThreads, readPicture } from '@invigil/device';
import { compiledDir, findGraphNet, loadManifest, verifyNets } from '@invigil/models';
import { pino } from 'pino';
import type { Look } from './measure.js';

/** Reads the embedding of a face that the seat's vision told in a picture. */
export type IdentityEye = {
  /** Of the net's bytes. */
  sha256: string;
  read: (file: string, face: Look['faces'][number]) => Promise<Embedding>;
  close: () => Promise<void>;
};

/** Opens the seat's identity net. */
export async function openIdentityEye(): Promise<IdentityEye> {
  const manifest = loadManifest();
  const entry = findGraphNet(manifest, 'faceres');
  const [verified] = await verifyNets(compiledDir, [entry.name], manifest);
  const threads = new NetThreads({
    config: DeviceConfig.shape.inference.parse(undefined),
    log: pino({ level: 'silent' }),
    onRun: () => undefined,
  });
  const net = await threads.load(entry, verified?.bytes ?? new Uint8Array(), 'identity');
  return {
    sha256: entry.compiled.sha256,
    async read(file, face) {
      const picture = await readPicture(file);
      const pixels = cropFace(net, picture, face);
      picture.release();
      return embedFace(net, pixels);
    },
    close: () => threads.close(),
  };
}
