import type { MachineList } from '@invigil/contract';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { loadMachines } from '../api/machine-api.js';
import type { LiveController } from './live-controller.js';

/** What a machine is changes seldom, and its log may say something at any time. */
const EVERY_MS = 10_000;

/** Keeps what the machines of a room are, anew every 10 s, while its host is shown. */
export class MachinesController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #live: LiveController;
  #room: string | null = null;
  #list: MachineList | null = null;
  #failed = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost, live: LiveController) {
    this.#host = host;
    this.#live = live;
    host.addController(this);
  }

  /** Of the room that was asked for; null: not loaded yet. */
  get list(): MachineList | null {
    return this.#list;
  }

  /** Whether the last try failed. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Of which room; the same again changes nothing. */
  show(room: string): void {
    if (room === this.#room) return;
    this.#room = room;
    this.#list = null;
    void this.load();
  }

  async load(): Promise<void> {
    const room = this.#room;
    const { services } = this.#live;
    if (room === null || services === undefined) return;
    const list = await loadMachines(services.hub, room).catch(() => null);
    if (room !== this.#room) return;
    this.#failed = list === null;
    // What was known before is better than nothing.
    this.#list = list ?? this.#list;
    this.#host.requestUpdate();
  }

  hostConnected(): void {
    this.#timer = setInterval(() => void this.load(), EVERY_MS);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }
}
