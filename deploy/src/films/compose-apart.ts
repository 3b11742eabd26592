import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs one process for each set of arguments, `atOnce` at a time: drawing a film keeps one core busy. What they print comes out
 * here, line by line since each has no terminal of its own. Gives the number of those that failed.
 */
export async function composeApart(
  script: string,
  films: readonly (readonly string[])[],
  atOnce: number,
): Promise<number> {
  const waiting = [...films];
  let failed = 0;
  const work = async () => {
    for (let args = waiting.shift(); args; args = waiting.shift()) {
      // As this process was started, so that it works from the sources too.
      const argv = [...process.execArgv, script, ...args];
      const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
      child.stdout.on('data', (text: Buffer) => process.stdout.write(text));
      const [status]: unknown[] = await once(child, 'close');
      if (status !== 0) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return failed;
}
