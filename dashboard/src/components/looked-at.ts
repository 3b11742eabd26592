import type { Acknowledged } from '@invigil/contract';
import { queueWords } from '../lib/queue-words.js';
import { timeOfDay } from '../lib/times.js';

/** Who looks at an incident, in words. */
export function lookedAt({ at, by }: Acknowledged, user: string | null): string {
  return by === user ? queueWords.takenByYou(timeOfDay(at)) : queueWords.takenBy(by, timeOfDay(at));
}

/** What somebody can do about it, as the text of a button. */
export function lookAct(acknowledged: Acknowledged | undefined, user: string | null): string {
  if (acknowledged === undefined) return queueWords.take;
  return acknowledged.by === user ? queueWords.giveBack : queueWords.takeOver;
}
