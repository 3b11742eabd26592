import { join } from 'node:path';
import { messageOf } from '../../lib/hub-error.js';
import { filesKept } from '../kept-files.js';
import { type SealDeps, sealPlainFiles } from '../seal-plain-files.js';
import type { FileStore } from './file-store.js';
import { S3Files } from './s3-files.js';

/**
 * Brings files of before into the state that is wanted now, beside all else: seals what lies in plain, and brings what lies in the data folder over to
 * the store that the configuration names. What is cut off is gone on with at the next start. Never throws.
 */
export async function settleFiles(deps: SealDeps & { files: FileStore }): Promise<void> {
  await sealPlainFiles(deps);
  if (deps.files instanceof S3Files) await bringOver(deps, deps.files);
}

async function bringOver({ db, dataDir, log, signal }: SealDeps, files: S3Files): Promise<void> {
  let brought = 0;
  try {
    await files.check();
    const row = await db.selectFrom('hub_key').select('plain').executeTakeFirst();
    // Nothing leaves this machine unsealed.
    if (row?.plain === 1) return;
    for (const name of await filesKept(dataDir)) {
      if (signal?.aborted === true) return;
      if (name.endsWith('.part')) continue;
      await files.bringOver(name, join(dataDir, name));
      brought += 1;
    }
    if (brought > 0) log.info({ brought }, 'pictures and tracks of before are in the store for files now');
  } catch (cause) {
    log.warn(
      { reason: messageOf(cause), brought },
      'the store for files is away or refuses; seats keep their pictures and bring them later',
    );
  }
}
