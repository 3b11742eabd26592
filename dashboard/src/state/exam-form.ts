import {
  type Accommodations,
  CandidateNumber,
  type CandidateRequest,
  ExamAddress,
  type NewExam,
  Slug,
} from '@invigil/contract';

/**
 * What was typed of an exam. `startsAt`: as a `datetime-local` field writes it; `policy`: `name/version`, empty for none; `address`: empty for
 * none.
 */
export type ExamTyped = {
  exam: string;
  name: string;
  startsAt: string;
  minutes: string;
  rooms: readonly string[];
  policy: string;
  address: string;
};
export type ExamFault =
  | 'faultName'
  | 'faultShort'
  | 'faultRooms'
  | 'faultStart'
  | 'faultLength'
  | 'faultAddress';

/** An exam as it was typed, or the first thing that is wrong with it. */
export function readExam(typed: ExamTyped): { exam: NewExam } | { fault: ExamFault } {
  const { exam, rooms } = typed;
  const name = typed.name.trim();
  if (name === '') return { fault: 'faultName' };
  if (!Slug.safeParse(exam).success) return { fault: 'faultShort' };
  const startsAt = new Date(typed.startsAt).getTime();
  if (Number.isNaN(startsAt)) return { fault: 'faultStart' };
  const minutes = Number(typed.minutes);
  if (!Number.isInteger(minutes) || minutes < 5 || minutes > 1440) return { fault: 'faultLength' };
  if (rooms.length === 0) return { fault: 'faultRooms' };
  const address = typed.address.trim();
  if (address !== '' && !ExamAddress.safeParse(address).success) return { fault: 'faultAddress' };
  const [policy = '', version = ''] = typed.policy.split('/');
  const named = policy === '' ? null : { name: policy, version: Number(version) };
  const found = { exam, name, rooms: [...rooms], startsAt, minutes, policy: named };
  return { exam: { ...found, ...(address !== '' && { address }) } };
}

/** A moment as a `datetime-local` field takes it: on this machine's calendar, to the minute. */
export function localTime(epochMs: number): string {
  const local = new Date(epochMs - new Date(epochMs).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** What was typed into a field of a form. */
export function textIn(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
}

/** A short name out of a name: what has no place in one becomes a hyphen. */
export function shortNameOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 32)
    .replaceAll(/^-+|-+$/g, '');
}

/** What was typed of a candidate; `factor`: how many times longer everything must last. */
export type CandidateTyped = {
  number: string;
  name: string;
  words: string;
  factor: string;
  off: readonly string[];
  readsAloud: boolean;
  looksAround: boolean;
  noCamera: boolean;
};
export type CandidateFault = 'faultNumber' | 'faultName' | 'faultWords' | 'faultFactor';

/** A candidate as typed, or the first thing that is wrong. @param before factors of single kinds are taken from there */
export function readCandidate(
  typed: CandidateTyped,
  kinds: readonly Accommodations['off'][number][],
  before: Accommodations | null,
): { request: CandidateRequest } | { fault: CandidateFault } {
  const [number, name, words] = [typed.number.trim(), typed.name.trim(), typed.words.trim()];
  if (!CandidateNumber.safeParse(number).success) return { fault: 'faultNumber' };
  if (name === '') return { fault: 'faultName' };
  const factor = typed.factor.trim() === '' ? 1 : Number(typed.factor.replace(',', '.'));
  if (!(factor >= 1 && factor <= 10)) return { fault: 'faultFactor' };
  const { all: _all, ...single } = before?.longerOnset ?? {};
  const longerOnset = { ...single, ...(factor > 1 && { all: factor }) };
  const off = kinds.filter((kind) => typed.off.includes(kind));
  const { looksAround, noCamera, readsAloud } = typed;
  const isNothing =
    off.length === 0 && Object.keys(longerOnset).length === 0 && !looksAround && !noCamera && !readsAloud;
  if (words === '')
    return isNothing ? { request: { number, name, accommodations: null } } : { fault: 'faultWords' };
  const accommodations = { words, off, longerOnset, readsAloud, looksAround, noCamera };
  return { request: { number, name, accommodations } };
}
