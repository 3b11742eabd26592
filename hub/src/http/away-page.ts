import type { SpokenLanguage } from '@invigil/contract';
import { escapeHtml } from '../lib/escape-html.js';
import type { Reader } from '../lib/reader.js';
import { plainPage } from './plain-page.js';

type AwayWords = {
  title: string;
  head: (time: string) => string;
  room: string;
  seats: string;
  again: string;
};

const AWAY_WORDS = {
  en: {
    title: 'Database not reached · Invigil',
    head: (time) => `The database of the hub has not been reached since ${time}.`,
    room: 'Until it is back this page shows nothing: watch the room yourself, and call for a technician.',
    seats: 'The seats go on. What they see they keep, and it is stored when the database is back.',
    again: 'Try again',
  },
  de: {
    title: 'Datenbank nicht erreicht · Invigil',
    head: (time) => `Die Datenbank der Zentrale ist seit ${time} nicht erreichbar.`,
    room: 'Bis sie wieder da ist, zeigt diese Seite nichts: Beaufsichtigen Sie den Raum selbst und rufen Sie die Technik.',
    seats:
      'Die Plätze arbeiten weiter. Was sie sehen, behalten sie; gespeichert wird es, sobald die Datenbank wieder da ist.',
    again: 'Noch einmal versuchen',
  },
} as const satisfies Record<SpokenLanguage, AwayWords>;

/** What a browser shows in place of a page while the database of the hub is away. No script, and nothing about the room. @param since epoch ms */
export function awayPage({ again, reader, since }: { again: string; reader: Reader; since: number }): string {
  const words = AWAY_WORDS[reader.language];
  const time = new Intl.DateTimeFormat(reader.tag, { timeStyle: 'short' }).format(since);
  return plainPage(
    reader.language,
    words.title,
    `<p class="fault" role="alert">${escapeHtml(words.head(time))}</p>
<p>${words.room}</p>
<p>${words.seats}</p>
<a class="again" href="${escapeHtml(again)}">${words.again}</a>
`,
  );
}
