import { msg, str } from '@lit/localize';
import type { Signal } from '@invigil/contract';
import { number, plural } from './numbers.js';

/** What is told of a signal beside what it is: how often, how much, and since when. Empty where nothing is. */
export function signalDetail({ detail }: Pick<Signal, 'detail'>): string {
  const { characters, count, fromStart } = detail ?? {};
  return [
    count === undefined ? '' : msg(str`${number(count)} times`),
    characters === undefined
      ? ''
      : plural(characters, { one: msg('1 character'), other: msg(str`${number(characters)} characters`) }),
    fromStart === true ? msg('there from the start') : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}
