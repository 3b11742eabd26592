import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compileNet } from '../compile/compile-net.js';
import type { Proof } from '../compile/prove.js';
import type { PackageManifest } from '../manifest.js';
import { ModelsError } from '../models-error.js';
import { replaceFile } from '../replace-file.js';
import { sha256 } from '../sha256.js';
import type { Print, Row } from './command-output.js';

export interface CompileOptions {
  dir: string;
  nets: PackageManifest['nets'];
  /** Compile and prove even what is there with the right hash. */
  force: boolean;
  /** For who changes the compiler: takes another hash than the manifest's and hands it over, instead of stopping. */
  accept?: (net: PackageManifest['nets'][number], hash: string) => Promise<void>;
  print: Print;
}

/**
 * Compiles each net, proves it, and only then puts it into `dir`. A net that is there with the right hash is left
 * alone. Throws the first error. Gives the proofs' figures.
 */
export async function compileNets(options: CompileOptions): Promise<Row[]> {
  const { dir, nets, print } = options;
  await mkdir(dir, { recursive: true });
  const rows: Row[] = [];
  for (const [i, net] of nets.entries()) {
    const step = `[${i + 1}/${nets.length}] ${net.name}:`;
    if (!options.force && (await hashOf(join(dir, net.compiled.file))) === net.compiled.sha256) {
      print(`${step} already compiled`);
      continue;
    }
    const start = performance.now();
    const bytes = await compileNet(net);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const trained = net.kind === 'graph' && net.trained ? ` with the weights of ${net.trained.file}` : '';
    print(
      `${step} compiled from ${net.package}@${net.version}${trained} in ${seconds} s, ${bytes.length} bytes`,
    );
    if (net.kind === 'graph') {
      // Loaded only here: it brings OpenCV and both runtimes, and most set-ups find every net compiled.
      const { prove } = await import('../compile/prove.js');
      const proof = await prove(net, bytes);
      printProof(step, proof, print);
      rows.push(...proofRows(proof));
    }
    const hash = sha256(bytes);
    if (hash !== net.compiled.sha256) {
      if (options.accept === undefined) {
        const message = `${net.name} compiles to SHA-256 ${hash}, the manifest says ${net.compiled.sha256}`;
        throw new ModelsError('wrong-hash', message);
      }
      await options.accept(net, hash);
    }
    await replaceFile(join(dir, net.compiled.file), bytes);
  }
  return rows;
}

async function hashOf(file: string): Promise<string | undefined> {
  try {
    return sha256(await readFile(file));
  } catch {
    return undefined;
  }
}

function printProof(step: string, proof: Proof, print: Print): void {
  for (const { output, largest, range, relative, meanRelative } of proof.differences) {
    const shares = [relative, meanRelative].map((share) => share.toExponential(1));
    const share = `${shares[0]} (mean ${shares[1]}) of its range ${range.toPrecision(3)}`;
    print(`${step}   ${output} differs by at most ${largest.toExponential(1)}, ${share}`);
  }
  const bound = proof.bound.toExponential(0);
  print(
    `${step} proven on ${proof.pictures} pictures: ${proof.worst.toExponential(1)} of its range, bound ${bound}`,
  );
  const [compiled, source] = [proof.compiledMs.toFixed(2), proof.sourceMs.toFixed(1)];
  print(`${step} one run takes ${compiled} ms, its TF.js source on wasm ${source} ms (medians, one thread)`);
}

function proofRows({ net, worst, bound, pictures, compiledMs, sourceMs }: Proof): Row[] {
  const pass = worst <= bound;
  return [
    { name: `models.${net}.difference`, value: worst, unit: 'of range', n: pictures, goal: bound, pass },
    { name: `models.${net}.compiled`, value: compiledMs, unit: 'ms', n: 27, goal: null, pass: true },
    { name: `models.${net}.source-wasm`, value: sourceMs, unit: 'ms', n: 9, goal: null, pass: true },
  ];
}
