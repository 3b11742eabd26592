import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Arch } from '../roots/system.js';

const TRIPLET: Readonly<Record<Arch, string>> = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' };

/** A compiler of this machine's that makes code for another processor, lent over the loopback to a system that is emulated. */
export type LentCompiler = {
  /** Lines of bash that make the other system use it. */
  setUp: string;
  end: () => void;
};

/**
 * Lends Debian's cross compiler by distcc: only the preprocessor is emulated then. Undefined where distcc or the compiler is not installed:
 * everything is emulated, which takes ten times as long.
 */
export async function lendCompiler(arch: Arch): Promise<LentCompiler | undefined> {
  const target = TRIPLET[arch];
  const isThere = ['distccd', `${target}-g++`].every(
    (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0,
  );
  if (!isThere) return undefined;
  const port = await freePort();
  const daemon = spawn(
    'distccd',
    [
      '--no-detach',
      '--daemon',
      '--listen=127.0.0.1',
      '--allow=127.0.0.1',
      `--port=${port}`,
      '--log-level=error',
      '--log-stderr',
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  return { setUp: setUp(target, port), end: () => void daemon.kill() };
}

function setUp(target: string, port: number): string {
  return `dpkg-query -W distcc >/dev/null 2>&1 || {
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends distcc g++ >/dev/null 2>&1
}
export DISTCC_HOSTS=127.0.0.1:${port} CC='distcc ${target}-gcc' CXX='distcc ${target}-g++' LINK=${target}-g++`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = server.address();
  server.close();
  await once(server, 'close');
  if (at === null || typeof at === 'string') throw new Error('a port of the loopback was asked for');
  return at.port;
}
