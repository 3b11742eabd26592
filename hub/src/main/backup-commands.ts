import { dirname, join, resolve } from 'node:path';
import { Argument, type Command } from 'commander';
import { bringAuthorityBack } from '../backup/authority-copy.js';
import { backUp, backUpFiles } from '../backup/back-up.js';
import { dumpRows } from '../backup/dump-rows.js';
import { restore } from '../backup/restore.js';
import { systemClock } from '../lib/clock.js';
import { HubError, messageOf } from '../lib/hub-error.js';
import { keyPlace, readHubKey } from '../lib/hub-key-file.js';
import { loadHubConfig } from '../lib/load-hub-config.js';
import { nameOfDatabase } from '../store/postgres-pool.js';
import { eraseAgain } from './privacy-commands.js';

/** What became of the centre's authority in a restore. */
const AUTHORITY = {
  back: 'the centre’s authority came back: seats and browsers trust this hub as before',
  'there-already': 'the centre’s authority that is here was left alone',
  none: 'the centre’s authority is not in this backup: put a copy of pki into the data folder, or enrol the seats anew',
  'no-key':
    'the centre’s authority is in this backup and was not opened: put the hub’s key in its place, then run this again',
} as const;

/** `invigil-hub backup` and `invigil-hub restore`. */
export function addBackupCommands(program: Command): void {
  program
    .command('backup')
    .description('copy the store, the pictures and the tracks, also while the hub runs, and check the copy')
    .requiredOption('-c, --config <file>', 'configuration, YAML')
    .option('--to <folder>', 'where to; otherwise what the configuration says under backup.folder')
    .option('--rows-only', 'of a store on PostgreSQL only its rows, as before an update', false)
    .action(async ({ config, rowsOnly, to }: { config: string; rowsOnly: boolean; to?: string }) => {
      const read = loadHubConfig(config);
      const { backup, database, dataDir, evidence } = read;
      const key = readHubKey(keyPlace(read));
      const folder = to === undefined ? backup?.folder : resolve(to);
      if (folder === undefined) {
        throw new HubError(
          'config-invalid',
          `${config}: backup.folder is missing: say --to <folder>, or write it there`,
        );
      }
      if (rowsOnly && database === undefined)
        throw new HubError(
          'config-invalid',
          `${config}: --rows-only: the rows of this hub are in no PostgreSQL`,
        );
      if (database !== undefined) {
        if (!rowsOnly) {
          const { authority, files } = await backUpFiles(dataDir, folder, key);
          console.log(`${folder}: ${files} files were new${withAuthority(authority)}`);
        }
        // After the files, so that what the rows name is there, save what came that moment.
        const dump = await dumpRows(database, folder, systemClock.now());
        console.log(
          dump === undefined
            ? `the rows are in ${nameOfDatabase(database)} and there is no pg_dump here: install postgresql-client, or back that up now by its own means`
            : `${dump}: the rows of ${nameOfDatabase(database)}`,
        );
        if (dump === undefined) process.exitCode = 1;
      } else {
        const made = await backUp(dataDir, folder, { at: systemClock.now(), keep: backup?.keep ?? 0, key });
        console.log(
          `${made.file}: ${made.events} events of ${made.seats} seats, checked; ${made.files} files were new${withAuthority(made.authority)}`,
        );
      }
      if (evidence === undefined || rowsOnly) return;
      const { bucket, endpoint, prefix } = evidence.s3;
      console.log(
        `pictures and tracks lie at ${endpoint}/${bucket}/${prefix} and are not in this backup: back that up by its own means`,
      );
    });

  program
    .command('restore')
    .description('put a backup in the place of the store; the store that is there is kept under another name')
    .addArgument(new Argument('<file>', 'a copy of the store, with its pictures and tracks beside it'))
    .requiredOption('-c, --config <file>', 'configuration, YAML')
    .option('--force', 'also where a hub seems to use the store', false)
    .action(async (file: string, { config, force }: { config: string; force: boolean }) => {
      const read = loadHubConfig(config);
      const { database, dataDir } = read;
      if (database !== undefined) {
        throw new HubError(
          'config-invalid',
          `${config}: the rows are in ${nameOfDatabase(database)}: stop the hub, put those back with pg_restore --clean --if-exists --no-owner --exit-on-error --dbname=…, and copy evidence and tracks of the backup to ${dataDir}`,
        );
      }
      const done = await restore(dataDir, resolve(file), { at: systemClock.now(), force });
      console.log(
        `${join(dataDir, 'hub.sqlite')}: ${done.events} events of ${done.seats} seats; ${done.files} files came back`,
      );
      const authority = await bringAuthorityBack(dirname(resolve(file)), dataDir, readHubKey(keyPlace(read)));
      console.log(AUTHORITY[authority]);
      if (done.before === null) return;
      console.log(`what was there before: ${done.before}`);
      try {
        for (const line of await eraseAgain(read, done.before)) console.log(line);
      } catch (cause) {
        console.log(
          `what was erased since could not be erased again: ${messageOf(cause)}; see invigil-hub receipts`,
        );
      }
    });
}

function withAuthority(is: boolean): string {
  return is ? '; the centre’s authority is in it, sealed with the hub’s key' : '';
}
