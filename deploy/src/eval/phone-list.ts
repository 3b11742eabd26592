import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EvalError } from './eval-error.js';

/** A file of the list of pictures for the phone net (`models/train/list.tsv`). */
type Listed = {
  file: string;
  /** As the list has it. */ path: string;
  scene: string;
  isFilm: boolean;
  hasPhones: boolean;
};

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const LIST = join(ROOT, 'models', 'train', 'list.tsv');
const FILMS: ReadonlySet<string> = new Set(['.mp4', '.gif']);

/**
 * The files that were kept apart to judge the phone net, or to choose by while it was made (`dev`), those that are there. Paths are told
 * from the folder that holds the pictures to train on and to measure with, or from an npm package. Throws `bad-labels`.
 */
export async function listedFiles(shared: string, split: 'dev' | 'judge', list = LIST): Promise<Listed[]> {
  const [head = '', ...lines] = (await readFile(list, 'utf8')).trim().split('\n');
  const columns = head.split('\t');
  return lines.flatMap((line) => {
    const cells = line.split('\t');
    const cell = (name: string): string => {
      const value = cells[columns.indexOf(name)];
      if (value === undefined) throw new EvalError('bad-labels', `${list}: a line without ${name}: ${line}`);
      return value;
    };
    const path = cell('path');
    const file = path.startsWith('npm:') ? join(ROOT, 'node_modules', path.slice(4)) : join(shared, path);
    if (cell('split') !== split || !existsSync(file)) return [];
    return [
      {
        file,
        path,
        scene: cell('scene'),
        isFilm: FILMS.has(extname(file)),
        hasPhones: cell('phones') === 'boxes',
      },
    ];
  });
}
