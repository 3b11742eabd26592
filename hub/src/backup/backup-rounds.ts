import type { Clock } from '../lib/clock.js';
import { messageOf } from '../lib/hub-error.js';
import { type HubKeyPlace, keyPlace } from '../lib/hub-key-file.js';
import type { HubConfig } from '../lib/hub-config.js';
import { JobThread, programBeside } from '../lib/job-thread.js';
import type { Log } from '../lib/log.js';
import type { StorePlace } from '../lib/store-place.js';
import type { BackupMade } from './back-up.js';

const HOUR_MS = 3_600_000;

type BackupPlan = { folder: string; everyHours: number; keep: number };
type RoundsDeps = StorePlace & {
  plan: BackupPlan;
  place: HubKeyPlace;
  /** File of the hub's configuration; undefined: it is in no backup. */
  configFile?: string | undefined;
  clock: Clock;
  log: Log;
};
/** What its thread is told: see `backUp`. */
export type BackupJob = StorePlace & {
  at: number;
  folder: string;
  keep: number;
  place: HubKeyPlace;
  configFile: string | undefined;
};

/** Backs the hub up again and again, in a thread of its own. A backup that fails is logged, and the next one tried in its time. */
export class BackupRounds {
  readonly #deps: RoundsDeps;
  readonly #thread = new JobThread<BackupJob, BackupMade>({
    program: programBeside(import.meta.url, 'backup-worker'),
    mostWaiting: 1,
    idleMs: 0,
  });
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: RoundsDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#timer = setInterval(() => {
      void this.once();
    }, this.#deps.plan.everyHours * HOUR_MS);
  }

  /** Makes one backup now, unless one is being made. Never throws. */
  async once(): Promise<void> {
    const { clock, configFile, dataDir, database, log, place, plan } = this.#deps;
    const at = clock.now();
    try {
      const done = await this.#thread.run({
        at,
        dataDir,
        database,
        folder: plan.folder,
        keep: plan.keep,
        place,
        configFile,
      });
      if (done.type === 'done') log.info({ made: done.result, tookMs: clock.now() - at }, 'hub backed up');
    } catch (cause) {
      log.error({ folder: plan.folder, reason: messageOf(cause) }, 'backup failed, the one before is left');
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#thread.stop();
  }
}

/** The rounds that a configuration asks for; undefined: it asks for none. */
export function openBackups(
  config: HubConfig,
  deps: Pick<RoundsDeps, 'configFile' | 'clock' | 'log'>,
): BackupRounds | undefined {
  const { backup: plan, database, dataDir } = config;
  return plan && new BackupRounds({ ...deps, dataDir, database, plan, place: keyPlace(config) });
}
