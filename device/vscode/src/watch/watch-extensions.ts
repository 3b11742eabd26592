import type { Recorded } from '@invigil/contract';
import { type Disposable, extensions, type Memento } from 'vscode';
import * as z from 'zod';
import type { Teller } from '../link/telling.js';
import { added, assistantsOf, changedExtensions, type Listed, naming, unlisted } from './extension-list.js';

const Kept = z.object({ salt: z.string(), added: z.record(z.string(), z.string()) });
const Manifest = z.object({ version: z.string().catch(''), isBuiltin: z.boolean().catch(false) });
const KEY = 'extensions';

/**
 * Compares the enabled extensions with the last look. What was seen outlives the extension host, which is started anew to disable an extension;
 * it is forgotten with the seat's boot.
 */
export class WatchExtensions implements Disposable {
  readonly #tell: Teller;
  readonly #memory: Memento;
  readonly #own: string;
  readonly #heard: Disposable;
  #recorded: Recorded | undefined;
  #assistants: string[] = [];

  constructor(tell: Teller, memory: Memento, own: string) {
    this.#tell = tell;
    this.#memory = memory;
    this.#own = own;
    this.#heard = extensions.onDidChange(() => this.#look());
  }

  dispose(): void {
    this.#heard.dispose();
  }

  /** Only with the policy's list it is known what is worth telling. */
  recorded(recorded: Recorded): void {
    this.#recorded = recorded;
    this.#look();
  }

  #look(): void {
    if (!this.#recorded) return;
    const { allowedExtensions, salt } = this.#recorded;
    const list = this.#list();
    const there = added(list);
    const kept = Kept.safeParse(this.#memory.get(KEY)).data;
    const now = Date.now();
    if (kept?.salt === salt) {
      const changed = naming(changedExtensions(kept.added, there, allowedExtensions));
      if (changed) this.#tell.happened('extension-changed', now, changed);
    } else {
      const strange = naming(unlisted(there, allowedExtensions));
      if (strange) this.#tell.happened('extension-changed', now, { ...strange, fromStart: true });
    }
    void this.#memory.update(KEY, { salt, added: there });
    this.#lookForAssistants(assistantsOf(list, allowedExtensions), now, kept?.salt !== salt);
  }

  #lookForAssistants(assistants: string[], now: number, fromStart: boolean): void {
    if (assistants.join() === this.#assistants.join()) return;
    this.#assistants = assistants;
    const detail = naming(assistants);
    if (detail) this.#tell.began('assistant-present', now, { ...detail, ...(fromStart && { fromStart }) });
    else this.#tell.ended('assistant-present', now);
  }

  #list(): Listed[] {
    return extensions.all
      .filter(({ id }) => id !== this.#own)
      .map(({ id, packageJSON }) => {
        const { isBuiltin, version } = Manifest.catch({ version: '', isBuiltin: false }).parse(packageJSON);
        return { id, version, builtIn: isBuiltin };
      });
  }
}
