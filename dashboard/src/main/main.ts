import { languageFor, storedLanguage, tellHub, useLanguage } from '../lib/locale.js';
import { early } from './early.js';

void early.begin();

// The texts are read once, when the modules that hold them are loaded: first the language, then the app.
const chosen = storedLanguage(localStorage);
tellHub(document, chosen);
await useLanguage(chosen ?? languageFor(navigator.languages), document.documentElement);
await import('./start.js');
