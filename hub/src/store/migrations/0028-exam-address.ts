import { type Kysely, type Migration, sql } from 'kysely';

export const examAddress: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql.raw('alter table exam add column address text').execute(db);
  },
};
