import type { DoctorLine, DoctorVerdict } from './doctor.js';

type Rest = { todo?: string | undefined; values?: Record<string, number | string | boolean> };

/** A line of a doctor's report; what is well asks for nothing to be done. */
export function doctorLine(
  check: string,
  verdict: DoctorVerdict,
  found: string,
  { todo, values }: Rest = {},
): DoctorLine {
  return {
    check,
    verdict,
    found: found.slice(0, 1000),
    ...(todo !== undefined && verdict !== 'ok' && { todo }),
    ...(values && { values }),
  };
}

/** Each number to a thousandth: what is written is read by people too. */
export function inThousandths(values: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Math.round(value * 1000) / 1000]),
  );
}
