import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

const STOP_GRACE_MS = 10_000;

/** A program of Invigil's that runs beside this one, its output in a file. */
export class Child {
  readonly name: string;
  readonly #process: ChildProcess;
  readonly #exited: Promise<number | null>;

  constructor(
    name: string,
    options: {
      script: string;
      args: readonly string[];
      logFile: string;
      env?: Readonly<Record<string, string>>;
    },
  ) {
    this.name = name;
    this.#process = spawn(process.execPath, [options.script, ...options.args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...options.env },
    });
    const log = createWriteStream(options.logFile, { flags: 'a' });
    this.#process.stdout?.pipe(log, { end: false });
    this.#process.stderr?.pipe(log, { end: false });
    this.#exited = once(this.#process, 'exit').then(() => {
      log.end();
      return this.#process.exitCode;
    });
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  get running(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** Its exit status once it has ended; null where a signal ended it. */
  exited(): Promise<number | null> {
    return this.#exited;
  }

  /** Asks it to end, and ends it where it does not. */
  async stop(): Promise<number | null> {
    const force = setTimeout(() => this.#process.kill('SIGKILL'), STOP_GRACE_MS);
    this.#process.kill('SIGTERM');
    const status = await this.#exited;
    clearTimeout(force);
    return status;
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#exited;
  }
}
