import {
  type Disposable,
  type TextDocument,
  TextDocumentChangeReason,
  type TextDocumentChangeEvent,
  TextEditorSelectionChangeKind,
  type TextEditorSelectionChangeEvent,
  window,
  workspace,
} from 'vscode';
import type { EditJudge } from '../edits/edit-judge.js';
import type { EditingMinutes } from '../edits/editing-minutes.js';
import type { Timings } from '../lib/timings.js';

/** Documents that somebody writes. Others are outputs, differences, comments, settings and the like. */
const WRITTEN = new Set(['file', 'untitled', 'vscode-remote', 'vscode-notebook-cell', 'vscode-vfs', 'memfs']);
/** Of these the editor says truly whether they differ from the disk. */
const ON_DISK = new Set(['file', 'vscode-remote']);
/** A longer document is not followed. */
const LONGEST = 5_000_000;
const TICK_MS = 250;

export function isWritten({ uri }: TextDocument): boolean {
  return WRITTEN.has(uri.scheme);
}

/** Texts of open documents that nobody writes: a difference, a page of help, an output. Long ones are left out. */
export function* otherTexts(): Generator<string> {
  for (const document of workspace.textDocuments)
    if (!isWritten(document) && document.lineCount < 5000) yield document.getText();
}

/** Hands each change of a document and each move of its cursor to the judge, and counts files. */
export function watchEdits(judge: EditJudge, minutes: EditingMinutes, timings: Timings): Disposable[] {
  const followed = new Set<string>();
  const follow = (document: TextDocument): void => {
    if (!isWritten(document) || document.lineCount > 100_000) return;
    const text = document.getText();
    if (text.length > LONGEST) return;
    followed.add(nameOf(document));
    judge.opened(nameOf(document), text);
  };
  for (const document of workspace.textDocuments) follow(document);
  // The cursor as it was before the edit: its event comes after that of the edit.
  const cursors = new Map<string, TextEditorSelectionChangeEvent['selections']>();

  const changed = ({ contentChanges, document, reason }: TextDocumentChangeEvent): void => {
    if (contentChanges.length === 0 || !followed.has(nameOf(document))) return;
    const doc = nameOf(document);
    const cursor = cursors.get(doc);
    judge.edited({
      doc,
      at: Date.now(),
      changes: contentChanges.map(({ rangeLength, rangeOffset, text }) => ({
        offset: rangeOffset,
        length: rangeLength,
        text,
      })),
      cause:
        reason === TextDocumentChangeReason.Undo
          ? 'undo'
          : reason === TextDocumentChangeReason.Redo
            ? 'redo'
            : !document.isDirty && ON_DISK.has(document.uri.scheme)
              ? 'disk'
              : undefined,
      atCursor:
        cursor?.some(({ active }) => contentChanges.some(({ range }) => range.contains(active))) ?? false,
    });
  };
  const moved = ({ kind, selections, textEditor }: TextEditorSelectionChangeEvent): void => {
    const doc = nameOf(textEditor.document);
    if (!followed.has(doc)) return;
    cursors.set(doc, selections);
    judge.moved(doc, kind === TextEditorSelectionChangeKind.Keyboard);
  };
  const ticking = setInterval(
    () =>
      timings.time(() => {
        judge.tick(Date.now());
        minutes.tick(Date.now());
      }),
    TICK_MS,
  );
  return [
    { dispose: () => clearInterval(ticking) },
    workspace.onDidChangeTextDocument((event) => timings.time(() => changed(event))),
    window.onDidChangeTextEditorSelection((event) => timings.time(() => moved(event))),
    workspace.onDidOpenTextDocument((document) =>
      timings.time(() => {
        follow(document);
        if (isWritten(document)) minutes.once('opened', Date.now());
      }),
    ),
    workspace.onDidSaveTextDocument((document) => {
      if (isWritten(document)) minutes.once('saved', Date.now());
    }),
    workspace.onDidCloseTextDocument((document) => {
      const doc = nameOf(document);
      judge.closed(doc);
      followed.delete(doc);
      cursors.delete(doc);
      if (isWritten(document)) minutes.once('closed', Date.now());
    }),
  ];
}

/** Names a document within this editor only; it is never told. */
export function nameOf({ uri }: TextDocument): string {
  return uri.toString();
}
