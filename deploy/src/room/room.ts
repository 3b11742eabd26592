import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Role } from '@invigil/contract';
import { Child } from './child.js';
import { PLACES } from './places.js';
import { type RoomFiles, type RoomPlan, writeRoom } from './room-plan.js';
import { SEAT_ENV } from './seat-env.js';

const READY_WITHIN_MS = 60_000;

/** One hub and its seats on this machine, each a process of its own as on real machines. */
export class LocalRoom {
  readonly plan: RoomPlan;
  readonly login: { name: string; password: string };
  readonly #files: RoomFiles;
  readonly #seats = new Map<string, Child>();
  #hub: Child | undefined;

  /** Writes the configurations and makes the log-in. Throws an Error that holds what the hub printed. */
  constructor(plan: RoomPlan) {
    this.plan = plan;
    this.#files = writeRoom(plan);
    this.login = this.addUser('invigilator', 'invigilator');
  }

  /** Makes a log-in; an invigilator's is for this room. Throws an Error that holds what the hub printed. */
  addUser(name: string, role: Role): { name: string; password: string } {
    const password = randomBytes(9).toString('base64url');
    const rooms = role === 'invigilator' ? ['--room', this.plan.room] : [];
    const args = [
      'user',
      'add',
      '--keep-password',
      name,
      '--role',
      role,
      ...rooms,
      '--config',
      this.#files.hubConfig,
    ];
    const added = spawnSync(process.execPath, [PLACES.hub, ...args], {
      input: `${password}\n`,
      encoding: 'utf8',
    });
    if (added.status !== 0) throw new Error(`the log-in could not be made: ${added.stderr || added.stdout}`);
    return { name, password };
  }

  get url(): string {
    return `http://127.0.0.1:${this.plan.ports.http}`;
  }

  /** What a seat shows to be let in. */
  tokenOf(seat: string): string {
    return this.#files.tokenOf(seat);
  }

  /** The process of a seat that was started. */
  seat(name: string): Child | undefined {
    return this.#seats.get(name);
  }

  get hub(): Child | undefined {
    return this.#hub;
  }

  /** Starts the hub and waits until it answers. Throws an Error with the end of its log where it does not. */
  async startHub(): Promise<void> {
    const logFile = this.logFile('hub');
    const hub = new Child('hub', {
      script: PLACES.hub,
      args: ['run', '--config', this.#files.hubConfig],
      logFile,
    });
    this.#hub = hub;
    const deadline = Date.now() + READY_WITHIN_MS;
    while (hub.running && Date.now() < deadline) {
      const answer = await fetch(`${this.url}/healthz`).catch(() => undefined);
      if (answer?.ok === true) return;
      await sleep(50);
    }
    throw new Error(`the hub did not start:\n${readFileSync(logFile, 'utf8').slice(-2000)}`);
  }

  /** Starts a seat. It is up when the hub shows it. */
  startSeat(name: string): Child {
    const args = ['run', '--config', this.#files.seatConfig(name)];
    const child = new Child(`seat ${name}`, {
      script: PLACES.seat,
      args,
      logFile: this.logFile(`seat-${name}`),
      env: SEAT_ENV,
    });
    this.#seats.set(name, child);
    return child;
  }

  /** Stops the seats, then the hub, so that it hears their farewells. */
  async stop(): Promise<void> {
    await Promise.all([...this.#seats.values()].filter((seat) => seat.running).map((seat) => seat.stop()));
    if (this.#hub?.running === true) await this.#hub.stop();
  }

  logFile(name: string): string {
    return join(this.plan.folder, `${name}.log`);
  }
}
