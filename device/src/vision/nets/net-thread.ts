import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { GraphNet } from '@invigil/models';
import { DeviceError } from '../../lib/errors.js';
import type { RuntimeConfig } from './inference-config.js';
import type { LoadedNet, NetOutputs, NetRole, RuntimeLog } from './inference.js';
import type { ThreadReply, ThreadRequest, ThreadStart } from './net-messages.js';

/** Beside this file, compiled as this file is or not: tests run from the sources. */
const PROGRAM = new URL(`./net-worker${extname(import.meta.url)}`, import.meta.url);

/** What a thread's own objects may take: the nets' memory is ONNX Runtime's, outside of it. TF.js keeps weights in it while loading. */
const HEAP = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 128 };

type NetThreadDeps = {
  config: RuntimeConfig;
  role: NetRole;
  log: RuntimeLog;
  /** Told how long each run of a net computed, ms, without the wait for its turn. */
  onRun: (net: string, ms: number) => void;
};

type Waiting = { resolve: (reply: ThreadReply) => void; reject: (error: Error) => void };

/**
 * A thread that nets run in. ONNX Runtime's binding computes on the thread that asks, so that the seat's event loop would stand
 * still for as long as a net takes, and no two nets would ever run side by side.
 */
export class NetThread {
  readonly #deps: NetThreadDeps;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #ending = false;
  #lost: Error | undefined;
  #made: { runtime: string; provider: string } | undefined;

  constructor(deps: NetThreadDeps) {
    this.#deps = deps;
    const start: ThreadStart = { config: deps.config, role: deps.role };
    this.#worker = new Worker(PROGRAM, { workerData: start, resourceLimits: HEAP });
    this.#worker.on('message', (reply: ThreadReply) => this.#take(reply));
    this.#worker.on('error', (error) => this.#lose(error));
    this.#worker.on('exit', (code) => this.#lose(new Error(`it ended with code ${code}`)));
    // An idle thread keeps no process alive.
    this.#worker.unref();
  }

  /** The library and the execution provider of the nets loaded so far; undefined before the first. */
  get made(): { runtime: string; provider: string } | undefined {
    return this.#made;
  }

  /** Loads a net; its bytes may be moved, and must not be used again. Throws DeviceError `runtime-unavailable`. */
  async load(entry: GraphNet, bytes: Uint8Array): Promise<LoadedNet> {
    const net = this.#nextId;
    const reply = await this.#ask({ type: 'load', id: net, entry, bytes });
    if (reply.type === 'loaded') this.#made = { runtime: reply.runtime, provider: reply.provider };
    return { entry, run: (pixels, batch = 1) => this.#run(entry, { net, pixels, batch }) };
  }

  /** Ends the thread, once it has answered what was asked before. */
  async close(): Promise<void> {
    if (this.#lost !== undefined) return;
    this.#ending = true;
    // Not `terminate`: a thread that is torn down while ONNX Runtime computes in it can take the process with it.
    const ended = once(this.#worker, 'exit');
    this.#worker.ref();
    this.#worker.postMessage({ type: 'end', id: this.#nextId++ } satisfies ThreadRequest);
    await ended;
  }

  async #run(
    { name }: GraphNet,
    job: { net: number; pixels: Uint8Array; batch: number },
  ): Promise<NetOutputs> {
    const reply = await this.#ask({ type: 'run', id: this.#nextId, ...job });
    if (reply.type !== 'ran') throw new Error(`${name} was run and the thread answered ${reply.type}`);
    this.#deps.onRun(name, reply.ms);
    return reply.outputs;
  }

  #ask(request: ThreadRequest): Promise<ThreadReply> {
    this.#nextId++;
    return new Promise((resolve, reject) => {
      if (this.#lost !== undefined) {
        reject(this.#lost);
        return;
      }
      // First: it throws where what is to be moved was moved before, and then nobody must wait.
      this.#worker.postMessage(request, movable(request));
      this.#waiting.set(request.id, { resolve, reject });
      this.#worker.ref();
    });
  }

  #take(reply: ThreadReply): void {
    if (reply.type === 'log') {
      this.#deps.log.info(reply.values, reply.message);
      return;
    }
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (this.#waiting.size === 0 && !this.#ending) this.#worker.unref();
    if (reply.type === 'failed') waiting?.reject(errorOf(reply));
    else waiting?.resolve(reply);
  }

  #lose(cause: Error): void {
    const { role } = this.#deps;
    this.#lost ??= new DeviceError(
      'runtime-unavailable',
      `the thread of the ${role} nets has ended: restart the seat’s daemon`,
      { cause },
    );
    for (const { reject } of this.#waiting.values()) reject(this.#lost);
    this.#waiting.clear();
  }
}

/** Pixels and nets are moved, not copied, where they have memory of their own: what stays behind is this thread's garbage. */
function movable(request: ThreadRequest): ArrayBuffer[] {
  if (request.type === 'end') return [];
  const { buffer, byteLength } = request.type === 'load' ? request.bytes : request.pixels;
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}

function errorOf({ message, unavailable }: ThreadReply & { type: 'failed' }): Error {
  return unavailable ? new DeviceError('runtime-unavailable', message) : new Error(message);
}
