import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, createWriteStream, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { makeCgroups, removeCgroups } from './cgroup.js';
import { until } from '../system/until.js';

/** What a command on a machine printed, both streams in one, and its exit status. */
export type Ran = { status: number; said: string };

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const BOOT_MS = 180_000;

/**
 * A machine of its own: a container that boots systemd from a bare Debian (systemd-nspawn). What it writes lies in a layer above the
 * root that all share, and is gone with it.
 */
export class Machine {
  readonly name: string;
  readonly #folder: string;
  readonly #network: string;
  #cgroups: readonly string[] = [];
  #nspawn: ChildProcess | undefined;
  /** Its first process, as this machine numbers it. */
  #init = 0;

  private constructor({ folder, name, network }: { name: string; folder: string; network: string }) {
    this.name = name;
    this.#folder = folder;
    this.#network = network;
  }

  /** Boots one, and resolves once it has come up. `network` is a namespace of a {@link Switch}. */
  static async boot({
    folder,
    name,
    network,
    root,
  }: {
    name: string;
    root: string;
    folder: string;
    network: string;
  }): Promise<Machine> {
    const own = join(folder, name);
    for (const part of ['upper', 'work', 'root']) mkdirSync(join(own, part), { recursive: true });
    const layers = `lowerdir=${root},upperdir=${join(own, 'upper')},workdir=${join(own, 'work')}`;
    execFileSync('mount', ['-t', 'overlay', 'overlay', '-o', layers, join(own, 'root')]);
    const machine = new Machine({ name, folder: own, network });
    await machine.start();
    return machine;
  }

  /** Starts it, as its power button does, with the disk that it has. Resolves once it has come up. */
  async start(): Promise<void> {
    this.#cgroups = makeCgroups(`invigil-${process.pid}-${this.name}`);
    const nspawn = spawn(
      'bash',
      [
        '-c',
        // It goes into its groups before it becomes what it starts.
        'while [ "$1" != -- ]; do echo $$ >"$1/cgroup.procs"; shift; done; shift; exec "$@"',
        'bash',
        ...this.#cgroups,
        '--',
        'systemd-nspawn',
        '--quiet',
        `--directory=${join(this.#folder, 'root')}`,
        '--register=no',
        '--keep-unit',
        '--boot',
        '--console=read-only',
        `--network-namespace-path=${this.#network}`,
        // Its network is its own, rules included.
        '--capability=CAP_NET_ADMIN',
        `--machine=${this.name}`,
        `--hostname=${this.name}`,
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const log = createWriteStream(join(this.#folder, 'console.log'), { flags: 'a' });
    nspawn.stdout?.pipe(log);
    nspawn.stderr?.pipe(log);
    this.#nspawn = nspawn;
    await until(() => this.#isUp(nspawn), BOOT_MS);
  }

  async #isUp(nspawn: ChildProcess): Promise<boolean> {
    if (nspawn.exitCode !== null) throw new Error(`${this.name} does not boot: ${this.#folder}/console.log`);
    this.#init = firstChild(nspawn.pid ?? 0);
    if (this.#init === 0) return false;
    const { said } = await this.try('systemctl is-system-running');
    return /running|degraded/.test(said);
  }

  /** Runs a command of bash there, as root. */
  async try(command: string, input = ''): Promise<Ran> {
    const child = spawn(
      'nsenter',
      [
        `--target=${this.#init}`,
        '-m',
        '-u',
        '-i',
        '-n',
        '-p',
        '-r',
        '-w',
        'env',
        '-i',
        `PATH=${PATH}`,
        'HOME=/root',
        'bash',
        '-c',
        `exec 2>&1; ${command}`,
      ],
      // A group of its own: a command that kills its group does not reach who asked for it.
      { stdio: ['pipe', 'pipe', 'inherit'], detached: true },
    );
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    const [said] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    return { status: child.exitCode ?? -1, said };
  }

  /** As `try`, for what must go well. Returns what it printed. */
  async run(command: string, input = ''): Promise<string> {
    const { said, status } = await this.try(command, input);
    if (status !== 0) throw new Error(`${this.name}: ${command}: status ${status}\n${said}`);
    return said;
  }

  /** Whether a TCP connection from there is taken, or is refused or left without an answer. */
  async reach(address: string, port: number): Promise<'open' | 'shut'> {
    const { status } = await this.try(`timeout 5 bash -c '</dev/tcp/${address}/${port}'`);
    return status === 0 ? 'open' : 'shut';
  }

  /** Lays a file or folder there, as from a stick. */
  put(from: string, to: string): void {
    const place = join(this.#folder, 'root', to);
    mkdirSync(dirname(place), { recursive: true });
    cpSync(from, place, { recursive: true, dereference: true });
  }

  /** All paths of its disk under some folders, sorted. */
  async paths(...folders: string[]): Promise<string[]> {
    return (await this.run(`find ${folders.join(' ')} -xdev`)).trim().split('\n').toSorted();
  }

  /** Pulls the plug: everything that runs there is gone at once, and its disk stays as it is. */
  async cut(): Promise<void> {
    const nspawn = this.#nspawn;
    this.#nspawn = undefined;
    if (nspawn !== undefined && nspawn.exitCode === null && nspawn.signalCode === null) {
      // What nspawn makes of two of these is an end at once.
      nspawn.kill('SIGKILL');
      if (this.#init !== 0) kill(this.#init);
      await once(nspawn, 'exit');
    }
    await removeCgroups(this.#cgroups);
  }

  /** Pulls the plug, and throws its disk away. */
  async remove(): Promise<void> {
    await this.cut();
    await until(() => {
      try {
        execFileSync('umount', [join(this.#folder, 'root')], { stdio: 'ignore' });
        return true;
      } catch {
        return false;
      }
    });
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

function firstChild(pid: number): number {
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const fields = readFileSync(`/proc/${entry}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ');
      if (Number(fields[1]) === pid) return Number(entry);
    } catch {
      // It ended meanwhile.
    }
  }
  return 0;
}
