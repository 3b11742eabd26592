import { copyFile, mkdir, readdir, rename, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { ifThere } from '../lib/if-there.js';

/** What a hub keeps beside its store. What is only being written has other endings. */
const KEPT = [
  { folder: 'evidence', ending: '.jpg' },
  { folder: 'tracks', ending: '.track' },
] as const;

/** Copies pictures and tracks of a data folder to another, save those that are there already. Gives how many were copied. */
export async function copyFilesBeside(from: string, to: string): Promise<number> {
  let copied = 0;
  for (const { ending, folder } of KEPT) {
    for (const file of await filesIn(join(from, folder), ending)) {
      if (await copyIfOther(file, join(to, relative(from, file)))) copied += 1;
    }
  }
  return copied;
}

async function filesIn(folder: string, ending: string): Promise<string[]> {
  const names = await ifThere(readdir(folder, { recursive: true }));
  return (names ?? []).filter((name) => name.endsWith(ending)).map((name) => join(folder, name));
}

/** A picture never changes; a track may have come again and longer. */
async function copyIfOther(file: string, copy: string): Promise<boolean> {
  const [wanted, there] = [await ifThere(stat(file)), await ifThere(stat(copy))];
  // Retention may have removed it since it was listed.
  if (wanted === undefined || wanted.size === there?.size) return false;
  await mkdir(dirname(copy), { recursive: true, mode: 0o700 });
  await copyFile(file, `${copy}.new`);
  await rename(`${copy}.new`, copy);
  return true;
}
