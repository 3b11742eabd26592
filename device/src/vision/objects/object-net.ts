import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { DetectorGraphNet } from '@invigil/models';
import type { InferenceConfig } from '../nets/inference-config.js';

/** Where Linux tells what a machine can do. */
const MACHINE = {
  cpuInfo: '/proc/cpuinfo',
  /** One of them is there where there is a graphics processor. */
  graphics: ['/dev/nvidia0', '/dev/nvhost-gpu', '/dev/dri/renderD128'],
};

/** Processors that multiply bytes in one instruction with a sum, as Linux names it: Intel and AMD, with AVX-512 or without. */
const MULTIPLIES_BYTES = /^flags\s*:.*\b(?:avx512_vnni|avx_vnni)\b/m;

/**
 * The net that looks for objects. `auto` is the one that was trained on for phones: as INT8 where that was measured to pay, on a processor
 * that multiplies bytes quickly and with no graphics processor that would run the other (docs/model_choices.md), else as float.
 */
export async function chooseObjectNet(
  { objects, provider, runtime }: InferenceConfig,
  machine = MACHINE,
): Promise<string> {
  if (objects !== 'auto') return objects;
  // OpenCV's DNN module reads no net of whole numbers.
  if (runtime === 'opencv') return 'phone';
  const maybeGraphics = provider !== 'cpu' && (provider !== 'auto' || machine.graphics.some(existsSync));
  const cpuInfo = await readFile(machine.cpuInfo, 'utf8').catch(() => '');
  return MULTIPLIES_BYTES.test(cpuInfo) && !maybeGraphics ? 'phone-int8' : 'phone';
}

/** The nets of the manifest that a detector works with: itself, and the one that looks again where it has one. */
export function objectNetNames({ detector, name }: DetectorGraphNet): string[] {
  return [name, ...(detector.secondLook ? [detector.secondLook.net] : [])];
}
