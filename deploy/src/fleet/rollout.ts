/** What became of one machine. `frozen`: a session is open there, and it was left alone. `left`: its turn did not come. */
export type Outcome = {
  result: 'done' | 'failed' | 'frozen' | 'left';
  /** One line for people. */
  said: string;
  /** Time that it took, s. */
  seconds: number;
};

/** How many at once, and when to stop. */
export type Pace = {
  /** The first alone, to be done before any other begins. */
  canary: boolean;
  atOnce: number;
  /** After so many failures no other begins. */
  stopAfter: number;
};

/**
 * Does something with each machine: the first alone if it is a canary, then at most `atOnce` of them; none begins after `stopAfter` failed, or after
 * the canary did. One that is frozen has not failed: the next one is the canary in its place.
 */
export async function rollOut<T>(
  machines: readonly T[],
  act: (machine: T) => Promise<Outcome>,
  { atOnce, canary, stopAfter }: Pace,
): Promise<Map<T, Outcome>> {
  const outcomes = new Map<T, Outcome>();
  const waiting = [...machines];
  const failures = (): number => [...outcomes.values()].filter(({ result }) => result === 'failed').length;
  const next = async (machine: T): Promise<Outcome['result']> => {
    const outcome = await act(machine);
    outcomes.set(machine, outcome);
    return outcome.result;
  };
  const worker = async (most: number, ends: (result: Outcome['result']) => boolean): Promise<void> => {
    while (failures() < most) {
      const machine = waiting.shift();
      if (machine === undefined || ends(await next(machine))) return;
    }
  };
  if (canary) await worker(1, (result) => result === 'done');
  if (!canary || failures() === 0)
    await Promise.all(Array.from({ length: atOnce }, () => worker(stopAfter, () => false)));
  const said = leftBecause(failures());
  for (const machine of waiting) outcomes.set(machine, { result: 'left', said, seconds: 0 });
  return outcomes;
}

function leftBecause(failures: number): string {
  return `left alone after ${failures} ${failures === 1 ? 'machine' : 'machines'} failed`;
}
