import { join, resolve } from 'node:path';
import { Argument, type Command } from 'commander';
import { backUp, backUpFiles } from '../backup/back-up.js';
import { restore } from '../backup/restore.js';
import { systemClock } from '../lib/clock.js';
import { HubError, messageOf } from '../lib/hub-error.js';
import { loadHubConfig } from '../lib/load-hub-config.js';
import { nameOfDatabase } from '../store/postgres-pool.js';
import { eraseAgain } from './privacy-commands.js';

/** `invigil-hub backup` and `invigil-hub restore`. */
export function addBackupCommands(program: Command): void {
  program
    .command('backup')
    .description('copy the store, the pictures and the tracks, also while the hub runs, and check the copy')
    .requiredOption('-c, --config <file>', 'configuration, YAML')
    .option('--to <folder>', 'where to; otherwise what the configuration says under backup.folder')
    .action(async ({ config, to }: { config: string; to?: string }) => {
      const { backup, database, dataDir, evidence } = loadHubConfig(config);
      const folder = to === undefined ? backup?.folder : resolve(to);
      if (folder === undefined) {
        throw new HubError(
          'config-invalid',
          `${config}: backup.folder is missing: say --to <folder>, or write it there`,
        );
      }
      if (database !== undefined) {
        const { files } = await backUpFiles(dataDir, folder);
        console.log(`${folder}: ${files} files were new`);
        console.log(
          `the rows are in ${nameOfDatabase(database)}: back that up now by its own means, such as pg_dump --format=custom`,
        );
      } else {
        const made = await backUp(dataDir, folder, { at: systemClock.now(), keep: backup?.keep ?? 0 });
        console.log(
          `${made.file}: ${made.events} events of ${made.seats} seats, checked; ${made.files} files were new`,
        );
      }
      if (evidence === undefined) return;
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
          `${config}: the rows are in ${nameOfDatabase(database)}: stop the hub, put those back with pg_restore, and copy evidence and tracks of the backup to ${dataDir}`,
        );
      }
      const done = await restore(dataDir, resolve(file), { at: systemClock.now(), force });
      console.log(
        `${join(dataDir, 'hub.sqlite')}: ${done.events} events of ${done.seats} seats; ${done.files} files came back`,
      );
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
