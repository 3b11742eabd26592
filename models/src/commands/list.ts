import { classNames, type Detector } from '../detector.js';
import type { Net } from '../manifest.js';
import type { Print } from './command-output.js';

/** Prints each net with where it comes from, its licence, its input and its outputs. */
export function listNets(nets: readonly Net[], print: Print): void {
  for (const net of nets) {
    const from = net.kind === 'added' ? `added from ${net.from.file}` : `${net.package}@${net.version}`;
    const trained = net.kind === 'graph' && net.trained ? [`trained on: ${net.trained.file}`] : [];
    const own = net.kind === 'graph' && net.own ? [`of our own: ${net.own.weights.file}`] : [];
    const more = net.kind === 'added' ? [] : [...trained, ...own, net.card];
    print(`${net.name}: ${[from, net.licence, ...more].join(', ')}`);
    if (net.kind === 'points') {
      print(`  ${net.points} points in ${net.compiled.file}`);
      continue;
    }
    if (net.kind === 'sound') {
      const { context, name, rate, samples } = net.input;
      print(
        `  ${net.compiled.file} takes ${name}: float32 1×${context + samples} at ${rate} Hz, and its state`,
      );
      for (const output of net.outputs) print(`  gives ${output.name}: float32 ${output.shape.join('×')}`);
      continue;
    }
    const { name, batch, width, height } = net.input;
    print(`  ${net.compiled.file} takes ${name}: uint8 ${[batch, height, width, 3].join('×')} BGR`);
    for (const output of net.outputs) print(`  gives ${output.name}: float32 ${output.shape.join('×')}`);
    if (net.detector !== undefined) print(`  ${aboutDetector(net.detector)}`);
  }
}

function aboutDetector(detector: Detector): string {
  const told = Object.entries(detector.thresholds).map(([label, { score }]) => `${label} from ${score}`);
  return `tells ${told.join(', ')} (head ${detector.head}, ${classNames(detector).length} classes)`;
}
