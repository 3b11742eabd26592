import { type ChildProcess, fork, type Serializable } from 'node:child_process';
import { once } from 'node:events';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A program of this folder in a process of its own, which can be killed. */
export class Forked {
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;

  /** @param program such as `hub-process`, without its ending, which is that of this file */
  constructor(program: string, args: readonly string[], hears: (message: unknown) => void) {
    const file = fileURLToPath(new URL(`./${program}${extname(import.meta.url)}`, import.meta.url));
    this.#child = fork(file, args);
    this.#exited = once(this.#child, 'exit');
    this.#child.on('message', hears);
    // Told to one that is being killed: that it is gone is seen from its exit.
    this.#child.on('error', () => {});
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  say(message: Serializable): void {
    if (this.#child.connected) this.#child.send(message, () => {});
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }

  /** Waits until it has ended by itself; ends it where that takes longer than `ms`. */
  async ended(ms: number): Promise<boolean> {
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), ms);
    await this.#exited;
    clearTimeout(timer);
    return this.#child.exitCode === 0;
  }
}
