import type { SoftwareKind } from '@invigil/contract';
import { l10n } from 'vscode';
import type { LinkState } from './link/link.js';

/** Kinds that an editor can tell. */
export type EditorKind = Extract<
  SoftwareKind,
  | 'editor-blurred'
  | 'assistant-present'
  | 'editor-remote'
  | 'text-copied'
  | 'pasted-inside'
  | 'pasted-outside'
  | 'paste-mismatch'
  | 'bulk-insert'
  | 'completion-accepted'
  | 'terminal-opened'
  | 'program-run'
  | 'extension-changed'
>;

/** What is recorded, one sentence a kind. */
export function wordsOfKinds(): Record<EditorKind, string> {
  return {
    'editor-blurred': l10n.t('When this window loses the keyboard’s focus, and for how long.'),
    'text-copied': l10n.t('That text was copied or cut, and how many characters.'),
    'pasted-inside': l10n.t('That text was pasted which was copied in the exam, and how many characters.'),
    'pasted-outside': l10n.t(
      'That text was pasted which was not copied in the exam, and how many characters.',
    ),
    'paste-mismatch': l10n.t('That a paste made no edit, or text came as by a paste without one.'),
    'bulk-insert': l10n.t('That much text came at once which was neither typed, pasted nor suggested.'),
    'completion-accepted': l10n.t('That a suggestion was taken, and how many characters it brought.'),
    'terminal-opened': l10n.t('That a terminal was opened. Nothing of what is typed in it.'),
    'program-run': l10n.t('That a debugger or a task was started, and of which kind.'),
    'extension-changed': l10n.t('Which extensions were installed, enabled, disabled or removed.'),
    'assistant-present': l10n.t('Which known assistants are installed and enabled.'),
    'editor-remote': l10n.t('Whether this editor works on the files of another machine.'),
  };
}

export const words = {
  connected: () => l10n.t('Invigil: connected'),
  offline: () => l10n.t('Invigil: offline'),
  connectedSpoken: () => l10n.t('Invigil is connected to the exam’s seat. Press Enter for what it does.'),
  offlineSpoken: () =>
    l10n.t('Invigil is not connected to the exam’s seat; it tries again. Press Enter for why.'),
  statusConnected: () =>
    l10n.t('Connected to the exam’s seat. Counts and times are told, never the text you write.'),
  offlineWhy: (why: Extract<LinkState, { link: 'offline' }>['why']): string => {
    switch (why) {
      case 'no-file':
        return l10n.t(
          'Not connected: the seat’s file was not found or can’t be read. Has the seat been started? Its place is the setting “invigil.editorFile”.',
        );
      case 'unreachable':
        return l10n.t('Not connected: nobody answers at the seat’s address. It is tried again by itself.');
      case 'version':
        return l10n.t('Not connected: the seat speaks another version. One of the two must be updated.');
      case 'proof':
        return l10n.t(
          'Not connected: the seat did not accept this editor’s key. It is read anew at each attempt.',
        );
      case 'not-wanted':
        return l10n.t('Not connected: this exam does not listen to an editor. Nothing is told.');
      case 'timeout':
      case 'too-many':
      case 'not-read':
      case 'not-yours':
        return l10n.t('Not connected: the seat closed the connection. It is tried again by itself.');
    }
  },
  showRecorded: () => l10n.t('What is recorded'),
  connectNow: () => l10n.t('Connect now'),
  recordedTitle: () => l10n.t('What is recorded of this editor'),
  recordedNothing: () => l10n.t('Nothing: the editor is not connected, or the exam asks for none of it.'),
  recordedNever: () =>
    l10n.t(
      'Never told: what you write, copy or paste, names and paths of files, what you type in a terminal.',
    ),
  recordedEditing: () =>
    l10n.t(
      'How much text was typed, pasted, completed and deleted, in steps of 5 seconds; how often something was undone, and files were opened, saved and closed. Counts, never a character.',
    ),
  recordedMark: () =>
    l10n.t(
      'Copied text is known again by a salted hash, which stays on this machine and is forgotten when it is switched off.',
    ),
};
