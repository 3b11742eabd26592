import * as z from 'zod';
import { EpochMs } from './ids.js';
import { isBeyond, type Limits } from './machine-limits.js';

/** What is found of one thing, best first; `not-tried`: it could not be looked at, or is not asked for here. */
export const DOCTOR_VERDICTS = ['ok', 'not-tried', 'warning', 'fail'] as const;
export const DoctorVerdict = z.enum(DOCTOR_VERDICTS);
export type DoctorVerdict = z.infer<typeof DoctorVerdict>;

/** One thing that `doctor` looked at. */
export const DoctorLine = z.object({
  /** Name for programs, such as `camera-rate`. */
  check: z.string().regex(/^[a-z][a-z-]{0,39}$/),
  verdict: DoctorVerdict,
  /** What was found, with numbers, units and limits, for people. */
  found: z.string().min(1).max(1000),
  /** What to do about it; left out where there is nothing to do. */
  todo: z.string().max(1000).optional(),
  /** The numbers of `found`, each in the unit of its name. */
  values: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).optional(),
});
export type DoctorLine = z.infer<typeof DoctorLine>;

/** What `invigil-seat doctor` and `invigil-hub doctor` write with `--json`. Nothing of a person is in it. */
export const DoctorReport = z.object({
  role: z.enum(['seat', 'hub']),
  version: z.string().max(32),
  at: EpochMs,
  lines: z.array(DoctorLine).max(200),
});
export type DoctorReport = z.infer<typeof DoctorReport>;

/** How a number stands to its limits. */
export function verdictBy(value: number, { stop, warn }: Limits): 'ok' | 'warning' | 'fail' {
  if (isBeyond(value, stop)) return 'fail';
  return isBeyond(value, warn) ? 'warning' : 'ok';
}

/** The worst of some verdicts; `ok` of none. */
export function worstVerdict(verdicts: readonly DoctorVerdict[]): DoctorVerdict {
  return verdicts.reduce(
    (worst, one) => (DOCTOR_VERDICTS.indexOf(one) > DOCTOR_VERDICTS.indexOf(worst) ? one : worst),
    'ok',
  );
}

const PRINTED = { ok: 'OK', warning: 'WARNING', fail: 'FAIL', 'not-tried': 'not tried' } as const;

/** A report for people: a line a check, what to do below it, and a last line that counts. */
export function doctorText({ lines }: DoctorReport): string[] {
  const width = Math.max(0, ...lines.map(({ check }) => check.length));
  const count = (verdict: DoctorVerdict): number => lines.filter((line) => line.verdict === verdict).length;
  return [
    ...lines.flatMap(({ check, found, todo, verdict }) => [
      `${PRINTED[verdict].padEnd(9)}  ${check.padEnd(width)}  ${found}`,
      ...(todo === undefined ? [] : [`${' '.repeat(13 + width)}→ ${todo}`]),
    ]),
    `${count('ok')} OK, ${count('warning')} WARNING, ${count('fail')} FAIL, ${count('not-tried')} not tried`,
  ];
}
