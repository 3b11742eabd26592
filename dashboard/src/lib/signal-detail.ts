import { msg, str } from '@lit/localize';
import type { Signal } from '@invigil/contract';
import { number, plural } from './numbers.js';
import { heardElsewhere } from './sound-words.js';

/** What is told of a signal beside what it is: how often, how much, since when, and where else. Empty where nothing is. */
export function signalDetail(signal: Pick<Signal, 'detail' | 'kind' | 'shared'>): string {
  const { characters, count, fromStart } = signal.detail ?? {};
  return [
    count === undefined ? '' : msg(str`${number(count)} times`),
    characters === undefined
      ? ''
      : plural(characters, { one: msg('1 character'), other: msg(str`${number(characters)} characters`) }),
    fromStart === true ? msg('there from the start') : '',
    heardElsewhere([signal]),
  ]
    .filter((part) => part !== '')
    .join(', ');
}
