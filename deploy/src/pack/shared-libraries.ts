import { execFileSync } from 'node:child_process';
import { basename } from 'node:path';
import { PackError } from './pack-error.js';

/**
 * What each system that Node runs on has: the C library with its parts, the loader, and the compiler's run-time libraries. Another
 * C library beside the system's own would not start.
 */
const OF_THE_SYSTEM =
  /^(?:ld-linux.*|linux-vdso|libc|libm|libdl|libpthread|librt|libresolv|libutil|libnsl|libanl|libgcc_s|libstdc\+\+)\.so/;

/** The shared libraries that a binary needs, directly or by way of others, and that a bare system lacks: name → file. */
export function sharedLibrariesOf(binary: string): Map<string, string> {
  return librariesIn(execFileSync('ldd', [binary], { encoding: 'utf8' }), binary);
}

/** Reads what `ldd` printed. Throws PackError where a library is missing here too. */
export function librariesIn(printed: string, binary: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of printed.split('\n')) {
    const [name, path] = line.trim().split(' => ');
    if (name === undefined || path === undefined || OF_THE_SYSTEM.test(basename(name))) continue;
    if (path.startsWith('not found')) {
      throw new PackError(
        `${basename(binary)} needs ${name}, which is not on this machine: run npm run setup`,
      );
    }
    found.set(basename(name), path.replace(/ \(0x[0-9a-f]+\)$/, ''));
  }
  return new Map([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
