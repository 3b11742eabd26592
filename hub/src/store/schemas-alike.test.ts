import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { emptyDatabase } from '../lib/test-database.js';
import { tempFolder } from '../lib/testing.js';
import { COPIED, NUMBERED } from './copied-tables.js';
import { makePartitions } from './event-partitions.js';
import { bootId, insertRows, rowsOf } from './events.js';
import { openPostgres, readPostgres } from './open-postgres.js';
import { openSqlite } from './open-sqlite.js';
import type { Db } from './schema.js';

/** Types of PostgreSQL by those of SQLite. */
const TYPES: Record<string, string> = {
  INTEGER: 'bigint',
  TEXT: 'text',
  REAL: 'double precision',
  BLOB: 'bytea',
};

/** Each column as `table.column type not-null`. */
async function columnsOfSqlite(db: Db): Promise<string[]> {
  const { rows } = await sql<{ of: string; name: string; type: string; required: number; pk: number }>`
    select m.name as "of", c.name, upper(c.type) as type, c."notnull" as required, c.pk
    from sqlite_schema m join pragma_table_info(m.name) c
    where m.type = 'table' and m.name not like 'sqlite_%' and m.name not like 'kysely_%'`.execute(db);
  return rows.map(
    (row) => `${row.of}.${row.name} ${TYPES[row.type]}${row.required === 1 || row.pk > 0 ? ' not null' : ''}`,
  );
}

async function columnsOfPostgres(db: Db): Promise<string[]> {
  const { rows } = await sql<{ column: string }>`
    select t.relname || '.' || a.attname || ' ' || format_type(a.atttypid, null) || case when a.attnotnull then ' not null' else '' end
      as column
    from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') and not t.relispartition
      and t.relname not like 'kysely%'`.execute(db);
  return rows.map(({ column }) => column);
}

test('both databases have the same tables and columns, texts in the order of their bytes, and all are copied', async () => {
  const [sqlite, postgres] = [await openSqlite(tempFolder()), await openPostgres(emptyDatabase())];
  const columns = (await columnsOfPostgres(postgres)).sort();
  assert.deepEqual(columns, (await columnsOfSqlite(sqlite)).sort());
  const tables = new Set(columns.map((column) => column.split('.')[0]));
  assert.deepEqual(COPIED.map(({ table }) => table).sort(), [...tables].map(String).sort());
  const { rows: other } = await sql`
    select t.relname, a.attname from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0
    join pg_collation c on c.oid = a.attcollation
    where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') and t.relname not like 'kysely%'
      and c.collname <> 'C'`.execute(postgres);
  assert.deepEqual(other, []);
  const { rows: counted } = await sql<{ name: string }>`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and is_identity = 'YES'`.execute(postgres);
  assert.deepEqual(counted.map(({ name }) => name).sort(), NUMBERED.map((one) => one.join('.')).sort());
  await Promise.all([sqlite.destroy(), postgres.destroy()]);
});

test('events lie apart by the month in which their boot was heard of, and once whatever month it is', async () => {
  const address = emptyDatabase();
  const db = await openPostgres(address);
  const { id: seatId } = await db
    .insertInto('seat')
    .values({ centre: 'north', room: 'r2', seat: 'a1' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const boot = await bootId(db, seatId, 'a'.repeat(16));
  const event = {
    seq: 1,
    session: 'maths',
    at: 5,
    hash: 'ab'.repeat(32),
    body: { type: 'evidence' as const, signalId: 'x', pictures: [] },
  };
  const rows = rowsOf({ seatId, bootId: boot }, [event], 7);
  await insertRows(db, rows);
  await insertRows(db, rows);
  const month = new Date().toISOString().slice(0, 7).replace('-', '_');
  const placed = () =>
    sql<{ part: string }>`select tableoid::regclass::text as part from event order by seq`.execute(db);
  assert.deepEqual((await placed()).rows, [{ part: `event_${month}` }]);
  // What comes of SQLite has numbers without a month; what is far ahead has no partition yet.
  for (const [id, name] of [
    [7, 'b'],
    [5_000_000_000_000, 'c'],
  ] as const) {
    await db
      .insertInto('boot')
      .values({ id, seat_id: seatId, boot: name.repeat(16) })
      .execute();
    await insertRows(db, rowsOf({ seatId, bootId: id }, [{ ...event, seq: id === 7 ? 2 : 3 }], 7));
  }
  assert.deepEqual(
    (await placed()).rows.map(({ part }) => part),
    [`event_${month}`, 'event_before', 'event_other'],
  );
  assert.deepEqual(await makePartitions(db, Date.now()), [], 'they are there');
  // 5,000 months after 1970, of which `event_other` holds something already: the months around are made.
  const late = await makePartitions(db, Date.UTC(1970, 5000));
  assert.deepEqual([late.length, late[0]], [6, 'event_2386_10']);
  const reader = readPostgres(address);
  await assert.rejects(reader.deleteFrom('event').execute(), /read-only/);
  await Promise.all([db.destroy(), reader.destroy()]);
});
