import { dirname, join, resolve } from 'node:path';
import type { ErasureReceipt } from '@invigil/contract';
import { Argument, type Command } from 'commander';
import { bringAuthorityBack } from '../backup/authority-copy.js';
import { type BackupMade, backUp } from '../backup/back-up.js';
import { type ConfigFile, openConfigCopy } from '../backup/config-copy.js';
import { dumpRows } from '../backup/dump-rows.js';
import { type Restored, restore } from '../backup/restore.js';
import { restoreRows } from '../backup/restore-rows.js';
import { systemClock } from '../lib/clock.js';
import type { HubConfig } from '../lib/hub-config.js';
import { HubError, messageOf } from '../lib/hub-error.js';
import { keyPlace, readHubKey } from '../lib/hub-key-file.js';
import { loadHubConfig } from '../lib/load-hub-config.js';
import { nameOfDatabase } from '../store/postgres-pool.js';
import { receiptsInFile } from '../store/receipts.js';
import { eraseAgain } from './privacy-commands.js';

/** What became of the centre's authority in a restore. */
const AUTHORITY = {
  back: 'the centre’s authority came back: seats and browsers trust this hub as before',
  'there-already': 'the centre’s authority that is here was left alone',
  none: 'the centre’s authority is not in this backup: put a copy of pki into the data folder, or enrol the seats anew',
  'no-key':
    'the centre’s authority is in this backup and was not opened: put the hub’s key in its place, then run this again',
} as const;

/** What would become of a file of the configuration. */
const WOULD: Record<ConfigFile['is'], string> = {
  new: 'is not here: --write writes it',
  same: 'is as in the backup',
  other:
    'is here and another: it is left alone; --write --force writes it and keeps what is there under another name',
};

/** `invigil-hub backup`, `invigil-hub restore` and `invigil-hub restore-config`. */
export function addBackupCommands(program: Command): void {
  program
    .command('backup')
    .description(
      'copy the rows, the pictures, the tracks and the configuration, also while the hub runs, and check the copy',
    )
    .requiredOption('-c, --config <file>', 'configuration, YAML')
    .option('--to <folder>', 'where to; otherwise what the configuration says under backup.folder')
    .option('--rows-only', 'of a store on PostgreSQL only its rows, as before an update', false)
    .action(async ({ config, rowsOnly, to }: { config: string; rowsOnly: boolean; to?: string }) => {
      const read = loadHubConfig(config);
      const { backup, database, evidence } = read;
      const folder = to === undefined ? backup?.folder : resolve(to);
      if (folder === undefined) {
        throw new HubError(
          'config-invalid',
          `${config}: backup.folder is missing: say --to <folder>, or write it there`,
        );
      }
      const at = systemClock.now();
      if (rowsOnly) {
        if (database === undefined)
          throw new HubError(
            'config-invalid',
            `${config}: --rows-only: the rows of this hub are in no PostgreSQL`,
          );
        const { events, file, seats } = await dumpRows(database, folder, at);
        console.log(`${file}: ${events} events of ${seats} seats, checked`);
        return;
      }
      const key = readHubKey(keyPlace(read));
      const options = { at, keep: backup?.keep ?? 0, key, configFile: resolve(config) };
      console.log(inWords(await backUp(read, folder, options)));
      if (evidence === undefined) return;
      const { bucket, endpoint, prefix } = evidence.s3;
      console.log(
        `pictures and tracks lie at ${endpoint}/${bucket}/${prefix} and are not in this backup: back that up by its own means`,
      );
    });

  program
    .command('restore')
    .description('put a backup in the place of the rows; what is there is kept under another name')
    .addArgument(
      new Argument('<file>', 'a copy of the store or a dump of its rows, with pictures and tracks beside it'),
    )
    .requiredOption('-c, --config <file>', 'configuration, YAML')
    .option('--force', 'also where a hub seems to use the store', false)
    .action(async (file: string, { config, force }: { config: string; force: boolean }) => {
      await restoreFrom(resolve(file), loadHubConfig(config), force);
    });

  program
    .command('restore-config')
    .description(
      'say what the configuration of a backup would change on this machine, and write it where told to',
    )
    .addArgument(new Argument('<folder>', 'the backup’s folder'))
    .requiredOption('--key <file>', 'the hub’s key')
    .option('--write', 'write what is not here', false)
    .option(
      '--force',
      'with --write: also where another one is here, which is kept under another name',
      false,
    )
    .action(
      async (folder: string, { force, key, write }: { force: boolean; key: string; write: boolean }) => {
        const opens = readHubKey({ dataDir: dirname(resolve(key)), keyFile: resolve(key) });
        if (opens === undefined) throw new HubError('key-unusable', `${key}: there is no hub's key`);
        const copy = await openConfigCopy(resolve(folder), opens);
        if (!write) {
          for (const { is, path } of copy.files) console.log(`${path}: ${WOULD[is]}`);
          return;
        }
        for (const line of await copy.write(systemClock.now(), force)) console.log(line);
        const left = copy.files.filter(({ is }) => is === 'other' && !force);
        for (const { path } of left)
          console.log(`${path}: left alone: another one is here; --force writes it`);
        if (left.length > 0) process.exitCode = 1;
      },
    );
}

async function restoreFrom(file: string, config: HubConfig, force: boolean): Promise<void> {
  const { database, dataDir } = config;
  const isDump = file.endsWith('.dump');
  if (isDump !== (database !== undefined))
    throw new HubError(
      'config-invalid',
      isDump
        ? `${file}: is a dump of rows in PostgreSQL, and the configuration names no database`
        : `${file}: is no dump of rows, and the configuration names the database ${database && nameOfDatabase(database)}: take the database out of it, restore, then invigil-hub copy`,
    );
  const at = systemClock.now();
  const done = await bringRowsBack(config, file, { at, force });
  const where = database === undefined ? join(dataDir, 'hub.sqlite') : nameOfDatabase(database);
  console.log(`${where}: ${done.events} events of ${done.seats} seats; ${done.files} files came back`);
  const authority = await bringAuthorityBack(dirname(file), dataDir, readHubKey(keyPlace(config)));
  console.log(AUTHORITY[authority]);
  if (done.before !== null) console.log(`what was there before: ${done.before}`);
  try {
    for (const line of await eraseAgain(config, done.receipts())) console.log(line);
  } catch (cause) {
    console.log(
      `what was erased since could not be erased again: ${messageOf(cause)}; see invigil-hub receipts`,
    );
  }
}

/** `receipts`: of what was there before; throws where they can't be read. */
async function bringRowsBack(
  { database, dataDir }: HubConfig,
  file: string,
  options: { at: number; force: boolean },
): Promise<Restored & { receipts: () => readonly ErasureReceipt[] }> {
  if (database !== undefined) {
    const { receipts, ...done } = await restoreRows({ database, dataDir }, file, options);
    return { ...done, receipts: () => receipts };
  }
  const done = await restore(dataDir, file, options);
  return { ...done, receipts: () => (done.before === null ? [] : receiptsInFile(done.before)) };
}

function inWords({ authority, config, events, file, files, seats }: BackupMade): string {
  const sealed = [authority ? 'the centre’s authority' : '', config ? 'the configuration' : ''].filter(
    (one) => one !== '',
  );
  const also = sealed.length === 0 ? '' : `; in it, sealed with the hub’s key: ${sealed.join(' and ')}`;
  return `${file}: ${events} events of ${seats} seats, checked; ${files} files were new${also}`;
}
