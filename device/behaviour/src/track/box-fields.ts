import type { Box } from '../observation.js';
import type { Memory } from './memory.js';
import type { Pass } from './pass.js';
import { SCALES } from './scales.js';

/** The way through a box. */
export function passBox(pass: Pass, memory: Memory, given: Box | undefined): Box {
  return {
    x: pass.number(memory, SCALES.x, given?.x),
    y: pass.number(memory, SCALES.y, given?.y),
    width: pass.number(memory, SCALES.boxWidth, given?.width),
    height: pass.number(memory, SCALES.boxHeight, given?.height),
  };
}
