import { msg, str } from '@lit/localize';
import { number } from './numbers.js';

/** Texts about how text came about in an editor: counts, never what they mean. */
export const growthWords = {
  title: msg('How text came about in the editor'),
  about: msg(
    'Counts of characters in steps of 5 seconds, never the text. “At once” is also what a formatter, a rename or a snippet puts.',
  ),
  none: msg('The editor told nothing: it was not used, or the policy does not ask for it.'),
  ways: {
    typed: msg('typed'),
    pasted: msg('pasted'),
    completed: msg('from suggestions'),
    bulk: msg('at once, in no such way'),
  },
  deleted: msg('deleted'),
  left: msg('left after deletions'),
  chart: (all: string, from: string, to: string): string =>
    msg(str`${all} characters came from ${from} to ${to}, in layers by their way`),
  moment: msg('Moment'),
  until: (time: string): string => msg(str`Until ${time}`),
  count: (count: number): string => number(count),
  amountOf: (count: string, way: string): string => `${count} ${way}`,
  byMinute: msg('Minute by minute'),
  from: msg('From'),
  undone: msg('undone, redone'),
  files: msg('files opened, saved, closed'),
  length: msg('length of the files edited'),
} as const;
