import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import Database from 'better-sqlite3';
import { cutWal } from './cut-wal.js';

const home = mkdtempSync(join(tmpdir(), 'cut-wal-'));
after(() => rmSync(home, { recursive: true }));

/** A database as a killed process leaves it, with so many committed rows. */
function killedWith(name: string, rows: number, atOnce = false): string {
  const live = join(home, `${name}.live`);
  const db = new Database(live);
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE t (a TEXT)');
  const insert = db.prepare('INSERT INTO t VALUES (?)');
  const each = (): void => void insert.run('x'.repeat(1000));
  if (atOnce) db.transaction(() => Array.from({ length: rows }, each))();
  else Array.from({ length: rows }, each);
  const left = join(home, name);
  for (const end of ['', '-wal']) cpSync(live + end, left + end);
  db.close();
  return left;
}

function rowsOf(file: string): number {
  const db = new Database(file);
  try {
    assert.equal(db.pragma('integrity_check', { simple: true }), 'ok');
    return Number(db.prepare('SELECT count(*) FROM t').pluck().get());
  } finally {
    db.close();
  }
}

test('what was committed last is gone, what was committed before is there', () => {
  const file = killedWith('half', 100);
  const cut = cutWal(file, 0.5);
  assert.ok(cut !== undefined && cut.framesLeft < cut.framesBefore);
  const rows = rowsOf(file);
  assert.ok(rows > 30 && rows < 70, `${rows} rows`);
});

test('leaves alone a log that was copied into the database', () => {
  const file = killedWith('copied', 6000, true);
  assert.equal(cutWal(file, 0.5), undefined);
  assert.equal(rowsOf(file), 6000);
});
