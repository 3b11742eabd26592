import { resolve } from 'node:path';
import type { Command } from 'commander';
import { DatabaseConfig } from '../lib/database-config.js';
import { HubError } from '../lib/hub-error.js';
import { verifyAudit } from '../store/audit.js';
import { copyStore } from '../store/copy-store.js';
import { openDatabase } from '../store/open-database.js';
import { printVerified } from './print-verified.js';

type CopyOptions = { from: string; to: string; passwordFile?: string; ca?: string };

/** `invigil-hub copy`: a store on SQLite moves into PostgreSQL. */
export function addCopyCommand(program: Command): void {
  program
    .command('copy')
    .description(
      'copy the store of a hub that is stopped into an empty PostgreSQL database, and compare and verify what came there; pictures and tracks stay in the folder',
    )
    .requiredOption('--from <folder>', 'the hub’s dataDir, with hub.sqlite')
    .requiredOption('--to <url>', 'postgres://user@host/name; it must be there and empty')
    .option('--password-file <file>', 'file whose first line is the password')
    .option('--ca <file>', 'PEM file of the authority that signed the server’s certificate')
    .action(async ({ ca, from, passwordFile, to }: CopyOptions) => {
      const read = DatabaseConfig.safeParse({
        url: to,
        ...(passwordFile !== undefined && { passwordFile: resolve(passwordFile) }),
        ...(ca !== undefined && { ca: resolve(ca) }),
      });
      if (!read.success) throw new HubError('config-invalid', `--to: ${read.error.issues[0]?.message}`);
      if (new URL(to).password !== '')
        throw new HubError(
          'config-invalid',
          '--to: holds a password, which others on this machine can read there: write it into a file for --password-file, and change it',
        );
      const place = { dataDir: resolve(from), database: read.data };
      if (!(await copy(place))) process.exitCode = 1;
    });
}

/** Whether all that came there is whole. */
async function copy(place: { dataDir: string; database: DatabaseConfig }): Promise<boolean> {
  const db = await openDatabase(place);
  try {
    const copied = await copyStore(place.dataDir, db, ({ digest, rows, table }) => {
      if (rows > 0) print(`${table}: ${rows} rows, ${digest.slice(0, 16)}`);
    });
    const rows = copied.reduce((sum, one) => sum + one.rows, 0);
    print(`${rows} rows in ${copied.length} tables are there, and the same as those that were read`);
    const audit = await verifyAudit(db);
    print(
      audit.broken === undefined
        ? `audit log whole: ${audit.rows} rows`
        : `audit log broken at row ${audit.broken.n}: ${audit.broken.reason}, as it was before`,
    );
    if (audit.broken !== undefined) return false;
  } finally {
    await db.destroy();
  }
  return printVerified(place, undefined, undefined);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
