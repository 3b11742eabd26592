import { msg, str } from '@lit/localize';

/** What is said while the database of the hub is away. Times come as texts. */
export const storeWords = {
  away: (time: string): string => msg(str`The database of the hub has not been reached since ${time}.`),
  page: msg(
    'What stands here is of then, and nothing new appears. Watch the room yourself, and call for a technician.',
  ),
  seats: msg(
    'The seats go on and keep what they see; it is stored and shown here when the database is back. Until then nothing can be judged, written or sent.',
  ),
  standsStill: (time: string): string => msg(str`Stands still since ${time}`),
  asOf: (time: string): string =>
    msg(
      str`The database of the hub is not reached: this is how it was at ${time}. Look again before you decide.`,
    ),
} as const;
