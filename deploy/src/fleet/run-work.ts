import { type FleetDeps, type Verb, actOnMachine } from './act-on-machine.js';
import { type FleetHub, type FleetMachine, isSeat } from './fleet-machine.js';
import type { FleetState } from './fleet-state.js';
import { type Output, Progress } from './progress.js';
import { type Outcome, type Pace, rollOut } from './rollout.js';
import type { FleetSeat } from './seats-csv.js';

type WorkDeps = {
  verb: Verb;
  seats: readonly FleetSeat[];
  /** Their hub, where it is to be done too: first in an update, last in a rollback (docs/adr/0048). */
  hub?: FleetHub | undefined;
  fleet: FleetDeps;
  pace: Pace;
  /** What is done already is left out; undefined: everything is done again. */
  state: FleetState | undefined;
  output: Output;
  /** Epoch ms. */
  now: () => number;
};

/** Does one thing to the machines of a fleet, at a pace, and shows how it goes. Gives what became of each of them. */
export async function runWork(deps: WorkDeps): Promise<ReadonlyMap<FleetMachine, Outcome>> {
  const { fleet, hub, now, output, pace, seats, state, verb } = deps;
  const work = fleet.bundles === undefined ? verb : `${verb} ${fleet.bundles.version}`;
  const phases = phasesOf(verb, seats, hub);
  const progress = new Progress(phases.flat(), output);
  const all = new Map<FleetMachine, Outcome>();
  const act = async (machine: FleetMachine): Promise<Outcome> => {
    const from = now();
    progress.set(machine, { state: 'runs', said: '', seconds: 0 });
    const done = await actOnMachine(verb, machine, fleet, (said) => {
      progress.set(machine, { state: 'runs', said, seconds: 0 });
    });
    const outcome = { ...done, seconds: (now() - from) / 1000 };
    if (outcome.result === 'done') {
      // Each work undoes the one before: after a rollback the update is to be done again.
      state?.undone(machine.host);
      state?.done(work, machine.host, now());
    }
    progress.set(machine, standingOf(outcome));
    return outcome;
  };
  const ends = (machine: FleetMachine, outcome: Outcome): void => {
    all.set(machine, outcome);
    progress.set(machine, standingOf(outcome));
  };
  for (const machines of phases) {
    const isDone = ({ host }: FleetMachine): boolean => state?.isDone(work, host) === true;
    const before = machines.filter(isDone);
    for (const machine of before) ends(machine, { result: 'done', said: 'done before', seconds: 0 });
    const todo = machines.filter((machine) => !isDone(machine));
    if ([...all.values()].some(({ result }) => result !== 'done')) {
      for (const machine of todo) ends(machine, { result: 'left', said: leftBecause(machine), seconds: 0 });
      continue;
    }
    // Where something was done before, the way is proved.
    const outcomes = await rollOut(todo, act, { ...pace, canary: pace.canary && before.length === 0 });
    for (const [machine, outcome] of outcomes) {
      all.set(machine, outcome);
      if (outcome.result === 'left') progress.set(machine, standingOf(outcome));
    }
  }
  // In the order in which they are shown.
  return new Map(
    phases.flat().flatMap((machine) => {
      const outcome = all.get(machine);
      return outcome === undefined ? [] : [[machine, outcome] as const];
    }),
  );
}

/** Which machines come before which: a hub understands seats that are older than it, and no newer ones. */
function phasesOf(verb: Verb, seats: readonly FleetSeat[], hub: FleetHub | undefined): FleetMachine[][] {
  if (hub === undefined) return [[...seats]];
  if (verb === 'update') return [[hub], [...seats]];
  return verb === 'rollback' ? [[...seats], [hub]] : [[hub, ...seats]];
}

function leftBecause(machine: FleetMachine): string {
  return isSeat(machine)
    ? 'left alone: the hub comes first'
    : 'left alone: the hub comes last, after every seat';
}

function standingOf({ result, said, seconds }: Outcome) {
  return { state: result, said, seconds };
}
