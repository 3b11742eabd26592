import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Machine, Ran } from './machine.js';

const FLEET = fileURLToPath(new URL('../fleet/main.ts', import.meta.url));
const IMPORTS = fileURLToPath(new URL('../../run-sources.mjs', import.meta.url));

/** Who sits at the switch with the real `ssh`, a key of his own, and `deploy/fleet`. */
export class Technician {
  readonly #folder: string;
  readonly #network: string;
  readonly #known: string[] = [];

  /** @param folder of his own @param network a namespace of a {@link Switch} */
  constructor(folder: string, network: string) {
    this.#folder = folder;
    this.#network = network;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, 'id')]);
    const config = [
      'Host *',
      'User root',
      `IdentityFile ${join(folder, 'id')}`,
      'IdentitiesOnly yes',
      `UserKnownHostsFile ${join(folder, 'known_hosts')}`,
      'GlobalKnownHostsFile none',
    ];
    writeFileSync(this.sshConfig, `${config.join('\n  ')}\n`);
  }

  get sshConfig(): string {
    return join(this.#folder, 'ssh_config');
  }

  /** Is let in to a machine from now on, and knows its key. The machine gets a key of its own: that of the root is everybody's. */
  async meets(machine: Machine, address: string): Promise<void> {
    machine.put(join(this.#folder, 'id.pub'), 'root/.ssh/authorized_keys');
    const key = await machine.run(
      'chmod 700 /root/.ssh && chmod 600 /root/.ssh/authorized_keys && rm -f /etc/ssh/ssh_host_* && ' +
        'ssh-keygen -A >/dev/null && systemctl restart ssh && cat /etc/ssh/ssh_host_ed25519_key.pub',
    );
    this.#known.push(`${address} ${key.trim()}`);
    writeFileSync(join(this.#folder, 'known_hosts'), `${this.#known.join('\n')}\n`);
  }

  /** Runs `deploy/fleet` on a list, which lies in his folder. */
  async fleet(list: string, verb: string, ...more: string[]): Promise<Ran> {
    const file = join(this.#folder, 'seats.csv');
    writeFileSync(file, list);
    const words = [FLEET, verb, '--seats', file, '--ssh-config', this.sshConfig, ...more];
    const child = spawn(
      'nsenter',
      [`--net=${this.#network}`, process.execPath, '--conditions=source', '--import', IMPORTS, ...words],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    return { status: child.exitCode ?? -1, said: out + err };
  }

  /** A file of his folder. */
  path(name: string): string {
    return join(this.#folder, name);
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }
}
