import { execFile } from 'node:child_process';

/** How a message reaches the service manager; resolves when it has been handed over, and never rejects. */
export type TellManager = (lines: readonly string[]) => Promise<void>;

/** What systemd hands to a service that it asks for notices (sd_notify(3), sd_watchdog_enabled(3)). */
export type ServiceEnvironment = {
  NOTIFY_SOCKET?: string | undefined;
  /** Silence after which the service is ended, µs. */
  WATCHDOG_USEC?: string | undefined;
  /** Process that is watched. */
  WATCHDOG_PID?: string | undefined;
};

type ServiceNoticeDeps = {
  env?: ServiceEnvironment;
  pid?: number;
  tell?: TellManager;
};

/** Signs of life in the time after which silence counts: one may be late, or get lost. */
const BEATS = 3;

/**
 * Tells systemd how this service fares: ready, alive, stopping. Where no service manager asked (no `NOTIFY_SOCKET`), nothing happens.
 * Node has no datagram sockets of the Unix kind (nodejs/node#61933), so systemd's own `systemd-notify` carries each message; a unit
 * must say `NotifyAccess=all`.
 */
export class ServiceNotice {
  readonly #tell: TellManager | undefined;
  readonly #everyMs: number | undefined;
  #beats: NodeJS.Timeout | undefined;

  constructor({ env = process.env, pid = process.pid, tell = bySystemdNotify }: ServiceNoticeDeps = {}) {
    const asked = env.NOTIFY_SOCKET !== undefined && env.NOTIFY_SOCKET !== '';
    this.#tell = asked ? tell : undefined;
    this.#everyMs = asked ? beatEveryMs(env, pid) : undefined;
  }

  /**
   * Says that the service is ready, and from then on that it lives, as often as systemd wants to hear it.
   * @param status one line for `systemctl status`
   * @param isAlive asked before each sign of life; while it says no, or gives no answer, there is none
   */
  async ready(status: string, isAlive: () => boolean | Promise<boolean>): Promise<void> {
    await this.#tell?.(['READY=1', `STATUS=${status}`]);
    if (this.#everyMs !== undefined) this.#beatAfter(this.#everyMs, isAlive);
  }

  /** Says that the service stops, and ends its signs of life. */
  async stopping(): Promise<void> {
    clearTimeout(this.#beats);
    this.#beats = undefined;
    await this.#tell?.(['STOPPING=1', 'STATUS=stopping']);
  }

  /** One after the other: a question that hangs leaves the next unasked. */
  #beatAfter(everyMs: number, isAlive: () => boolean | Promise<boolean>): void {
    const beats = setTimeout(() => {
      void (async () => {
        if (await answered(isAlive)) await this.#tell?.(['WATCHDOG=1']);
        if (this.#beats === beats) this.#beatAfter(everyMs, isAlive);
      })();
    }, everyMs);
    // It keeps no process that has closed everything else.
    beats.unref();
    this.#beats = beats;
  }
}

async function answered(isAlive: () => boolean | Promise<boolean>): Promise<boolean> {
  try {
    return await isAlive();
  } catch {
    return false;
  }
}

/** How often a sign of life is due, ms; undefined where systemd wants none of this process. */
function beatEveryMs({ WATCHDOG_PID, WATCHDOG_USEC }: ServiceEnvironment, pid: number): number | undefined {
  const usec = Number(WATCHDOG_USEC ?? '');
  if (!Number.isFinite(usec) || usec <= 0) return undefined;
  if (WATCHDOG_PID !== undefined && Number(WATCHDOG_PID) !== pid) return undefined;
  return usec / 1000 / BEATS;
}

const bySystemdNotify: TellManager = (lines) =>
  new Promise((resolve) => {
    // A message that can't be handed over is a sign of life that is missing: systemd draws the conclusion.
    execFile('systemd-notify', [...lines], { timeout: 5000 }, () => resolve());
  });
