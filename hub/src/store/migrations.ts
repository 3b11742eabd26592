import type { Migration } from 'kysely';
import { first } from './migrations/0001-first.js';
import { pictures } from './migrations/0002-pictures.js';
import { room } from './migrations/0003-room.js';
import { track } from './migrations/0004-track.js';
import { liveness } from './migrations/0006-liveness.js';
import { budget } from './migrations/0007-budget.js';
import { chain } from './migrations/0008-chain.js';
import { analysis } from './migrations/0005-analysis.js';
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
import type { InBoth } from './migrations/in-both.js';
import { first as firstOfPostgres } from './migrations/postgres/0001-first.js';

/** Of SQLite alone: PostgreSQL begins with what they come to. */
const OF_SQLITE = {
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
};

/** From 0029 on: each in the words of both. They are run in the order of their names; one that was published is never edited. */
const OF_BOTH: Record<string, InBoth> = {
  '0029-freeze': freeze,
};

export const SQLITE_MIGRATIONS: Record<string, Migration> = { ...OF_SQLITE, ...each('sqlite') };

export const POSTGRES_MIGRATIONS: Record<string, Migration> = {
  '0001-first': firstOfPostgres,
  ...each('postgres'),
};

function each(words: keyof InBoth): Record<string, Migration> {
  return Object.fromEntries(Object.entries(OF_BOTH).map(([name, both]) => [name, both[words]]));
}
