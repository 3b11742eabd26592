import { spawn } from 'node:child_process';

/** Starts programs that do nothing but keep a processor busy, as a machine is that does other work. @returns ends them */
export function startBusyLoops(count: number): () => void {
  const loops = Array.from({ length: count }, () =>
    spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
  );
  return () => {
    for (const loop of loops) loop.kill('SIGKILL');
  };
}
