import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SCRIPT = fileURLToPath(new URL('../../test-postgres.sh', import.meta.url));

/** Debian's PostgreSQL on the loopback, which waits for the disk as a real one does, with an empty database. */
export class Postgres {
  /** Where a hub finds its database. */
  readonly url: string;
  readonly #folder: string;
  #pid: number;

  private constructor(folder: string, url: string) {
    this.#folder = folder;
    this.url = url;
    this.#pid = firstProcess(folder);
  }

  /** Its first process; the others are below it. */
  get pid(): number {
    return this.#pid;
  }

  static start(database: string): Postgres {
    const [folder = '', server = ''] = execFileSync('bash', [SCRIPT, 'start', '--durable'])
      .toString()
      .trim()
      .split(' ');
    execFileSync('psql', ['-qXc', `create database ${database}`, `${server}/postgres`], { stdio: 'pipe' });
    return new Postgres(folder, `${server}/${database}`);
  }

  /** Bytes of its database on the disk. */
  bytes(): number {
    const query = 'select pg_database_size(current_database())';
    return Number(execFileSync('psql', ['-qXtAc', query, this.url]).toString());
  }

  /** Ends every process of it as a power cut would. */
  async kill(): Promise<void> {
    await run('bash', [SCRIPT, 'kill', this.#folder]);
  }

  /** Starts it again, at the same address, once it was killed. */
  async again(): Promise<void> {
    await run('bash', [SCRIPT, 'again', this.#folder]);
    this.#pid = firstProcess(this.#folder);
  }

  /** Lets the server end every connection to its database. Gives how many there were. */
  async cutConnections(): Promise<number> {
    const query = `select count(pg_terminate_backend(pid)) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`;
    const { stdout } = await run('psql', ['-qXtAc', query, this.url]);
    return Number(stdout);
  }

  /** Ends it and removes what it wrote. */
  stop(): void {
    execFileSync('bash', [SCRIPT, 'stop', this.#folder]);
  }
}

function firstProcess(folder: string): number {
  return Number(readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
}
