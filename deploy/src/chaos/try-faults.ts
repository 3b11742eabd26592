import { BITES_WITHIN_MS, type Fault } from './fault.js';
import { type FaultName, FAULTS, namesOfFaults } from './faults.js';
import type { Stage } from './stage.js';

const RECOVERS_WITHIN_MS = 300_000;
const TELLS_WITHIN_MS = 300_000;
/** Seats tell for so many seconds round each fault, even where they told more than their part before. */
const LEAST_S = 4;

/** What is tried, how often, and how much is told meanwhile. */
export type FaultPlan = {
  only: readonly FaultName[];
  rounds: number;
  /** No fault begins later than this. */
  minutes: number;
  perSeat: number;
  /** Events a second of each seat. */
  rate: number;
};

/** A fault that was tried, and how long after its cause was gone all was as it should be. */
export type Tried = { fault: FaultName; recoveredMs: number; gone: number };

/**
 * One fault after the other, each while seats tell, the next one once the hub has all that was told until the one before was over.
 * Throws an Error where that takes too long.
 */
export async function tryFaults(
  stage: Stage,
  { minutes, perSeat, rate, ...which }: FaultPlan,
): Promise<Tried[]> {
  const plan = planFaults(stage, which);
  const deadline = performance.now() + minutes * 60_000;
  const tried: Tried[] = [];
  for (const [i, fault] of plan.entries()) {
    if (performance.now() > deadline) {
      console.log(`${minutes} minutes are over: ${plan.length - i} faults are not tried`);
      return tried;
    }
    const before = stage.state.told;
    const goal = Math.max((perSeat * (i + 1)) / plan.length, before / stage.seats + rate * LEAST_S);
    stage.tell(Math.ceil(goal));
    // Somewhere in its part of the story.
    const at = before + (goal * stage.seats - before) * (0.2 + 0.5 * stage.random());
    await stage.until('seats tell', () => stage.state.told >= at || stage.state.full, TELLS_WITHIN_MS);
    const { bites, run, settles }: Fault = FAULTS[fault];
    if (bites === true) stage.tell(Math.ceil(goal + (rate * BITES_WITHIN_MS) / 1000));
    const outcome = await run(stage);
    const recoveredMs =
      settles === true ? await stage.settles(RECOVERS_WITHIN_MS) : await stage.recovers(RECOVERS_WITHIN_MS);
    stage.goOn();
    const gone = outcome?.gone ?? 0;
    tried.push({ fault, recoveredMs, gone });
    const { told, waiting } = stage.state;
    const line = `${i + 1} of ${plan.length}: ${fault}: recovered after ${(recoveredMs / 1000).toFixed(1)} s`;
    const remarks = [outcome?.remark, gone > 0 ? `${gone} committed events gone` : undefined];
    console.log(
      [line, `${told} told, ${waiting} wait`, ...remarks.filter((one) => one !== undefined)].join('; '),
    );
  }
  return tried;
}

/** Each fault so many times, in another order each time. */
function planFaults(stage: Stage, { only, rounds }: Pick<FaultPlan, 'only' | 'rounds'>): FaultName[] {
  const possible = namesOfFaults().filter((name) => {
    if (only.length > 0 && !only.includes(name)) return false;
    const { missing }: Fault = FAULTS[name];
    const why = missing?.(stage);
    if (why !== undefined) console.log(`not tried: ${name}: ${why}`);
    return why === undefined;
  });
  return Array.from({ length: rounds }, () => shuffled(possible, stage.random)).flat();
}

function shuffled<T>(of: readonly T[], random: () => number): T[] {
  return of
    .map((one) => ({ one, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ one }) => one);
}
