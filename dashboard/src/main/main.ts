import { languageFor, storedLanguage, useLanguage } from '../lib/locale.js';

// The texts are read once, when the modules that hold them are loaded: first the language, then the app.
await useLanguage(storedLanguage(localStorage) ?? languageFor(navigator.languages), document.documentElement);
await import('./start.js');
