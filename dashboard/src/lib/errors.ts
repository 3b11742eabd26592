import type { RefusalFacts } from '@invigil/contract';
import { refusalText } from './refusal-words.js';

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
    /** Of a refusal: its name, and the facts that its words name. */
    readonly said?: { reason?: string | undefined; facts?: RefusalFacts | undefined },
  ) {
    super(message, options);
  }
}

/** Why the hub refused what was asked, in the language of the page where it knows the reason; null: the hub gave no such answer. */
export function refusalOf(err: unknown): string | null {
  return err instanceof DashboardError && err.code === 'refused'
    ? refusalText({ ...err.said, message: err.message })
    : null;
}
