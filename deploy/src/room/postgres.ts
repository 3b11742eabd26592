import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../test-postgres.sh', import.meta.url));

/** Debian's PostgreSQL on the loopback, which waits for the disk as a real one does, with an empty database. */
export class Postgres {
  /** Where a hub finds its database. */
  readonly url: string;
  /** Its first process; the others are below it. */
  readonly pid: number;
  readonly #folder: string;

  private constructor(folder: string, url: string) {
    this.#folder = folder;
    this.url = url;
    this.pid = Number(readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
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

  /** Ends it and removes what it wrote. */
  stop(): void {
    execFileSync('bash', [SCRIPT, 'stop', this.#folder]);
  }
}
