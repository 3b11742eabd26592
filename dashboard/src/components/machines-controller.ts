import type { MachineList } from '@invigil/contract';
import type { ReactiveControllerHost } from 'lit';
import { loadMachines } from '../api/machine-api.js';
import type { LiveController } from './live-controller.js';
import { RenewController } from './renew-controller.js';

/** Keeps what the machines of a room are: that changes seldom, and their logs may say something at any time. */
export class MachinesController {
  protected readonly renew: RenewController;
  readonly #host: ReactiveControllerHost;
  readonly #live: LiveController;
  #room: string | null = null;
  #list: MachineList | null = null;
  #failed = false;

  constructor(host: ReactiveControllerHost, live: LiveController) {
    this.#host = host;
    this.#live = live;
    this.renew = new RenewController(host, () => this.load());
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
}
