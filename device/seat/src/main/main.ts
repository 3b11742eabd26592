import { languageFor, useLanguage } from '../lib/locale.js';
import { keptLanguage } from './kept-page.js';
import { start } from './start.js';

await useLanguage(keptLanguage(sessionStorage) ?? languageFor(navigator.languages), document.documentElement);
start();
