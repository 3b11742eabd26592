import { type Kysely, type Migration, sql } from 'kysely';

/** For the count of a seat's pictures that none of its events names. */
const STATEMENTS = [
  `create index evidence_picture on evidence (seat_id, sha256)`,
  `create index picture_seat on picture (seat_id, received_at)`,
];

export const pictures: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
