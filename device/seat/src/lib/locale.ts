import { configureLocalization } from '@lit/localize';
import { sourceLocale, targetLocales } from '../locales/codes.js';

/** The languages of this page, each by its own name. Another one: a line here, its code in `lit-localize.json`, and `npm run locale`. */
export const LANGUAGES = [
  { code: 'en', name: 'English', dir: 'ltr' },
  { code: 'de', name: 'Deutsch', dir: 'ltr', load: () => import('../locales/de.js') },
] as const;
export type PageLanguage = (typeof LANGUAGES)[number]['code'];

const localization = configureLocalization({
  sourceLocale,
  targetLocales,
  loadLocale: async (code) => {
    const known = LANGUAGES.find((one) => one.code === code);
    if (known === undefined || !('load' in known)) throw new Error(`there are no texts in "${code}"`);
    return known.load();
  },
});

/** The first language that somebody wants and this page has; English where it has none. @param wanted BCP 47 tags, the dearest first */
export function languageFor(wanted: readonly string[]): PageLanguage {
  return wanted.map((tag) => tag.split('-', 1)[0] ?? '').find(isPageLanguage) ?? sourceLocale;
}

/** Shows the page in a language, and says to the browser which it is. What is drawn follows by itself. */
export async function useLanguage(language: PageLanguage, root: HTMLElement): Promise<void> {
  root.lang = language;
  root.dir = LANGUAGES.find(({ code }) => code === language)?.dir ?? 'ltr';
  if (language !== localization.getLocale()) await localization.setLocale(language);
}

/** The language that is shown. */
export function shownLanguage(): PageLanguage {
  return languageFor([localization.getLocale()]);
}

export function isPageLanguage(text: string): text is PageLanguage {
  return LANGUAGES.some(({ code }) => code === text);
}
