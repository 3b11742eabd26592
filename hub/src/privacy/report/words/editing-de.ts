import type { EditingTexts } from './editing-en.js';

/** What a report says in German of how text came about in an editor. */
export const EDITING_DE: EditingTexts = {
  title: 'Wie im Editor Text entstand',
  total: (from, { bulk, completed, deleted, pasted, typed }) =>
    `Ab ${from}: ${typed} Zeichen getippt, ${pasted} eingefügt, ${completed} aus Vorschlägen, ${bulk} auf einmal auf keine dieser Weisen; ${deleted} gelöscht.`,
  about:
    'Zahlen, nie der Text. Auf einmal kommt, was eine Formatierung, ein Umbenennen oder ein Textbaustein setzt, und ebenso, was ein Skript oder ein Assistent setzt. Die Länge ist die der in der Minute bearbeiteten Dateien.',
  from: 'ab',
  ways: {
    typed: 'getippt',
    pasted: 'eingefügt',
    completed: 'Vorschläge',
    bulk: 'auf einmal',
    deleted: 'gelöscht',
  },
  undone: 'rückgängig gemacht, wiederholt',
  files: 'Dateien geöffnet, gespeichert, geschlossen',
  length: 'Länge',
};
