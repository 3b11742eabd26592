import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, Migrator, SqliteDialect } from 'kysely';
import { HubError, messageOf } from '../lib/hub-error.js';
import { first } from './migrations/0001-first.js';
import { pictures } from './migrations/0002-pictures.js';
import { room } from './migrations/0003-room.js';
import { track } from './migrations/0004-track.js';
import { liveness } from './migrations/0006-liveness.js';
import { budget } from './migrations/0007-budget.js';
import { chain } from './migrations/0008-chain.js';
import { analysis } from './migrations/0005-analysis.js';
import { withKeptStatements } from './kept-statements.js';
import { rights } from './migrations/0009-rights.js';
import { certificates } from './migrations/0010-certificates.js';
import { acknowledgements } from './migrations/0025-acknowledgements.js';
import { judgements } from './migrations/0016-judgements.js';
import { sessionVerdicts } from './migrations/0026-session-verdicts.js';
import { machinesAndUsers } from './migrations/0022-machines-and-users.js';
import { roomLayout } from './migrations/0023-room-layout.js';
import { seatLink } from './migrations/0011-seat-link.js';
import { sealed } from './migrations/0012-sealed.js';
import { erasure } from './migrations/0013-erasure.js';
import { notice } from './migrations/0014-notice.js';
import { secondFactor } from './migrations/0015-second-factor.js';
import { talk } from './migrations/0019-talk.js';
import { reports } from './migrations/0020-reports.js';
import { centre } from './migrations/0024-centre.js';
import { software } from './migrations/0027-software.js';
import { examAddress } from './migrations/0028-exam-address.js';
import { freeze } from './migrations/0029-freeze.js';
import type { Db, Schema } from './schema.js';

/** In the order in which they are run. A migration that was published is never edited. */
const MIGRATIONS = {
  '0001-first': first,
  '0002-pictures': pictures,
  '0003-room': room,
  '0004-track': track,
  '0005-analysis': analysis,
  '0006-liveness': liveness,
  '0007-budget': budget,
  '0008-chain': chain,
  '0009-rights': rights,
  '0010-certificates': certificates,
  '0011-seat-link': seatLink,
  '0012-sealed': sealed,
  '0013-erasure': erasure,
  '0014-notice': notice,
  '0015-second-factor': secondFactor,
  '0016-judgements': judgements,
  '0019-talk': talk,
  '0020-reports': reports,
  '0022-machines-and-users': machinesAndUsers,
  '0023-room-layout': roomLayout,
  '0024-centre': centre,
  '0025-acknowledgements': acknowledgements,
  '0026-session-verdicts': sessionVerdicts,
  '0027-software': software,
  '0028-exam-address': examAddress,
  '0029-freeze': freeze,
};

/**
 * Opens `hub.sqlite` in the data folder and brings it up to date. What was committed survives a power cut.
 * Throws a {@link HubError} with code `store-unavailable`.
 */
export async function openDatabase(dataDir: string): Promise<Db> {
  const file = join(dataDir, 'hub.sqlite');
  let sqlite: Database.Database | undefined;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    sqlite = new Database(file, { timeout: 5000 });
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    // What is deleted is written over with zeros, not only forgotten.
    sqlite.pragma('secure_delete = ON');
    const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: withKeptStatements(sqlite) }) });
    await migrate(db);
    return db;
  } catch (cause) {
    sqlite?.close();
    throw new HubError(
      'store-unavailable',
      `${file}: can't be opened: ${messageOf(cause)}; nothing was changed. \`invigil-hub restore\` puts a backup in its place and keeps it`,
      { cause },
    );
  }
}

/** Another connection to a store that is open, which only reads: for a thread beside the hub's own. */
export function openReader(dataDir: string): Db {
  const sqlite = new Database(join(dataDir, 'hub.sqlite'), {
    readonly: true,
    fileMustExist: true,
    timeout: 5000,
  });
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database: withKeptStatements(sqlite) }) });
}

async function migrate(db: Db): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'migration';
  throw new Error(`${failed}: ${messageOf(error)}`, { cause: error });
}
