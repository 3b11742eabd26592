import { configureLocalization } from '@lit/localize';
import { sourceLocale, targetLocales } from '../locales/codes.js';

/**
 * The languages of this app, each by its own name, with which way it is written and what loads its texts. Another one: a line here, its code
 * in `lit-localize.json`, and `npm run locale -w dashboard`.
 */
export const LANGUAGES = [
  { code: 'en', name: 'English', dir: 'ltr' },
  { code: 'de', name: 'Deutsch', dir: 'ltr', load: () => import('../locales/de.js') },
] as const;
export type Language = (typeof LANGUAGES)[number]['code'];

const KEY = 'invigil-language';
/** The name by which the hub knows it: `LANGUAGE_COOKIE` of the contract, which is not loaded before the language is. */
const LANGUAGE_COOKIE = 'invigil_language';
const YEAR_S = 31_536_000;

const localization = configureLocalization({
  sourceLocale,
  targetLocales,
  loadLocale: async (code) => {
    const known = LANGUAGES.find((one) => one.code === code);
    if (known === undefined || !('load' in known)) throw new Error(`there are no texts in "${code}"`);
    return known.load();
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
  root.dir = LANGUAGES.find(({ code }) => code === language)?.dir ?? 'ltr';
  if (language !== localization.getLocale()) await localization.setLocale(language);
}

/** The language of the page. */
export function languageNow(): Language {
  const now = localization.getLocale();
  return isLanguage(now) ? now : sourceLocale;
}

/** Tells the hub the choice for this browser, so that its log-in page and what it writes for people speak the same language. */
export function tellHub(page: { cookie: string }, language: Language | null): void {
  const lasts = language === null ? 0 : YEAR_S;
  page.cookie = `${LANGUAGE_COOKIE}=${language ?? ''}; path=/; max-age=${lasts}; samesite=strict`;
}

/** The tag by which numbers and dates are written: the browser's where it is of the page's language, so that a region keeps its ways. */
export function formatTag(): string {
  const own = localization.getLocale();
  const browser = globalThis.navigator?.language ?? own;
  return browser.split('-', 1)[0] === own ? browser : own;
}

function isLanguage(text: string): text is Language {
  return LANGUAGES.some(({ code }) => code === text);
}
