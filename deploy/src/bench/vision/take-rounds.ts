import type { TakenTurn } from './run-turn.js';
import type { Way } from './score.js';

/** A way to run that can take a turn. */
export type Runner = Pick<Way, 'name' | 'whose'> & { turn: () => Promise<TakenTurn> };

/** Lets every way take one turn in each round, one after the other, so that a busy minute of the machine meets all. */
export async function takeRounds(
  runners: readonly Runner[],
  rounds: number,
  say: (line: string) => void,
): Promise<Way[]> {
  const ways = runners.map((runner) => ({ runner, turns: new Array<TakenTurn>() }));
  for (let round = 1; round <= rounds; round++) {
    for (const { runner, turns } of ways) {
      const turn = await runner.turn();
      turns.push(turn);
      say(
        `round ${round}: ${runner.name}: ${turn.frames.length} frames, load average ${turn.load.toFixed(2)}`,
      );
    }
  }
  return ways.map(({ runner: { name, whose }, turns }) => ({ name, whose, turns }));
}
