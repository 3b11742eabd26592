import { writeFileSync } from 'node:fs';
import { type Row, row } from '../bench/rows.js';
import { type FleetMachine, isSeat, placeOf } from './fleet-machine.js';
import type { Outcome } from './rollout.js';

/** A work that was done to a fleet. */
type Work = { verb: string; outcomes: ReadonlyMap<FleetMachine, Outcome> };

/** A row for each machine with the time that it took, and one of how many are as they should be. */
function rowsOf({ outcomes, verb }: Work): Row[] {
  const all = [...outcomes];
  const done = all.filter(([, { result }]) => result === 'done').length;
  return [
    row(`${verb}: machines done`, done, '', all.length, { least: all.length }),
    ...all.map(([machine, { result, seconds }]) => ({
      ...row(`${verb} ${placeOf(machine)}: ${result}`, seconds, 's', 1),
      pass: result === 'done',
    })),
  ];
}

/** The same for a spreadsheet, with what each machine said. */
function csvOf({ outcomes, verb }: Work): string {
  const lines = [...outcomes].map(([machine, { result, said, seconds }]) => {
    const place = isSeat(machine) ? [machine.room, machine.seat] : ['', 'hub'];
    return [verb, machine.host, ...place, result, seconds.toFixed(1), said].map(cell).join(',');
  });
  return [`work,host,room,seat,result,seconds,said`, ...lines, ''].join('\r\n');
}

/** Writes both where they are asked for. */
export function writeReports(
  work: Work,
  { csv, json }: { csv?: string | undefined; json?: string | undefined },
): void {
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(rowsOf(work), null, 2)}\n`);
  if (csv !== undefined) writeFileSync(csv, csvOf(work));
}

/** What a machine said is no formula. */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
