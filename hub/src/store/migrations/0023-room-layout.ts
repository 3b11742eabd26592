import { type Kysely, type Migration, sql } from 'kysely';

const STATEMENTS = [
  // Each arrangement stays: what a neighbour was is a question of the time.
  `create table room_layout (
     centre text not null, room text not null, n integer not null, at integer not null, arranged_by text not null,
     layout text not null, primary key (centre, room, n)) strict`,
];

export const roomLayout: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
