/** What is said to people, and in which languages. */
export { KIND_WORDS } from './kind-words.js';
export { LANGUAGES, LANGUAGE_COOKIE, type SpokenLanguage } from './language.js';
export {
  REFUSAL_WORDS,
  type BareReason,
  type RefusalFacts,
  type RefusalReason,
  type Said,
  filledIn,
  isRefusalReason,
  said,
} from './refusal-words.js';
