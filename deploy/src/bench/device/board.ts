import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, release, totalmem, type } from 'node:os';
import { parseEnv } from 'node:util';

/** A machine, as its technician would name it. */
export type Board = {
  /** The board's own name where it tells one, else its processor's. */
  name: string;
  os: string;
  cores: number;
  memoryGb: number;
};

/** Describes this machine. @param root where its files are, for tests */
export function readBoard(root = '/'): Board {
  return {
    name: read(`${root}proc/device-tree/model`) ?? cpus()[0]?.model ?? arch(),
    os: parseEnv(read(`${root}etc/os-release`) ?? '')['PRETTY_NAME'] ?? `${type()} ${release()}`,
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
  };
}

function read(file: string): string | undefined {
  try {
    // The device tree ends its strings with a zero byte.
    return readFileSync(file, 'utf8').replaceAll('\0', '').trim();
  } catch {
    return undefined;
  }
}
