import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Clock } from '../lib/clock.js';
import { messageOf } from '../lib/hub-error.js';
import type { Log } from '../lib/log.js';

/** Beside this file, compiled as this file is or not: tests run from the sources. */
const PROGRAM = new URL(`./backup-worker${extname(import.meta.url)}`, import.meta.url);
const HOUR_MS = 3_600_000;

export type BackupPlan = { folder: string; everyHours: number; keep: number };

/** Backs the hub up again and again, in a thread of its own. A backup that fails is logged, and the next one tried in its time. */
export class BackupRounds {
  readonly #deps: { dataDir: string; plan: BackupPlan; clock: Clock; log: Log };
  #timer: NodeJS.Timeout | undefined;
  #worker: Worker | undefined;

  constructor(deps: { dataDir: string; plan: BackupPlan; clock: Clock; log: Log }) {
    this.#deps = deps;
  }

  start(): void {
    this.#timer = setInterval(() => {
      void this.once();
    }, this.#deps.plan.everyHours * HOUR_MS);
  }

  /** Makes one backup now, unless one is being made. Never throws. */
  async once(): Promise<void> {
    if (this.#worker !== undefined) return;
    const { clock, dataDir, log, plan } = this.#deps;
    const startedAt = clock.now();
    const worker = new Worker(PROGRAM, {
      workerData: { at: startedAt, dataDir, folder: plan.folder, keep: plan.keep },
    });
    this.#worker = worker;
    try {
      const [made]: unknown[] = await once(worker, 'message');
      log.info({ made, tookMs: clock.now() - startedAt }, 'hub backed up');
    } catch (cause) {
      log.error({ folder: plan.folder, reason: messageOf(cause) }, 'backup failed, the one before is left');
    } finally {
      await worker.terminate();
      this.#worker = undefined;
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#worker?.terminate();
  }
}
