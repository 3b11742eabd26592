import { type FleetMachine, placeOf } from './fleet-machine.js';
import type { Outcome } from './rollout.js';

/** Where a machine is now. */
export type Standing = { state: 'waits' | 'runs' | Outcome['result']; said: string; seconds: number };

/** Where progress goes: a terminal, or lines for a file. */
export type Output = { isTerminal: boolean; columns: number; write: (text: string) => void };

const SIGNS: Record<Standing['state'], string> = {
  waits: '·',
  runs: '▸',
  done: '✓',
  failed: '✗',
  frozen: '❄',
  left: '–',
};

/** Shows how a work goes: in a terminal one table that is drawn anew, else a line for each thing that is different. */
export class Progress {
  readonly #output: Output;
  readonly #standings: Map<FleetMachine, Standing>;
  #drawn = 0;

  constructor(seats: readonly FleetMachine[], output: Output) {
    this.#output = output;
    this.#standings = new Map(seats.map((seat) => [seat, { state: 'waits', said: '', seconds: 0 }]));
    this.#draw();
  }

  set(seat: FleetMachine, standing: Standing): void {
    const { isTerminal, write } = this.#output;
    this.#standings.set(seat, standing);
    if (isTerminal) this.#draw();
    else if (standing.state !== 'runs')
      write(`${lineOf(seat, standing, [...this.#standings.keys()], Infinity)}\n`);
  }

  #draw(): void {
    const { columns, isTerminal, write } = this.#output;
    if (!isTerminal) return;
    const lines = tableLines(this.#standings, columns);
    // Up to where the table began, and each line over what stood there (ECMA-48: CUU, EL).
    const up = this.#drawn > 0 ? `\u001B[${this.#drawn}A` : '';
    write(up + lines.map((line) => `\u001B[2K${line}\n`).join(''));
    this.#drawn = lines.length;
  }
}

/** The table: a line for each machine and one that counts them. No line is longer than `columns`. */
export function tableLines(standings: ReadonlyMap<FleetMachine, Standing>, columns: number): string[] {
  const seats = [...standings.keys()];
  const lines = [...standings].map(([seat, standing]) => lineOf(seat, standing, seats, columns));
  return [...lines, countLine([...standings.values()])];
}

/** How many are where, such as `3 of 30 done, 1 failed`. */
export function countLine(standings: readonly Standing[]): string {
  const count = (state: Standing['state']) => standings.filter((one) => one.state === state).length;
  const rest = (['runs', 'frozen', 'failed', 'left'] as const)
    .map(
      (state) =>
        [count(state), state === 'runs' ? 'under way' : state === 'left' ? 'left alone' : state] as const,
    )
    .filter(([n]) => n > 0)
    .map(([n, word]) => `, ${n} ${word}`);
  return `${count('done')} of ${standings.length} done${rest.join('')}`;
}

function lineOf(
  seat: FleetMachine,
  { said, seconds, state }: Standing,
  seats: readonly FleetMachine[],
  columns: number,
): string {
  const widest = (of: (one: FleetMachine) => string) => Math.max(...seats.map((one) => of(one).length));
  const place = placeOf(seat).padEnd(widest(placeOf));
  const host = seat.host.padEnd(widest((one) => one.host));
  const took = state === 'waits' || state === 'runs' ? '' : `${seconds.toFixed(0)} s`;
  const line = `${SIGNS[state]} ${place}  ${host}  ${state.padEnd(6)} ${took.padStart(5)}  ${said}`.trimEnd();
  return line.length > columns ? `${line.slice(0, columns - 1)}…` : line;
}
