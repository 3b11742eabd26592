import type { Incident, Judgement, SpokenLanguage, SessionLine } from '@invigil/contract';
import { stringify } from 'csv-stringify/sync';
import { seen } from './report-incidents.js';
import { REPORT_WORDS } from './report-speech.js';

/** Begins a table, so that spreadsheets read it as UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

type Row = readonly (string | number | null)[];

/** The list of sessions as CSV, line by line. */
export async function* sessionTable(lines: AsyncIterable<SessionLine>): AsyncGenerator<string> {
  yield* table(SESSION_COLUMNS, lines, sessionRow);
}

/** The list of incidents as CSV, line by line. What was seen is in the reader's language; all else are codes and columns that programs know. */
export async function* incidentTable(
  incidents: AsyncIterable<{ incident: Incident; judgements: readonly Judgement[] }>,
  language: SpokenLanguage,
): AsyncGenerator<string> {
  yield* table(INCIDENT_COLUMNS, incidents, (one) => incidentRow(one, language));
}

async function* table<T>(
  columns: readonly string[],
  values: AsyncIterable<T>,
  rowOf: (value: T) => Row,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + lineOf(columns);
  for await (const value of values) yield lineOf(rowOf(value));
}

/** A cell that a spreadsheet would run as a formula, such as `=…`, gets an apostrophe before it, and is text. */
function lineOf(row: Row): string {
  return stringify([row], { escape_formulas: true, record_delimiter: 'windows' });
}

const SESSION_COLUMNS = [
  'room',
  'seat',
  'session',
  'from',
  'to',
  'running',
  'watched_percent',
  'complete',
  'incidents_open',
  'incidents_judged',
  'kept_until',
  'legal_hold',
];

function sessionRow(line: SessionLine): Row {
  const { complete, dueAt, from, hold, incidents, room, running, seat, session, to, watched } = line;
  return [
    room,
    seat,
    session,
    iso(from),
    iso(to),
    yesNo(running),
    watched === null ? null : Math.floor(watched * 1000) / 10,
    complete === null ? null : yesNo(complete),
    incidents.open,
    incidents.judged,
    dueAt === null ? null : iso(dueAt),
    hold,
  ];
}

const INCIDENT_COLUMNS = [
  'incident',
  'room',
  'seat',
  'class',
  'severity',
  'what_was_seen',
  'from',
  'to',
  'seconds',
  'signals',
  'greatest_confidence',
  'pictures',
  'state',
  'judgements',
  'judged_at',
  'judged_by',
  'reason',
  'words',
];

function incidentRow(
  { incident, judgements }: { incident: Incident; judgements: readonly Judgement[] },
  language: SpokenLanguage,
): Row {
  const { class: of, endedAt, evidence, id, judged, room, seat, severity, signals, startedAt } = incident;
  const last = judgements.at(-1);
  return [
    id,
    room,
    seat,
    of,
    severity,
    seen(signals, REPORT_WORDS[language]),
    iso(startedAt),
    endedAt === null ? null : iso(endedAt),
    endedAt === null ? null : (endedAt - startedAt) / 1000,
    signals.length,
    Math.max(...signals.map(({ confidence }) => confidence)),
    evidence.length,
    judged?.state ?? 'open',
    judgements.length,
    last === undefined ? null : iso(last.at),
    last?.by ?? null,
    last?.reason ?? null,
    last?.words ?? null,
  ];
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function yesNo(is: boolean): string {
  return is ? 'yes' : 'no';
}
