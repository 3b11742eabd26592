import { writeFile } from 'node:fs/promises';
import { Command, CommanderError } from 'commander';
import { acceptHash } from './commands/accept-hash.js';
import type { Print } from './commands/command-output.js';
import { compileNets } from './commands/compile.js';
import { listNets } from './commands/list.js';
import { compiledDir, manifestFile } from './locations.js';
import { findNet, loadManifest, type Net } from './manifest.js';
import { verifyNets } from './verify.js';

interface CompileFlags {
  force?: boolean;
  accept?: boolean;
  json?: string;
  dir: string;
}

/** Runs the command line; gives the exit code: 0 done, 1 failed, 2 called wrongly. */
async function run(args: readonly string[], print: Print, printError: Print): Promise<number> {
  try {
    await program(print).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    printError(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

function program(print: Print): Command {
  const models = new Command('models').description('The neural nets: compile, verify, list.').exitOverride();
  models.addHelpText('after', '\nExit codes: 0 done, 1 failed (one line says why), 2 called wrongly.');
  const dir = ['--dir <folder>', 'folder of the compiled nets', compiledDir] as const;
  models
    .command('compile [nets...]')
    .description(
      'compile nets (all when none is named), prove each on real pictures against its TF.js source',
    )
    .option(...dir)
    .option('--force', 'compile and prove even what is there with the right hash')
    .option('--accept', 'as --force, and write new hashes into the manifest: for who changes the compiler')
    .option('--json <file>', 'as --force, and write the proofs as rows {name,value,unit,n,goal,pass}')
    .action((names: string[], flags: CompileFlags) => compile(names, flags, print));
  models
    .command('verify [nets...]')
    .description('check the bytes of the compiled nets against the manifest, as every start does')
    .option(...dir)
    .action(async (names: string[], flags: { dir: string }) => {
      const verified = await verifyNets(flags.dir, namesOf(names));
      for (const net of verified) print(`${net.name}: ${net.sha256}`);
    });
  models
    .command('list [nets...]')
    .description('tell where each net comes from, what it takes and what it gives')
    .action((names: string[]) => listNets(chosen(names), print));
  return models;
}

async function compile(names: readonly string[], flags: CompileFlags, print: Print): Promise<void> {
  const accept = (net: Net, hash: string): Promise<void> => acceptHash(manifestFile, net.name, hash);
  const rows = await compileNets({
    dir: flags.dir,
    nets: chosen(names),
    force: flags.force === true || flags.accept === true || flags.json !== undefined,
    print,
    ...(flags.accept === true ? { accept } : {}),
  });
  if (flags.json !== undefined) await writeFile(flags.json, `${JSON.stringify(rows, null, 2)}\n`);
}

function namesOf(names: readonly string[]): readonly string[] {
  return names.length > 0 ? names : loadManifest().nets.map((net) => net.name);
}

function chosen(names: readonly string[]): Net[] {
  const manifest = loadManifest();
  return namesOf(names).map((name) => findNet(manifest, name));
}

process.exitCode = await run(process.argv.slice(2), console.log, console.error);
