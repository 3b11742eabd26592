import { configureLocalization } from '@lit/localize';
import { sourceLocale, targetLocales } from '../locales/codes.js';

/** The languages of this app, each by its own name. Another one: `lit-localize.json`, a line here, and `npm run locale -w dashboard`. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof LANGUAGES;

/** Which way each language is written. */
const WRITTEN: Record<Language, 'ltr' | 'rtl'> = { en: 'ltr', de: 'ltr' };

const KEY = 'invigil-language';

const localization = configureLocalization({
  sourceLocale,
  targetLocales,
  loadLocale: async (code) => {
    const known = code === 'de' ? code : undefined;
    if (known === undefined) throw new Error(`there is no language "${code}"`);
    return import('../locales/de.js');
  },
});

/** The language that was chosen in this browser; null: as the browser says. */
export function storedLanguage(storage: Pick<Storage, 'getItem'>): Language | null {
  const stored = storage.getItem(KEY);
  return stored !== null && isLanguage(stored) ? stored : null;
}

/** Remembers the choice for this browser. It shows when the page is loaded again: its texts are read once. */
export function storeLanguage(
  storage: Pick<Storage, 'setItem' | 'removeItem'>,
  language: Language | null,
): void {
  if (language === null) storage.removeItem(KEY);
  else storage.setItem(KEY, language);
}

/** The first language that somebody wants and this app has; English where it has none of them. @param wanted BCP 47 tags, the dearest first */
export function languageFor(wanted: readonly string[]): Language {
  const bare = wanted.map((tag) => tag.split('-', 1)[0] ?? '');
  return bare.find(isLanguage) ?? sourceLocale;
}

/** Loads the texts of a language, and says to the page which it is. Before any module that holds texts is loaded. */
export async function useLanguage(language: Language, root: HTMLElement): Promise<void> {
  root.lang = language;
  root.dir = WRITTEN[language];
  if (language !== localization.getLocale()) await localization.setLocale(language);
}

/** The tag by which numbers and dates are written: the browser's where it is of the page's language, so that a region keeps its ways. */
export function formatTag(): string {
  const own = localization.getLocale();
  const browser = globalThis.navigator?.language ?? own;
  return browser.split('-', 1)[0] === own ? browser : own;
}

function isLanguage(text: string): text is Language {
  return Object.hasOwn(LANGUAGES, text);
}
