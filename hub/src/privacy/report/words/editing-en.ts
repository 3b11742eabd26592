/** What a report says in English of how text came about in an editor. Numbers come as they are to be shown. */
export const EDITING_EN = {
  title: 'How text came about in the editor',
  total: (from: string, { bulk, completed, deleted, pasted, typed }: Record<EditingWay, string>): string =>
    `From ${from} on: ${typed} characters typed, ${pasted} pasted, ${completed} from suggestions, ${bulk} at once in no such way; ${deleted} deleted.`,
  about:
    'Counts, never the text. At once comes what a formatter, a rename or a snippet puts, as well as what a script or an assistant puts. The length is that of the files edited in the minute.',
  from: 'from',
  ways: {
    typed: 'typed',
    pasted: 'pasted',
    completed: 'suggestions',
    bulk: 'at once',
    deleted: 'deleted',
  } satisfies Record<EditingWay, string>,
  undone: 'undone, redone',
  files: 'files opened, saved, closed',
  length: 'length',
};

type EditingWay = 'typed' | 'pasted' | 'completed' | 'bulk' | 'deleted';
export type EditingTexts = typeof EDITING_EN;
