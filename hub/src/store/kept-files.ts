import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ifThere } from '../lib/if-there.js';

/** Folders of what is kept beside the store, sealed. */
const FOLDERS = ['evidence', 'tracks'] as const;
/** Folder for what is on its way to or from a store elsewhere. */
export const STAGING = 'staging';

/** Where a picture is, from the data folder or that of a backup. Its name tells the hash of its bytes and nothing else. */
export function pictureFile(sha256: string): string {
  return join('evidence', sha256.slice(0, 2), `${sha256}.jpg`);
}

/** The same of a track. @param boot checked: it names a file */
export function trackFile(seatId: number, boot: string): string {
  return join('tracks', String(seatId), `${boot}.track`);
}

/** What a picture is sealed with beside its key. */
export function pictureBound(sha256: string): string {
  return `evidence ${sha256}`;
}

/** What a track is sealed with beside its key. */
export function trackBound(seatId: number, boot: string): string {
  return `track ${seatId}/${boot}`;
}

/** Every file of these folders, as paths from the data folder. */
export async function filesKept(dataDir: string, folders: readonly string[] = FOLDERS): Promise<string[]> {
  const found = await Promise.all(
    folders.map(async (folder) => {
      const entries = await ifThere(readdir(join(dataDir, folder), { recursive: true, withFileTypes: true }));
      return (entries ?? [])
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(dataDir.length + 1));
    }),
  );
  return found.flat();
}

/** Removes what a hub that was cut off had only begun to write; gives how many there were. */
export async function removeUnfinished(dataDir: string): Promise<number> {
  const unfinished = (await filesKept(dataDir, [...FOLDERS, STAGING])).filter((file) =>
    file.endsWith('.part'),
  );
  for (const file of unfinished) await rm(join(dataDir, file), { force: true });
  return unfinished.length;
}
