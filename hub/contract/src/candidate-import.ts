import * as z from 'zod';
import { CandidateNumber, SittingPlace } from './exam.js';
import { Sha256, Slug } from './ids.js';

/** Bytes of a file of candidates. */
export const MAX_IMPORT_BYTES = 5_000_000;
/** Rows of one. */
export const MAX_IMPORT_ROWS = 5000;

/** The columns of a file of candidates. The first two must be there; `exam` too, where the import is not of one exam. */
export const IMPORT_COLUMNS = [
  'number',
  'name',
  'exam',
  'room',
  'seat',
  'arrangement',
  'off',
  'longer',
  'reads-aloud',
  'looks-around',
  'no-camera',
] as const;
export type ImportColumn = (typeof IMPORT_COLUMNS)[number];

/** What can be wrong with a cell, a row (`column` is null) or the file (`row` is null). */
export const ImportFault = z.object({
  /** As a spreadsheet counts: the first line, which names the columns, is 1. */
  row: z.number().int().min(1).nullable(),
  column: z.string().max(64).nullable(),
  code: z.enum([
    /** It is no text in UTF-8; it is no table; it has too many rows; it has none. */
    'not-utf-8',
    'not-csv',
    'too-many-rows',
    'no-rows',
    /** A column that must be there; one that nobody knows; one that is there twice; a cell beyond the last of them. */
    'column-missing',
    'column-unknown',
    'column-twice',
    'cell-beyond',
    /** A cell is empty that must not be; its text is too long, or not of the form that is asked for. */
    'missing',
    'too-long',
    'wrong-form',
    /** There is no such exam; room in the exam; seat in its rooms. Several seats have this label: name the room. */
    'unknown-exam',
    'unknown-room',
    'unknown-seat',
    'ambiguous-seat',
    /** The exam has ended; the session that they sat in is held. */
    'exam-ended',
    'held',
    /** Another row, or somebody whom the file does not name, has this seat; the number is there twice in one exam. */
    'seat-twice',
    'seat-taken',
    'number-twice',
    /** One number has two names or two arrangements in the file. */
    'contradicts',
    /** There is no such kind of signal; the factor is not from 1 to 10; it is neither yes nor no. */
    'unknown-kind',
    'wrong-factor',
    'not-yes-no',
    /** Something is arranged, and there are no words of it for the invigilator. */
    'words-missing',
  ]),
  /** What stands there, cut at 80 characters; for `unknown-kind` the kind. */
  value: z.string().max(80),
});
export type ImportFault = z.infer<typeof ImportFault>;

/** What a row of the file would do. */
export const ImportRow = z.object({
  row: z.number().int().min(2),
  exam: Slug,
  number: CandidateNumber,
  name: z.string().max(80),
  place: SittingPlace.nullable(),
  change: z.enum(['added', 'changed', 'same']),
  /** What becomes different: of `changed`, and of somebody `added` who is in another exam, where it is another one there too. */
  differs: z.array(z.enum(['name', 'seat', 'arrangement'])),
});
export type ImportRow = z.infer<typeof ImportRow>;

/** `POST /api/candidates/preview`: what an import would do. Nothing was changed. */
export const ImportPreview = z.object({
  /** Stands for the file and all that it would change: goes into `seen` of the import. */
  seen: Sha256,
  /** The first 500. Where there is one, nothing can be imported. */
  faults: z.array(ImportFault).max(500),
  faultCount: z.number().int().min(0),
  rows: z.array(ImportRow).max(MAX_IMPORT_ROWS),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

/** `?exam=`: the exam of rows that name none. */
export const ImportQuery = z.object({ exam: Slug.optional() });
/** `POST /api/candidates/import?seen=`: refused as a `conflict` where it would do something else than what was seen. */
export const ImportAccept = ImportQuery.extend({ seen: Sha256 });

/** Its answer. */
export const ImportDone = z.object({
  added: z.number().int().min(0),
  changed: z.number().int().min(0),
  same: z.number().int().min(0),
});
export type ImportDone = z.infer<typeof ImportDone>;
