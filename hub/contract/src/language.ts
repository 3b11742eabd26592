/** The languages that the hub and its pages speak, as BCP 47 names them, each with which way it is written. Where nobody asked for one of them: English. */
export const LANGUAGES = { en: { dir: 'ltr' }, de: { dir: 'ltr' } } as const satisfies Record<
  string,
  { dir: 'ltr' | 'rtl' }
>;
export type SpokenLanguage = keyof typeof LANGUAGES;

/** Name of the cookie in which a browser tells the hub the language that was chosen there. Without it: as the browser says. */
export const LANGUAGE_COOKIE = 'invigil_language';
