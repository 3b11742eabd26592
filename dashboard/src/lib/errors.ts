/**
 * - `not-signed-in`: the hub does not know this browser (any more).
 * - `unreachable`: the hub gave no answer.
 * - `refused`: the hub answered with a refusal; the message is the hub's.
 * - `wrong-shape`: the answer is none that the contract knows.
 */
export type DashboardErrorCode = 'not-signed-in' | 'unreachable' | 'refused' | 'wrong-shape';

/** What goes wrong between this page and the hub. */
export class DashboardError extends Error {
  override readonly name = 'DashboardError';

  constructor(
    readonly code: DashboardErrorCode,
    message: string,
    options?: ErrorOptions,
    /** Of a refusal: the hub's code, such as `not-found`. */
    readonly refusal?: string,
  ) {
    super(message, options);
  }
}

/** Why the hub refused what was asked, in its words; null: it gave no such answer. */
export function refusalOf(err: unknown): string | null {
  return err instanceof DashboardError && err.code === 'refused' ? err.message : null;
}
