/** What the clipboard was used for. */
export type ClipboardUse = { type: 'copied' | 'pasted'; text: string };

/**
 * Hears what is copied, cut and pasted in a document until what it gives is called. A page may put its own words on the clipboard in place of what
 * was selected: those are what a paste will bring, so they are taken once the page's own handlers have run.
 */
export function hearClipboard(on: Document, use: (used: ClipboardUse) => void): () => void {
  const onCopy = (event: ClipboardEvent): void => {
    const text =
      (event.defaultPrevented && event.clipboardData?.getData('text/plain')) || selectedIn(on, event);
    if (text !== '') use({ type: 'copied', text });
  };
  const onPaste = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text !== '') use({ type: 'pasted', text });
  };
  // On the window, the last to hear a copy; a paste is read before a page can stop it.
  const window = on.defaultView;
  window?.addEventListener('copy', onCopy);
  window?.addEventListener('cut', onCopy);
  window?.addEventListener('paste', onPaste, true);
  return () => {
    window?.removeEventListener('copy', onCopy);
    window?.removeEventListener('cut', onCopy);
    window?.removeEventListener('paste', onPaste, true);
  };
}

/** What is selected, in a field or on the page. A selection in a shadow tree is its field's. */
function selectedIn(on: Document, event: Event): string {
  const field = event.composedPath()[0];
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    return field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0);
  }
  return on.getSelection()?.toString() ?? '';
}
