import {
  type Disposable,
  DocumentDropOrPasteEditKind,
  type DocumentPasteEditProvider,
  DocumentPasteTriggerKind,
  languages,
  type Range,
  type TextDocument,
} from 'vscode';
import type { EditJudge } from '../edits/edit-judge.js';
import type { Timings } from '../lib/timings.js';
import { isWritten, nameOf } from './watch-edits.js';

const PLAIN = 'text/plain';

/**
 * Sees each copy, cut and paste of the text editor. It offers no edit of its own, so that the editor pastes as if it weren't there.
 * @param copied hears what was copied or cut
 */
export function watchPastes(judge: EditJudge, copied: (text: string) => void, timings: Timings): Disposable {
  const provider: DocumentPasteEditProvider = {
    async prepareDocumentPaste(document, ranges, transfer) {
      // Before anything is waited for; of a cut the text may be gone even so.
      const stood = copiedText(document, ranges);
      const text = (await transfer.get(PLAIN)?.asString()) ?? '';
      timings.time(() => copied(text === '' ? stood : text));
    },
    async provideDocumentPasteEdits(document, _ranges, transfer, { triggerKind }) {
      const text = await transfer.get(PLAIN)?.asString();
      const isSure = triggerKind === DocumentPasteTriggerKind.Automatic;
      if (text !== undefined && isWritten(document))
        timings.time(() => judge.pasted(nameOf(document), text, Date.now(), isSure));
      return undefined;
    },
  };
  return languages.registerDocumentPasteEditProvider({ pattern: '**' }, provider, {
    providedPasteEditKinds: [DocumentDropOrPasteEditKind.Text.append('invigil')],
    copyMimeTypes: [PLAIN],
    pasteMimeTypes: [PLAIN],
  });
}

/** What the editor would put on the clipboard of what stands there: several selections in lines, and the whole line for none. */
function copiedText(document: TextDocument, ranges: readonly Range[]): string {
  return ranges
    .map((range) => (range.isEmpty ? document.lineAt(range.start.line).text : document.getText(range)))
    .join('\n');
}
