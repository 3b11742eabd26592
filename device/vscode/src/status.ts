import { type Disposable, EventEmitter, StatusBarAlignment, Uri, window, workspace } from 'vscode';
import type { LinkState } from './link/link.js';
import { words, wordsOfKinds } from './words.js';

const SCHEME = 'invigil';

/** Shows whether the seat listens, in the status bar and, on demand, what it hears. */
export class Status implements Disposable {
  readonly #item = window.createStatusBarItem('invigil', StatusBarAlignment.Right, 100);
  readonly #changed = new EventEmitter<Uri>();
  readonly #provider: Disposable;
  #state: LinkState = { link: 'offline', why: 'unreachable' };

  constructor() {
    this.#item.name = 'Invigil';
    this.#item.command = 'invigil.status';
    this.#provider = workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: () => this.#recorded(),
    });
    this.show(this.#state);
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
    this.#provider.dispose();
    this.#changed.dispose();
  }

  show(state: LinkState): void {
    this.#state = state;
    const connected = state.link === 'connected';
    this.#item.text = connected ? `$(pass) ${words.connected()}` : `$(debug-disconnect) ${words.offline()}`;
    this.#item.tooltip = this.sentence();
    this.#item.accessibilityInformation = {
      label: connected ? words.connectedSpoken() : words.offlineSpoken(),
      role: 'button',
    };
    this.#changed.fire(this.#page());
  }

  /** How it stands, in a sentence or two. */
  sentence(): string {
    return this.#state.link === 'connected' ? words.statusConnected() : words.offlineWhy(this.#state.why);
  }

  get connected(): boolean {
    return this.#state.link === 'connected';
  }

  async showRecorded(): Promise<void> {
    await window.showTextDocument(await workspace.openTextDocument(this.#page()), { preview: true });
  }

  #page(): Uri {
    return Uri.from({ scheme: SCHEME, path: `/${words.recordedTitle()}.txt` });
  }

  #recorded(): string {
    const { kinds, editing } =
      this.#state.link === 'connected' ? this.#state.recorded : { kinds: [], editing: false };
    const wanted = new Set<string>(kinds);
    const lines = Object.entries(wordsOfKinds()).flatMap(([kind, line]) => (wanted.has(kind) ? [line] : []));
    if (editing) lines.push(words.recordedEditing());
    const list = lines.length === 0 ? [words.recordedNothing()] : lines;
    return [
      words.recordedTitle(),
      '',
      ...list.map((line) => `- ${line}`),
      '',
      words.recordedNever(),
      words.recordedMark(),
      '',
    ].join('\n');
  }
}
