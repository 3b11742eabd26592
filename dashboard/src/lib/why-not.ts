import { DashboardError } from './errors.js';
import { policyWords } from './policy-words.js';

/** Why something was not done, for who asked for it: in the hub's words where it refused. */
export function whyNot(cause: unknown): string {
  return cause instanceof DashboardError && cause.code === 'refused'
    ? policyWords.refused(cause.message)
    : policyWords.notDone;
}
