import { ClientKey } from '@invigil/contract';
import { isPageLanguage, type PageLanguage } from '../lib/locale.js';

const KEY = 'invigil-key';
const LANGUAGE = 'invigil-language';

/**
 * The key of this boot: from the address's fragment, from where it is taken away at once so that nobody reads it on the screen, or what was kept of it
 * before the page was loaded anew. Null: the page was opened without one.
 */
export function takeKey(
  location: Pick<Location, 'hash' | 'pathname'>,
  history: Pick<History, 'replaceState'>,
  storage: Pick<Storage, 'getItem' | 'setItem'>,
): string | null {
  const given = ClientKey.safeParse(new URLSearchParams(location.hash.slice(1)).get('key'));
  if (given.success) {
    storage.setItem(KEY, given.data);
    history.replaceState(null, '', location.pathname);
    return given.data;
  }
  const kept = ClientKey.safeParse(storage.getItem(KEY));
  return kept.success ? kept.data : null;
}

export function keptLanguage(storage: Pick<Storage, 'getItem'>): PageLanguage | null {
  const kept = storage.getItem(LANGUAGE);
  return kept !== null && isPageLanguage(kept) ? kept : null;
}

export function keepLanguage(storage: Pick<Storage, 'setItem'>, language: PageLanguage): void {
  storage.setItem(LANGUAGE, language);
}
