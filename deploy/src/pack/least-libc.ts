import { readFileSync } from 'node:fs';

const VERSION = /GLIBC_(\d+)\.(\d+)/g;

/**
 * The oldest GNU C library on which binaries run: the newest version of a symbol that any of them names (ELF keeps these names as
 * text, gABI "Symbol Versioning"). Undefined where none names any.
 */
export function leastLibc(files: Iterable<string>): string | undefined {
  let least: [number, number] | undefined;
  for (const file of files) {
    for (const [, major, minor] of readFileSync(file, 'latin1').matchAll(VERSION)) {
      const version: [number, number] = [Number(major), Number(minor)];
      if (least === undefined || isNewer(version, least)) least = version;
    }
  }
  return least?.join('.');
}

function isNewer([major, minor]: [number, number], than: [number, number]): boolean {
  return major > than[0] || (major === than[0] && minor > than[1]);
}
