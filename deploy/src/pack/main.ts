import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { type Bundle, makeBundle } from './make-bundle.js';
import { PackError } from './pack-error.js';
import { makeKey } from './signature.js';
import type { Role } from './role.js';

const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
const ownKey = join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'invigil/release.key');

const program = new Command('deploy/pack')
  .description(
    'Makes signed bundles with everything that a hub or a seat needs, so that nothing is compiled or downloaded where it is installed.',
  )
  .addHelpText('after', '\nExit codes: 0 made · 1 something is missing · 2 wrong usage')
  .exitOverride((end) => process.exit(end.exitCode === 0 ? 0 : 2));

for (const role of ['hub', 'seat'] as const) {
  program
    .command(role)
    .description(`the bundle of a ${role}, for processors like this machine's`)
    .option('--out <folder>', 'where the bundle, its signature, the installer and the public key go', 'dist')
    .option('--key <file>', 'private key that signs', ownKey)
    .option('--version <version>', "version that the bundle bears, in place of package.json's")
    .action((options: { out: string; key: string; version?: string }) => pack(role, options));
}

program
  .command('key')
  .description('make the key that signs bundles; keep it off the machines that are installed')
  .option('--key <file>', 'where it goes; the public half lies beside it as <file>.pub', ownKey)
  .action((options: { key: string }) => {
    orExit(() => {
      mkdirSync(dirname(resolve(options.key)), { recursive: true, mode: 0o700 });
      makeKey(options.key);
      console.log(
        `${options.key}: signs bundles, keep it to yourself\n${options.key}.pub: for every machine, as --key of the installer`,
      );
    });
  });

program.parse();

function pack(role: Role, options: { out: string; key: string; version?: string }): void {
  orExit(() => {
    const { key, out, version } = options;
    print(makeBundle(root, { role, out: resolve(out), keyFile: resolve(key), version }));
  });
}

function print({ bytes, file, largest, manifest, wholeBytes }: Bundle): void {
  const count = Object.keys(manifest.files).length;
  console.log(`${file}
  ${mb(bytes)} packed, ${mb(wholeBytes)} in ${count} files unpacked; Node ${manifest.node}, ${manifest.arch}, GNU C library ${manifest.libc} or newer
  of ${manifest.revision}; signed: ${file}.sig
  largest:`);
  for (const [path, size] of largest) console.log(`  ${mb(size).padStart(8)}  ${path}`);
}

function mb(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function orExit(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    console.error(`deploy/pack: ${error.message}`);
    process.exitCode = 1;
  }
}
