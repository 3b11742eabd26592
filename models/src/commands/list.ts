import type { Net } from '../manifest.js';
import type { Print } from './command-output.js';

/** Prints each net with where it comes from, its licence, its input and its outputs. */
export function listNets(nets: readonly Net[], print: Print): void {
  for (const net of nets) {
    print(`${net.name}: ${net.package}@${net.version}, ${net.licence}, ${net.card}`);
    if (net.kind === 'points') {
      print(`  ${net.points} points in ${net.compiled.file}`);
      continue;
    }
    const { name, batch, width, height } = net.input;
    print(`  ${net.compiled.file} takes ${name}: uint8 ${[batch, height, width, 3].join('×')} BGR`);
    for (const output of net.outputs) print(`  gives ${output.name}: float32 ${output.shape.join('×')}`);
  }
}
