import type { Readable } from 'node:stream';
import { HubError } from '../lib/hub-error.js';
import { runPostgres } from './postgres-programs.js';

/** Rows by the name of their table. */
export type RowCounts = ReadonlyMap<string, number>;

/** Tables without which a dump is none of a hub. */
const NEEDED = ['seat', 'kysely_migration'];
const NEW_LINE = 0x0a;
const COPY = /^COPY (?:\w+|"(?:[^"]|"")+")\.(\w+|"(?:[^"]|"")+") /;

/**
 * Reads a dump of a hub's rows from its beginning to its end, and counts them: what is cut or damaged does not come through. Gives the rows of each table.
 * Throws a {@link HubError}: `store-damaged`, or `programs-missing`.
 */
export async function checkDump(file: string): Promise<RowCounts> {
  const counts = new Map<string, number>();
  await runPostgres('pg_restore', ['--data-only', '--file=-', file], {
    code: 'store-damaged',
    what: `${file}: is no whole dump`,
    take: (out) => countRows(out, counts),
  });
  const lacks = NEEDED.find((name) => !counts.has(name));
  if (lacks !== undefined)
    throw new HubError('store-damaged', `${file}: is no dump of a hub: it has no table ${lacks}`);
  return counts;
}

/** Each row is a line of its own: what would break it is written otherwise (https://www.postgresql.org/docs/15/sql-copy.html). */
async function countRows(out: Readable, counts: Map<string, number>): Promise<void> {
  let table: string | undefined;
  let rows = 0;
  let before: Buffer = Buffer.alloc(0);
  for await (const read of out) {
    if (!Buffer.isBuffer(read)) continue;
    let from = 0;
    for (let end = read.indexOf(NEW_LINE); end >= 0; end = read.indexOf(NEW_LINE, from)) {
      const line =
        before.length === 0 ? read.subarray(from, end) : Buffer.concat([before, read.subarray(from, end)]);
      before = Buffer.alloc(0);
      from = end + 1;
      if (table === undefined) {
        table = tableOf(line);
        rows = 0;
      } else if (line.length === 2 && line.toString() === '\\.') {
        counts.set(table, rows);
        table = undefined;
      } else rows += 1;
    }
    before = Buffer.concat([before, read.subarray(from)]);
  }
}

function tableOf(line: Buffer): string | undefined {
  const name = COPY.exec(line.subarray(0, 400).toString())?.[1];
  return name?.startsWith('"') === true ? name.slice(1, -1).replaceAll('""', '"') : name;
}

/** How many events and seats there are. */
export function factsOf(counts: RowCounts): { events: number; seats: number } {
  const events = [...counts].filter(([name]) => /^event(_\d|_other$|$)/.test(name));
  return { events: events.reduce((sum, [, rows]) => sum + rows, 0), seats: counts.get('seat') ?? 0 };
}
