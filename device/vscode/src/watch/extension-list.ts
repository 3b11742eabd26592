import { MAX_WHAT, type ReportDetail } from '@invigil/contract';
import { assistantsAmong } from './assistants.js';

/** An extension as the editor lists it; one that is disabled is not listed. */
export type Listed = { id: string; version: string; builtIn: boolean };

/** `SignalDetail.what` holds no more names. */
const MOST_NAMES = 8;

/** Names as a report may hold them; undefined where there are none. */
export function naming(names: readonly string[]): ReportDetail | undefined {
  return names.length === 0
    ? undefined
    : { what: names.slice(0, MOST_NAMES).map((name) => name.slice(0, MAX_WHAT)) };
}

/** Those that somebody added, with their versions: what is compared from one look to the next. Built-in ones come with the editor. */
export function added(list: readonly Listed[]): Record<string, string> {
  return Object.fromEntries(list.filter(({ builtIn }) => !builtIn).map(({ id, version }) => [id, version]));
}

/**
 * Extensions that came, went or changed their version between two looks, by their full names, without those that are nothing to tell.
 * @param allowed full names, whatever their case
 */
export function changedExtensions(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
  allowed: readonly string[],
): string[] {
  const permitted = new Set(allowed.map((id) => id.toLowerCase()));
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((id) => before[id] !== after[id] && !permitted.has(id.toLowerCase()))
    .toSorted();
}

/**
 * Extensions that are there and not on the list. None where the policy has no list: then nothing is said of which are welcome.
 */
export function unlisted(there: Readonly<Record<string, string>>, allowed: readonly string[]): string[] {
  return allowed.length === 0 ? [] : changedExtensions({}, there, allowed);
}

/** Known assistants among them that are not on the list, built-in ones too. */
export function assistantsOf(list: readonly Listed[], allowed: readonly string[]): string[] {
  const permitted = new Set(allowed.map((id) => id.toLowerCase()));
  return assistantsAmong(list.map(({ id }) => id)).filter((id) => !permitted.has(id.toLowerCase()));
}
