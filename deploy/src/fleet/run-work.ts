import { type FleetDeps, type Verb, actOnSeat } from './act-on-seat.js';
import type { FleetState } from './fleet-state.js';
import { type Output, Progress } from './progress.js';
import { type Outcome, type Pace, rollOut } from './rollout.js';
import type { FleetSeat } from './seats-csv.js';

type WorkDeps = {
  verb: Verb;
  seats: readonly FleetSeat[];
  fleet: FleetDeps;
  pace: Pace;
  /** What is done already is left out; undefined: everything is done again. */
  state: FleetState | undefined;
  output: Output;
  /** Epoch ms. */
  now: () => number;
};

/** Does one thing to the machines of a fleet, at a pace, and shows how it goes. Gives what became of each of them. */
export async function runWork(deps: WorkDeps): Promise<ReadonlyMap<FleetSeat, Outcome>> {
  const { fleet, now, output, pace, seats, state, verb } = deps;
  const work = fleet.bundles === undefined ? verb : `${verb} ${fleet.bundles.version}`;
  const progress = new Progress(seats, output);
  const isDone = ({ host }: FleetSeat): boolean => state?.isDone(work, host) === true;
  const before = seats
    .filter(isDone)
    .map((seat): [FleetSeat, Outcome] => [seat, { result: 'done', said: 'done before', seconds: 0 }]);
  for (const [seat, outcome] of before) progress.set(seat, standingOf(outcome));
  const todo = seats.filter((seat) => !isDone(seat));
  // Where something was done before, the way is proved.
  const canary = pace.canary && before.length === 0;
  const outcomes = await rollOut(
    todo,
    async (seat) => {
      const from = now();
      progress.set(seat, { state: 'runs', said: '', seconds: 0 });
      const done = await actOnSeat(verb, seat, fleet, (said) => {
        progress.set(seat, { state: 'runs', said, seconds: 0 });
      });
      const outcome = { ...done, seconds: (now() - from) / 1000 };
      if (outcome.result === 'done') {
        // Each work undoes the one before: after a rollback the update is to be done again.
        state?.undone(seat.host);
        state?.done(work, seat.host, now());
      }
      progress.set(seat, standingOf(outcome));
      return outcome;
    },
    { ...pace, canary },
  );
  for (const [seat, outcome] of outcomes)
    if (outcome.result === 'left') progress.set(seat, standingOf(outcome));
  // In the order of the list.
  const all = new Map([...before, ...outcomes]);
  return new Map(
    seats.flatMap((seat) => {
      const outcome = all.get(seat);
      return outcome === undefined ? [] : [[seat, outcome] as const];
    }),
  );
}

function standingOf({ result, said, seconds }: Outcome) {
  return { state: result, said, seconds };
}
