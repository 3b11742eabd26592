import { msg, str } from '@lit/localize';
import { refusalOf } from './errors.js';

/** Why something was not done, for who asked for it: in the hub's words where it refused. */
export function whyNot(err: unknown): string {
  const why = refusalOf(err);
  return why === null ? msg('Not done: the hub gave no answer. Try again.') : msg(str`Not done: ${why}.`);
}
