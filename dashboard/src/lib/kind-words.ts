import { KIND_WORDS } from '@invigil/contract';
import { languageNow } from './locale.js';

/** What each kind of signal says was seen, in the language of the page: a part of `words`, and the same that the hub's reports say. */
export const kindWords = { kind: KIND_WORDS[languageNow()] } as const;
