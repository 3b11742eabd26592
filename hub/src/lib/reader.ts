import { LANGUAGES, type SpokenLanguage } from '@invigil/contract';

/** For whom something is written: texts are in this language, numbers and dates as this tag has them. */
export type Reader = { language: SpokenLanguage; tag: string };

/** Who asked for nothing that there is. */
export const ENGLISH: Reader = { language: 'en', tag: 'en' };

/**
 * The reader whom these wishes tell of: the first one that names a language of the hub's decides, and in it the dearest one.
 * @param wishes each a list as of the header Accept-SpokenLanguage (`de-AT, en;q=0.5`), or one tag
 */
export function readerOf(...wishes: readonly (string | undefined)[]): Reader {
  for (const wish of wishes) {
    const found = wish === undefined ? undefined : dearestOf(wish);
    if (found !== undefined) return found;
  }
  return ENGLISH;
}

/** A list that is longer than this is none of a browser's. */
const LONGEST = 400;

function dearestOf(wish: string): Reader | undefined {
  const ranked = wish
    .slice(0, LONGEST)
    .split(',')
    .map((one) => {
      const [tag = '', ...more] = one.split(';');
      const quality = /q=([\d.]+)/.exec(more.join(';'))?.[1];
      return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality);
  for (const { tag } of ranked) {
    const read = readerIn(tag);
    if (read !== undefined) return read;
  }
  return undefined;
}

/** Of a tag only language and region count: what else may stand in one would bring other digits and calendars along. */
function readerIn(tag: string): Reader | undefined {
  const [, bare = '', region] = /^([a-z]{2,3})(?:-[a-z]{4})?(?:-([a-z]{2}|\d{3}))?(?:-|$)/i.exec(tag) ?? [];
  const language = bare.toLowerCase();
  if (!isLanguage(language)) return undefined;
  return { language, tag: region === undefined ? language : `${language}-${region.toUpperCase()}` };
}

function isLanguage(text: string): text is SpokenLanguage {
  return Object.hasOwn(LANGUAGES, text);
}
