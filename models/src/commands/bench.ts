import { readLabelledFolder } from '../accuracy/labelled-folder.js';
import { lookAt, type ReadyDetector } from '../accuracy/look-at.js';
import { type DetectorScore, type Sample, scoreDetector } from '../accuracy/score-detector.js';
import { onnxRunner } from '../compile/onnx-runner.js';
import type { DetectorGraphNet } from '../manifest.js';
import { median } from '../median.js';
import { verifyNets } from '../verify.js';
import type { Print, Row } from './command-output.js';

export interface BenchOptions {
  /** Folder of the compiled nets. */
  dir: string;
  nets: readonly DetectorGraphNet[];
  /** Folder of labelled pictures in YOLO's layout. */
  data: string;
  print: Print;
  /** Told now and then while it runs. */
  progress: Print;
}

/**
 * Compares detectors on labelled pictures: each picture is shown to all of them in turn. Throws what reading the folder,
 * the nets or a picture throws.
 */
export async function benchDetectors({ dir, nets, data, print, progress }: BenchOptions): Promise<Row[]> {
  const folder = await readLabelledFolder(data);
  const ready = await open(dir, nets);
  try {
    const looks = ready.map((): { sample: Sample; runMs: number }[] => []);
    for (const [i, picture] of folder.pictures.entries()) {
      for (const [at, { runMs, ...sample }] of (await lookAt(picture, ready)).entries()) {
        looks[at].push({ sample, runMs });
      }
      if ((i + 1) % 16 === 0) progress(`${i + 1}/${folder.pictures.length} pictures`);
    }
    return ready.flatMap(({ net }, at) => {
      const score = scoreDetector(
        net.detector,
        looks[at].map(({ sample }) => sample),
      );
      const runMs = median(looks[at].map((look) => look.runMs));
      printScore(net, score, { runMs, pictures: folder.pictures.length }, print);
      return rowsOf(net, score, { runMs, pictures: folder.pictures.length });
    });
  } finally {
    for (const { runner } of ready) await runner.close();
  }
}

async function open(dir: string, nets: readonly DetectorGraphNet[]): Promise<ReadyDetector[]> {
  const ready: ReadyDetector[] = [];
  for (const net of nets) {
    const [verified] = await verifyNets(dir, [net.name], { nets: [net] });
    ready.push({ net, runner: await onnxRunner(net, verified.bytes) });
  }
  return ready;
}

type Run = { runMs: number; pictures: number };

function printScore(
  net: DetectorGraphNet,
  score: DetectorScore,
  { runMs, pictures }: Run,
  print: Print,
): void {
  const { width, height } = net.input;
  const share = (value: number): string => (Number.isNaN(value) ? '-' : value.toFixed(3));
  print(
    `${net.name} (${net.detector.head}, ${width}×${height}): mAP50 ${share(score.map50)} of ${score.classes} classes, ${pictures} pictures; a run takes ${runMs.toFixed(1)} ms`,
  );
  for (const { label, uncut, atPassport, ladder } of score.labels) {
    print(`  ${label}: AP50 ${share(uncut.averagePrecision)}, ${uncut.labelled} labelled`);
    const own = atPassport === null ? [] : [atPassport];
    const steps = [...ladder.filter((step) => step.score !== atPassport?.score), ...own];
    for (const step of steps.toSorted((a, b) => a.score - b.score)) {
      const mark = step === atPassport ? '  ← the passport’s' : '';
      const figures = `precision ${share(step.precision)}  recall ${share(step.recall)}  told ${step.told}`;
      print(`    from ${step.score.toFixed(2)}  ${figures}${mark}`);
    }
  }
}

function rowsOf(net: DetectorGraphNet, score: DetectorScore, { runMs, pictures }: Run): Row[] {
  const row = (name: string, value: number, unit: string, n: number): Row => ({
    name: `models.${net.name}.${name}`,
    // JSON knows no NaN: of nothing told, no share was right.
    value: Number.isNaN(value) ? 0 : value,
    unit,
    n,
    goal: null,
    pass: true,
  });
  return [
    row(`map50-of-${score.classes}-classes`, score.map50, '', pictures),
    ...score.labels.flatMap(({ label, uncut, atPassport }) => [
      row(`${label}.ap50`, uncut.averagePrecision, '', uncut.labelled),
      ...(atPassport === null
        ? []
        : [
            row(`${label}.precision-from-${atPassport.score}`, atPassport.precision, '', atPassport.told),
            row(`${label}.recall-from-${atPassport.score}`, atPassport.recall, '', atPassport.labelled),
          ]),
    ]),
    row('run', runMs, 'ms', pictures),
  ];
}
