import { type ChildProcess, fork } from 'node:child_process';
import { dirname, extname, join } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Decoded } from './picture-messages.js';

/** What a picture turned out to be. `busy`: it was not looked at, too many wait. */
export type PictureVerdict = { type: 'picture' } | { type: 'unreadable'; reason: string } | { type: 'busy' };

export type PictureLimits = {
  /** Pictures that are decoded at a time, each in a process of its own that stays for the next. */
  processes: number;
  /** Pictures that wait for their turn; each has at most half a MiB. */
  mostWaiting: number;
  /** After so long a process is ended, and what it decoded is none, ms. */
  longestMs: number;
  /** Beside this file; another only in tests. */
  program: string;
};

/** Tests run from the sources, with what compiles them. */
const IS_COMPILED = extname(import.meta.url) === '.js';
const LIMITS: PictureLimits = {
  processes: 2,
  mostWaiting: 64,
  longestMs: 5000,
  program: fileURLToPath(new URL(`./picture-process${extname(import.meta.url)}`, import.meta.url)),
};
/** A process must be there within, ms. */
const START_MS = 30_000;
const HEAP_MB = 64;

type Job = { jpeg: Buffer; done: (verdict: PictureVerdict) => void };

/** Decodes pictures of strangers in processes apart, so that one that breaks a decoder reads nothing of the hub and ends nothing of it. */
export class PictureDecoder {
  readonly #limits: PictureLimits;
  readonly #idle: ChildProcess[] = [];
  readonly #all = new Set<ChildProcess>();
  readonly #waiting: Job[] = [];
  #stopped = false;

  constructor(limits: Partial<PictureLimits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
  }

  /** Whether bytes are a whole JPEG of a usual size. Never throws. */
  check(jpeg: Buffer): Promise<PictureVerdict> {
    if (this.#stopped || this.#waiting.length >= this.#limits.mostWaiting)
      return Promise.resolve({ type: 'busy' });
    return new Promise((done) => {
      this.#waiting.push({ jpeg, done });
      this.#next();
    });
  }

  stop(): void {
    this.#stopped = true;
    for (const { done } of this.#waiting.splice(0)) done({ type: 'busy' });
    for (const child of this.#all) child.kill('SIGKILL');
  }

  #next(): void {
    const child = this.#idle.pop() ?? (this.#all.size < this.#limits.processes ? this.#start() : undefined);
    if (child === undefined) return;
    const job = this.#waiting.shift();
    if (job === undefined) this.#idle.push(child);
    else this.#decode(child, job);
  }

  #start(): ChildProcess | undefined {
    if (this.#waiting.length === 0) return undefined;
    const child = forkProgram(this.#limits.program);
    this.#all.add(child);
    child.once('exit', () => {
      this.#all.delete(child);
      const at = this.#idle.indexOf(child);
      if (at >= 0) this.#idle.splice(at, 1);
    });
    return child;
  }

  #decode(child: ChildProcess, { done, jpeg }: Job): void {
    const isNew = !child.connected || !ready.has(child);
    const end = (verdict: PictureVerdict, isUsable: boolean): void => {
      clearTimeout(timer);
      child.off('exit', onExit);
      child.off('error', onExit);
      child.off('message', onMessage);
      child.unref();
      child.channel?.unref();
      if (isUsable) this.#idle.push(child);
      else child.kill('SIGKILL');
      done(verdict);
      this.#next();
    };
    const onExit = (): void => {
      this.#all.delete(child);
      end({ type: 'unreadable', reason: 'it ended its decoder' }, false);
    };
    const onLate = (): void => {
      this.#all.delete(child);
      end({ type: 'unreadable', reason: 'it takes too long to decode' }, false);
    };
    const onMessage = (said: unknown): void => {
      if (said === 'ready') {
        ready.add(child);
        clearTimeout(timer);
        timer = setTimeout(onLate, this.#limits.longestMs);
        child.send(jpeg);
        return;
      }
      const read = Decoded.safeParse(said).data ?? { reason: 'its decoder says what nobody understands' };
      end('reason' in read ? { type: 'unreadable', reason: read.reason } : { type: 'picture' }, true);
    };
    let timer = setTimeout(onLate, isNew ? START_MS : this.#limits.longestMs);
    child.ref();
    child.channel?.ref();
    child.once('exit', onExit);
    child.once('error', onExit);
    child.on('message', onMessage);
    if (!isNew) child.send(jpeg);
  }
}

/** Processes that have said that they are there. */
const ready = new WeakSet<ChildProcess>();

/** Without an environment, and compiled also without a right to files, processes and threads beside its own files. */
function forkProgram(program: string): ChildProcess {
  return fork(program, [], {
    env: {},
    cwd: IS_COMPILED ? '/' : process.cwd(),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [`--max-old-space-size=${HEAP_MB}`, ...(IS_COMPILED ? permissions() : process.execArgv)],
  });
}

function permissions(): string[] {
  const own = createRequire(import.meta.url);
  const folders = [
    join(dirname(fileURLToPath(import.meta.url)), '*'),
    join(dirname(own.resolve('@jsquash/jpeg/package.json')), '*'),
    join(dirname(own.resolve('zod')), '*'),
  ];
  return [
    '--experimental-permission',
    '--no-warnings',
    ...folders.map((folder) => `--allow-fs-read=${folder}`),
  ];
}
