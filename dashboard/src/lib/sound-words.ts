import { msg, str } from '@lit/localize';
import type { Signal } from '@invigil/contract';
import { number, plural } from './numbers.js';

/**
 * Where else the voices among some signals were heard. Empty where one of them was heard at this seat alone: what is said of the others
 * would be taken for all.
 */
export function heardElsewhere(signals: readonly Pick<Signal, 'kind' | 'shared'>[]): string {
  const voices = signals.filter(({ kind }) => kind === 'voice-heard');
  const elsewhere = voices.flatMap(({ shared }) =>
    shared?.cause === 'sound' ? [new Set(shared.basis.map(({ seat }) => seat)).size] : [],
  );
  if (voices.length === 0 || elsewhere.length < voices.length) return '';
  const seats = Math.min(...elsewhere);
  return plural(seats, {
    one: msg('speech also heard at 1 neighbouring seat: probably the room’s sound'),
    other: msg(str`speech also heard at ${number(seats)} neighbouring seats: probably the room’s sound`),
  });
}
