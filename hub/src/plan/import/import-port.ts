import {
  IMPORT_COLUMNS,
  type ImportDone,
  type ImportFault,
  type ImportPreview,
  canonicalText,
  said,
} from '@invigil/contract';
import { stringify } from 'csv-stringify/sync';
import type { Actor } from '../../http/audit-trail.js';
import type { Outcome } from '../../http/refusal.js';
import { sha256Hex } from '../../lib/sha256.js';
import { listExams } from '../../store/exams.js';
import type { Db } from '../../store/schema.js';
import {
  addSitting,
  allCandidates,
  clearPlace,
  heldSittings,
  keepCandidate,
  setPlace,
  sittingsOf,
} from '../../store/sittings.js';
import type { LivePlan } from '../live-plan.js';
import { type Before, type PlannedRow, planImport, sittingKey } from './plan-import.js';
import { readTable } from './read-table.js';

/** Faults that one answer names. */
const MAX_FAULTS = 500;

type Planned = { faults: ImportFault[]; rows: PlannedRow[]; seen: string };

/** What people may do with a file of candidates. */
export function importPort(db: Db, live: LivePlan) {
  const planned = async (
    one: Db,
    at: number,
    bytes: Uint8Array,
    exam: string | undefined,
  ): Promise<Planned> => {
    const table = readTable(bytes);
    const { faults, rows } = Array.isArray(table)
      ? { faults: table, rows: [] }
      : planImport(table, await lookAt(one, live, at), exam);
    const seen = sha256Hex(canonicalText({ file: sha256Hex(bytes), exam, faults, rows }));
    return { faults, rows, seen };
  };
  return {
    /** A file to begin with: the columns, and one row that shows each. */
    template: (): string => stringify([[...IMPORT_COLUMNS], TEMPLATE_ROW], { bom: true }),
    preview: async (bytes: Uint8Array, exam: string | undefined): Promise<ImportPreview> => {
      const { faults, rows, seen } = await planned(db, live.now(), bytes, exam);
      return {
        seen,
        faults: faults.slice(0, MAX_FAULTS),
        faultCount: faults.length,
        rows: rows.map(({ change, differs, exam: of, name, number, place, row }) => ({
          row,
          exam: of,
          number,
          name,
          place,
          change,
          differs,
        })),
      };
    },
    /** Does all of it or nothing, where it is what was seen. */
    accept: async (
      bytes: Uint8Array,
      { exam, seen }: { exam?: string | undefined; seen: string },
      who: Actor,
    ): Promise<Outcome<ImportDone>> =>
      live.change<ImportDone>(who, async (tx, at) => {
        const now = await planned(tx, at, bytes, exam);
        if (now.faults.length > 0) return { code: 'bad-request', ...said('file-has-faults') };
        if (now.seen !== seen)
          return {
            code: 'conflict',
            ...said('import-meanwhile'),
          };
        await write(tx, now.rows);
        const changing = now.rows.filter(({ change }) => change !== 'same');
        const exams = [...new Set(changing.map((row) => row.exam))];
        const value = {
          added: changing.filter(({ change }) => change === 'added').length,
          changed: changing.filter(({ change }) => change === 'changed').length,
          same: now.rows.length - changing.length,
        };
        const told = exams.map((name) => ({
          verb: 'candidates-imported' as const,
          subject: name,
          count: changing.filter((row) => row.exam === name).length,
        }));
        return { value, told };
      }),
  };
}

const TEMPLATE_ROW = [
  '2026-0013',
  'Ada Example',
  'algebra',
  'room-1',
  'A1',
  'may look around, more time',
  'eyes-closed',
  'all=1.5 looking-away=2',
  'no',
  'yes',
  'no',
];

async function lookAt(db: Db, live: LivePlan, now: number): Promise<Before> {
  const exams = await listExams(db);
  const sittings = await sittingsOf(
    db,
    exams.map(({ exam }) => exam),
  );
  return {
    exams,
    rooms: live.plan.rooms,
    sittings: new Map(sittings.map((sitting) => [sittingKey(sitting), sitting])),
    candidates: await allCandidates(db),
    held: new Set((await heldSittings(db, now)).map(sittingKey)),
  };
}

async function write(db: Db, rows: readonly PlannedRow[]): Promise<void> {
  const moved: { exam: string; id: string; place: PlannedRow['place'] }[] = [];
  for (const { accommodations, change, exam, name, number, place } of rows) {
    if (change === 'same') continue;
    const id = await keepCandidate(db, { number, name, accommodations });
    await addSitting(db, exam, id);
    moved.push({ exam, id, place });
  }
  // Everybody stands up before anybody sits down: whoever changes places with another finds it free.
  for (const { exam, id } of moved) await clearPlace(db, exam, id);
  for (const { exam, id, place } of moved) if (place !== null) await setPlace(db, exam, id, place);
}
