import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Starts a process that looks at a film's first frame and gives how long it took to its observation, ms. */
export async function timeColdStart(film: string): Promise<number> {
  // From src and from dist alike, started as this process was.
  const script = fileURLToPath(new URL(`first-look${extname(import.meta.url)}`, import.meta.url));
  const from = performance.now();
  const child = spawn(process.execPath, [...process.execArgv, script, film], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let tookMs: number | undefined;
  child.stdout.on('data', (text: Buffer) => {
    // The OpenCV binding prints lines of its own.
    if (text.includes('first look')) tookMs ??= performance.now() - from;
  });
  const [status]: unknown[] = await once(child, 'close');
  if (status !== 0 || tookMs === undefined) throw new Error(`a cold start ended with ${String(status)}`);
  return tookMs;
}
