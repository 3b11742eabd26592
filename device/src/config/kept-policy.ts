import { readFileSync } from 'node:fs';
import { readWantedPolicy, type ReadPolicy } from '@invigil/contract';
import { messageOf } from '../lib/errors.js';
import { keepText } from '../lib/keep-text.js';
import type { Log } from '../lib/log.js';
import { sha256Hex } from '../lib/sha256.js';

type KeptDeps = {
  file: string;
  /** The exam session: what was wanted in another one holds no longer. Null: outside of one nothing is kept. */
  session: string | null;
  log: Log;
};

/**
 * What the hub wanted last, on the disk: what was arranged with a candidate holds when the seat starts again while no hub can be
 * reached.
 */
export class KeptPolicy {
  readonly #deps: KeptDeps;

  constructor(deps: KeptDeps) {
    this.#deps = deps;
  }

  /** What was kept in this session; undefined where there is nothing, or nothing that can be trusted. */
  read(): ReadPolicy | undefined {
    const { file, session } = this.#deps;
    if (session === null) return undefined;
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch {
      return undefined;
    }
    const [of = '', ...rest] = text.split('\n');
    const read = readWantedPolicy(rest.join('\n'));
    return of === session && read.ok && sha256Hex(read.value.text) === read.value.hash
      ? read.value
      : undefined;
  }

  /** Keeps it. A disk that takes nothing is told in the log: the seat works all the same. */
  write({ hash, text }: Pick<ReadPolicy, 'hash' | 'text'>): void {
    const { file, log, session } = this.#deps;
    if (session === null) return;
    try {
      keepText(file, `${session}\n{"hash":"${hash}","policy":${text}}`);
    } catch (err) {
      log.warn({ reason: messageOf(err) }, 'policy not kept on the disk');
    }
  }
}
