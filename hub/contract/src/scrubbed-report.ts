import type { DoctorReport } from './doctor.js';

/** A place in the file system, save devices: a folder may bear somebody's name. */
const PATH = /(?<![\w./])\/(?!dev\/|proc\/|sys\/|s\b)[\w.@+-]+(?:\/[^\s,;:()'"]*)?/g;
const IP4 = /\b\d{1,3}(?:\.\d{1,3}){3}\b/g;
const IP6 = /(?<![\w:])(?:(?:[\da-f]{1,4}:){3,7}[\da-f]{1,4}|[\da-f:]*::[\da-f:]*)(?![\w:])/gi;

/**
 * A report that may leave the house: without folders, files and addresses.
 * @param names what else may not stand in it, such as the hub's name and the file of a film
 */
export function scrubbedReport(report: DoctorReport, names: readonly string[]): DoctorReport {
  const scrub = (text: string): string => {
    const nameless = names
      .filter((name) => name !== '')
      .reduce((left, name) => left.replaceAll(name, '…'), text);
    return nameless.replaceAll(PATH, '…').replaceAll(IP4, '…').replaceAll(IP6, '…');
  };
  return {
    ...report,
    lines: report.lines.map((line) => ({
      ...line,
      found: scrub(line.found),
      ...(line.todo !== undefined && { todo: scrub(line.todo) }),
    })),
  };
}
