import { writeFile } from 'node:fs/promises';
import { Command, CommanderError, Option } from 'commander';
import { unregisterNet } from './added/registry.js';
import { acceptHash } from './commands/accept-hash.js';
import { type AddFlags, detectorOf, parseThree, parseThresholds, scalingOf } from './commands/add-flags.js';
import type { Print } from './commands/command-output.js';
import { compileNets } from './commands/compile.js';
import { listNets } from './commands/list.js';
import type { Detector } from './detector.js';
import { compiledDir, manifestFile } from './locations.js';
import {
  detectorsOf,
  findDetector,
  findNet,
  loadManifest,
  type PackageManifest,
  readManifest,
} from './manifest.js';
import { verifyNets } from './verify.js';

interface CompileFlags {
  force?: boolean;
  accept?: boolean;
  json?: string;
  dir: string;
}

const heads = ['nanodet', 'centernet', 'yolox', 'detr'] as const satisfies readonly Detector['head'][];

interface BenchFlags {
  data: string;
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
  const models = new Command('models')
    .description('The neural nets: compile, verify, list, add, remove, bench.')
    .exitOverride();
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
    .command('calibrate <net>')
    .description(
      'note the ranges of a float net’s numbers, from which an INT8 one is compiled: for who changes either',
    )
    .action(async (name: string) => {
      const { calibrate } = await import('./commands/calibrate.js');
      print(`${name}: ${await calibrate(findNet(readManifest(), name))}`);
    });
  models
    .command('verify [nets...]')
    .description('check the bytes of the compiled nets against the manifest, as every start does')
    .option(...dir)
    .action(async (names: string[], flags: { dir: string }) => {
      const manifest = loadManifest(flags.dir);
      const verified = await verifyNets(flags.dir, namesOf(names, manifest), manifest);
      for (const net of verified) print(`${net.name}: ${net.sha256}`);
    });
  models
    .command('list [nets...]')
    .description('tell where each net comes from, what it takes and what it gives')
    .option(...dir)
    .action((names: string[], flags: { dir: string }) => {
      const manifest = loadManifest(flags.dir);
      listNets(
        namesOf(names, manifest).map((name) => findNet(manifest, name)),
        print,
      );
    });
  models
    .command('add <file>')
    .description('check a detector of your own (ONNX) and register it beside the compiled nets')
    .addOption(new Option('--head <head>', 'what its outputs mean').choices(heads).makeOptionMandatory())
    .requiredOption('--classes <names>', 'coco, or a file with one class a line')
    .option('--name <name>', 'its name here: a–z, 0–9 and -')
    .option('--licence <id>', 'licence of its weights as an SPDX id')
    .option('--thresholds <list>', 'least scores, such as person=0.4,phone=0.3', parseThresholds)
    .option('--decoded', 'of yolox: boxes come in px (exported with --decode_in_inference)')
    .addOption(
      new Option('--order <order>', 'channels, where not as usual for the head').choices(['rgb', 'bgr']),
    )
    .option('--mean <a,b,c>', 'subtracted from 0–255, in that order', parseThree)
    .option('--std <a,b,c>', 'then divided by', parseThree)
    .option(...dir)
    .action((file: string, flags: AddFlags) => add(file, flags, print));
  models
    .command('remove <name>')
    .description('take out a detector that was added')
    .option(...dir)
    .action(async (name: string, flags: { dir: string }) => {
      const { from } = await unregisterNet(flags.dir, name);
      print(`${name}: removed (it was ${from.file})`);
    });
  models
    .command('bench [nets...]')
    .description('compare detectors (all when none is named) on labelled pictures, side by side')
    .requiredOption('--data <folder>', 'labelled pictures: classes.yaml, images/, labels/ (YOLO layout)')
    .option(...dir)
    .option('--json <file>', 'write the figures as rows {name,value,unit,n,goal,pass}')
    .action((names: string[], flags: BenchFlags) => bench(names, flags, print));
  return models;
}

async function add(file: string, flags: AddFlags, print: Print): Promise<void> {
  const { addNet } = await import('./commands/add.js');
  const { dir, name, licence } = flags;
  const detector = await detectorOf(flags);
  await addNet({ dir, file, name, licence, detector, scaling: scalingOf(flags), print });
}

async function bench(names: readonly string[], flags: BenchFlags, print: Print): Promise<void> {
  // Loaded only here: it brings OpenCV and the runtime.
  const { benchDetectors } = await import('./commands/bench.js');
  const manifest = loadManifest(flags.dir);
  const nets = namesOf(names, { nets: detectorsOf(manifest) }).map((name) => findDetector(manifest, name));
  const rows = await benchDetectors({ ...flags, nets, print, progress: console.error });
  if (flags.json !== undefined) await writeFile(flags.json, `${JSON.stringify(rows, null, 2)}\n`);
}

async function compile(names: readonly string[], flags: CompileFlags, print: Print): Promise<void> {
  const accept = (net: { name: string }, hash: string): Promise<void> =>
    acceptHash(manifestFile, net.name, hash);
  const rows = await compileNets({
    dir: flags.dir,
    nets: chosen(names),
    force: flags.force === true || flags.accept === true || flags.json !== undefined,
    print,
    ...(flags.accept === true ? { accept } : {}),
  });
  if (flags.json !== undefined) await writeFile(flags.json, `${JSON.stringify(rows, null, 2)}\n`);
}

function namesOf(
  names: readonly string[],
  manifest: { nets: readonly { name: string }[] },
): readonly string[] {
  return names.length > 0 ? names : manifest.nets.map((net) => net.name);
}

// What was added is not compiled here.
function chosen(names: readonly string[]): PackageManifest['nets'] {
  const manifest = readManifest();
  return namesOf(names, manifest).map((name) => findNet(manifest, name));
}

process.exitCode = await run(process.argv.slice(2), console.log, console.error);
