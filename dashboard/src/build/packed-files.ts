import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const PACKED = /\.(js|css|html|svg)$/;
/** Below this a packed file saves nothing, bytes. */
const LEAST_BYTES = 1024;
const toGzip = promisify(gzip);
const toBrotli = promisify(brotliCompress);

/** Writes each text that was built a second and a third time, packed as browsers read it: the hub sends what is there, and packs nothing itself. */
export function packedFiles(): Plugin {
  return {
    name: 'packed-files',
    apply: 'build',
    enforce: 'post',
    async writeBundle({ dir }, bundle) {
      if (dir === undefined) return;
      const names = Object.keys(bundle).filter((name) => PACKED.test(name));
      await Promise.all(names.map((name) => pack(join(dir, name))));
    },
  };
}

async function pack(path: string): Promise<void> {
  const bytes = await readFile(path);
  if (bytes.length < LEAST_BYTES) return;
  await writeFile(`${path}.gz`, await toGzip(bytes, { level: 9 }));
  await writeFile(
    `${path}.br`,
    await toBrotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }),
  );
}
