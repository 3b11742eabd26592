import type { CandidateScreen } from './pipeline/hear-command.js';
import type { DeviceConfig } from './config/device-config.js';
import type { Clock } from './lib/clock.js';
import type { Log } from './lib/log.js';
import type { Troubles } from './lib/troubles.js';

/** What a seat needs to run. */
export type DaemonDeps = {
  config: DeviceConfig;
  netsDir: string;
  version: string;
  clock: Clock;
  log: Log;
  /** What of the log the hub is told. */
  troubles?: Pick<Troubles, 'list'>;
  /** Where the candidate reads what people write; absent: nowhere. */
  screen?: CandidateScreen | undefined;
};

/** A running seat. */
export type Daemon = {
  /**
   * Whether the pipeline went round since this was last asked. With the camera shut, and while the hub's first word is awaited, it
   * goes round too.
   */
  hasMoved(): boolean;
  /** Says that the seat stops, brings out what can still be sent, and closes everything. */
  stop(): Promise<void>;
};
