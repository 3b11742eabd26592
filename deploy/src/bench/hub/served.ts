import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

const Said = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), url: z.string(), httpUrl: z.string().optional() }),
  z.object({ type: z.literal('usage'), rssBytes: z.number(), cpuMs: z.number() }),
]);

/** What a process took until now. */
export type Usage = { rssBytes: number; cpuMs: number };

/** A server in a process of its own, so that what drives it takes no time from it but the machine's. */
export class Served {
  readonly #child: ChildProcess;
  readonly url: string;
  /** Where people reach it, of one that they can. */
  readonly httpUrl: string | undefined;

  private constructor(child: ChildProcess, { httpUrl, url }: { url: string; httpUrl?: string | undefined }) {
    this.#child = child;
    this.url = url;
    this.httpUrl = httpUrl;
  }

  /** Starts `module` beside this file. Throws where it ends before it is ready. */
  static async start(module: string, args: readonly string[]): Promise<Served> {
    const child = fork(fileURLToPath(new URL(module, import.meta.url)), args);
    const [said] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code]) => {
        throw new Error(`${module} ended with ${String(code)} before it was ready`);
      }),
    ]);
    const ready = Said.parse(said);
    if (ready.type !== 'ready') throw new Error(`${module} said ${ready.type} first`);
    return new Served(child, ready);
  }

  /** Its process. */
  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async usage(): Promise<Usage> {
    const answer = once(this.#child, 'message');
    this.#child.send('usage');
    const said = Said.parse((await answer)[0]);
    if (said.type !== 'usage') throw new Error(`usage was asked for and ${said.type} told`);
    return said;
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await ended;
  }
}

/** In the served process: says that it is ready, and what it takes when it is asked. */
export function serve(url: string, stop: () => Promise<void>, httpUrl?: string): void {
  process.on('message', () => {
    const { system, user } = process.cpuUsage();
    process.send?.({ type: 'usage', rssBytes: process.memoryUsage.rss(), cpuMs: (system + user) / 1000 });
  });
  process.once('SIGTERM', () => {
    void stop().then(() => process.exit(0));
  });
  process.send?.({ type: 'ready', url, ...(httpUrl !== undefined && { httpUrl }) });
}
