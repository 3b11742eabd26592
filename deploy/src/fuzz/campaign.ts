import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Row } from '../bench/rows.js';
import { ACCEPTED, type Boundary, type Outcome, type Probe, type Target } from './boundary.js';
import { FaultWatch } from './fault-watch.js';

/** Inputs that come of one seed. A finding is repeated by its seed and this count. */
const CHUNK = 500;
/** Findings of a boundary that are kept in full; the rest is counted. */
const MOST_SHOWN = 5;

/** An input that was neither taken nor refused with a code. */
type Finding = { seed: number; count: number; index: number; input: string; reason: string };

/** What came of a boundary. */
export type Tried = {
  boundary: string;
  inputs: number;
  outcomes: Map<Outcome, number>;
  /** How many; the first are in `findings`. */
  failed: number;
  findings: Finding[];
  /** Heap in use after collecting what is unused, bytes: after the first {@link CHUNK} inputs, and at the end. */
  heapBefore: number;
  heapAfter: number;
  slowestMs: number;
  seconds: number;
  /** What the boundary measured by itself. */
  figures: Row[];
};

export type Plan = { count: number; seed: number; folder: string };

/** Tries so many inputs of a boundary. The seeds are `seed`, `seed + 1`, …, one for each {@link CHUNK} inputs. */
export async function tryBoundary(boundary: Boundary, { count, folder, seed }: Plan): Promise<Tried> {
  const own = mkdtempSync(join(folder, 'boundary-'));
  const watch = new FaultWatch();
  const from = performance.now();
  const target = await boundary.open(own);
  const tried: Tried = {
    boundary: boundary.name,
    inputs: 0,
    outcomes: new Map(),
    failed: 0,
    findings: [],
    heapBefore: NaN,
    heapAfter: NaN,
    slowestMs: 0,
    seconds: 0,
    figures: [],
  };
  try {
    for (let chunk = 0; tried.inputs < count; chunk++) {
      const size = Math.min(CHUNK, count - tried.inputs);
      await tryChunk(target, { seed: seed + chunk, size }, tried, watch);
      if (chunk === 0) tried.heapBefore = await heapInUse();
    }
    tried.heapAfter = await heapInUse();
    tried.figures = target.figures?.() ?? [];
  } finally {
    await target.close();
    watch.stop();
    rmSync(own, { recursive: true, force: true });
  }
  tried.seconds = (performance.now() - from) / 1000;
  return tried;
}

async function tryChunk(
  target: Target,
  { seed, size }: { seed: number; size: number },
  tried: Tried,
  watch: FaultWatch,
): Promise<void> {
  const found = (index: number, input: string, reason: string): void => {
    tried.failed += 1;
    if (tried.findings.length < MOST_SHOWN) tried.findings.push({ seed, count: size, index, input, reason });
  };
  const waiting = [...target.probes(seed, size).entries()].toReversed();
  const worker = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [index, probe] = next;
      const from = performance.now();
      await tryOne(probe, tried, (reason) => found(index, probe.show(), reason));
      tried.slowestMs = Math.max(tried.slowestMs, performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: target.parallel }, worker));
  try {
    await target.settle?.();
  } catch (cause) {
    found(-1, 'one of these inputs', reasonOf(cause));
  }
  for (const reason of watch.take()) found(-1, 'one of these inputs', reason);
  tried.inputs += size;
}

async function tryOne(probe: Probe, tried: Tried, found: (reason: string) => void): Promise<void> {
  try {
    const outcome = await probe.run();
    tried.outcomes.set(outcome, (tried.outcomes.get(outcome) ?? 0) + 1);
  } catch (cause) {
    found(reasonOf(cause));
  }
}

/** How many inputs were refused. */
export function refused({ outcomes }: Tried): number {
  return [...outcomes].reduce((sum, [outcome, times]) => sum + (outcome === ACCEPTED ? 0 : times), 0);
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}

async function heapInUse(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  for (let i = 0; i < 3; i++) {
    // What was closed is let go of in a later turn.
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
    if (typeof collect === 'function') collect();
  }
  return process.memoryUsage().heapUsed;
}
