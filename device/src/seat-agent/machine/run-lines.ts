import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * Runs a program until it ends or `signal` aborts, and hands over each line that it prints. Resolves with `missing` where there is no
 * such program; never rejects.
 */
export type RunLines = (
  program: string,
  options: { args: readonly string[]; onLine: (line: string) => void; signal: AbortSignal },
) => Promise<'ended' | 'missing'>;

export const runLines: RunLines = (program, { args, onLine, signal }) =>
  new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'], signal });
    child.on('error', (error) => resolve('code' in error && error.code === 'ENOENT' ? 'missing' : 'ended'));
    child.on('close', () => resolve('ended'));
    createInterface({ input: child.stdout }).on('line', onLine);
  });
