import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import { type Bundle, makeBundle } from './make-bundle.js';
import { type Arch, DEBIAN_ARCH, ownArch, SYSTEMS } from '../roots/system.js';
import { packElsewhere } from './pack-elsewhere.js';
import { PackError } from './pack-error.js';
import { makeKey } from './signature.js';
import type { Role } from './role.js';

type Options = {
  out: string;
  key: string;
  version?: string;
  for?: keyof typeof SYSTEMS;
  arch?: Arch;
  node?: string;
};

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
    .description(
      `the bundle of a ${role}, for systems and processors like this machine's unless another is named`,
    )
    .option('--out <folder>', 'where the bundle, its signature, the installer and the public key go', 'dist')
    .option('--key <file>', 'private key that signs', ownKey)
    .option('--version <version>', "version that the bundle bears, in place of package.json's")
    .addOption(
      new Option(
        '--for <system>',
        'pack the last commit in this system, made by debootstrap: for machines that are older than this one (root only)',
      ).choices(Object.keys(SYSTEMS)),
    )
    .addOption(
      new Option(
        '--arch <processor>',
        'for these processors, in that system (bookworm where none is named)',
      ).choices(Object.keys(DEBIAN_ARCH)),
    )
    .option('--node <folder>', "unpacked archive of Node for it, in place of npm's package")
    .action((options: Options) => pack(role, options));
}

program
  .command('key')
  .description('make the key that signs bundles; keep it off the machines that are installed')
  .option('--key <file>', 'where it goes; the public half lies beside it as <file>.pub', ownKey)
  .action((options: { key: string }) =>
    orExit(() => {
      mkdirSync(dirname(resolve(options.key)), { recursive: true, mode: 0o700 });
      makeKey(options.key);
      console.log(
        `${options.key}: signs bundles, keep it to yourself\n${options.key}.pub: for every machine, as --key of the installer`,
      );
    }),
  );

await program.parseAsync();

async function pack(role: Role, { arch, for: codename, key, node, out, version }: Options): Promise<void> {
  await orExit(async () => {
    const wanted = { role, out: resolve(out), keyFile: resolve(key), version };
    if (codename === undefined && arch === undefined) return print(makeBundle(root, wanted));
    const system = SYSTEMS[codename ?? 'bookworm'];
    const file = await packElsewhere(root, { ...wanted, system, arch: arch ?? ownArch(), node });
    console.log(`${file}\n  for ${system.name} and newer, ${arch ?? ownArch()}; signed: ${file}.sig`);
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

async function orExit(work: () => void | Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    console.error(`deploy/pack: ${error.message}`);
    process.exitCode = 1;
  }
}
