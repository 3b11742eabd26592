import { execFileSync } from 'node:child_process';

/**
 * A network switch of a few machines with no way out: a bridge in a network namespace of its own, and one namespace for each machine.
 * This machine's own network is not touched.
 */
export class Switch {
  readonly #name: string;
  /** Port of each namespace. */
  readonly #plugged = new Map<string, string>();

  constructor() {
    this.#name = `inv${process.pid}`;
    ip('netns', 'add', this.#name);
    ip('-n', this.#name, 'link', 'add', 'br0', 'type', 'bridge');
    ip('-n', this.#name, 'link', 'set', 'br0', 'up');
  }

  /** A namespace with one card in this switch. Returns its path. */
  plugIn(name: string, address: string): string {
    const namespace = `${this.#name}-${name}`;
    const port = `p${this.#plugged.size}`;
    ip('netns', 'add', namespace);
    this.#plugged.set(namespace, port);
    ip('-n', this.#name, 'link', 'add', port, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', namespace);
    ip('-n', this.#name, 'link', 'set', port, 'master', 'br0', 'up');
    ip('-n', namespace, 'addr', 'add', `${address}/24`, 'dev', 'eth0');
    for (const card of ['lo', 'eth0']) ip('-n', namespace, 'link', 'set', card, 'up');
    return `/run/netns/${namespace}`;
  }

  /** Pulls a machine's cable, or puts it in again. */
  setCable(name: string, state: 'in' | 'out'): void {
    const port = this.#plugged.get(`${this.#name}-${name}`);
    if (port === undefined) throw new Error(`${name} is not plugged in`);
    ip('-n', this.#name, 'link', 'set', port, state === 'in' ? 'up' : 'down');
  }

  remove(): void {
    for (const namespace of [...this.#plugged.keys(), this.#name]) ip('netns', 'delete', namespace);
  }
}

function ip(...args: string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'inherit'] });
}
