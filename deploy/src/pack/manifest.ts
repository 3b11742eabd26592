import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** What a bundle says of itself, in `manifest.json` at its top. */
export const BundleManifest = z.object({
  /** Form of the bundle; one that an installer does not know is refused. */
  format: z.literal(1),
  role: z.enum(['hub', 'seat']),
  version: z.string().regex(/^[0-9][0-9A-Za-z.+-]{0,63}$/),
  /** As Node names it. */
  arch: z.enum(['x64', 'arm64']),
  /** The commit that it was made of; with `-changed` where files differed from it. */
  revision: z.string(),
  /** Version of the Node inside. */
  node: z.string(),
  /** Oldest GNU C library that its binaries run on, such as `2.36`. */
  libc: z.string().regex(/^\d+\.\d+$/),
  /** Path in the bundle → SHA-256. */
  files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
  /** Symbolic link in the bundle → what it points to. */
  links: z.record(z.string(), z.string()),
});
export type BundleManifest = z.infer<typeof BundleManifest>;

/** The files and links of a folder and all folders in it, sorted by path, with what the manifest keeps of each. */
export function contentsOf(folder: string): Pick<BundleManifest, 'files' | 'links'> {
  const files: [string, string][] = [];
  const links: [string, string][] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const full = join(entry.parentPath, entry.name);
    const path = full.slice(folder.length + 1);
    if (entry.isSymbolicLink()) links.push([path, readlinkSync(full)]);
    else if (entry.isFile()) files.push([path, sha256OfFile(full)]);
  }
  return { files: sorted(files), links: sorted(links) };
}

/** The manifest's text: one line for each value, so that an installer without Node reads it line by line. */
export function manifestText(manifest: BundleManifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** SHA-256 of a file, hexadecimal. */
function sha256OfFile(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function sorted(entries: [string, string][]): Record<string, string> {
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
