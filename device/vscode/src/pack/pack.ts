import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { bundle } from './bundle.js';
import { vsix } from './vsix.js';

const ROOT = new URL('../../', import.meta.url);
/** Where the bundle lies in the package. */
const MAIN = 'extension.js';
/** What is written beside the bundle, as it is. */
const COPIED = ['package.nls.json', 'package.nls.de.json', 'l10n/bundle.l10n.de.json'];

const Manifest = z.looseObject({
  name: z.string(),
  publisher: z.string(),
  version: z.string(),
  displayName: z.string(),
  engines: z.looseObject({ vscode: z.string() }),
});
const Titles = z.looseObject({ description: z.string() });

/** Where `npm run package` puts the package unless it is told otherwise. */
export const STANDARD_PLACE = fileURLToPath(new URL('dist/invigil-vscode.vsix', ROOT));

/** Bundles and packs the extension: the bytes of a `.vsix`. */
export async function pack(): Promise<Uint8Array> {
  const text = (name: string): string => readFileSync(new URL(name, ROOT), 'utf8');
  const manifest = Manifest.parse(JSON.parse(text('package.json')));
  const { description } = Titles.parse(JSON.parse(text('package.nls.json')));
  // The parts of npm and of the build are nothing to an editor; `type` would have it load the bundle as a module.
  const { devDependencies: _dev, private: _private, scripts: _scripts, type: _type, ...kept } = manifest;
  const files: Record<string, string> = {
    'package.json': `${JSON.stringify({ ...kept, main: `./${MAIN}` }, null, 2)}\n`,
    'readme.md': text('README.md'),
    [MAIN]: await bundle(),
  };
  for (const name of COPIED) files[name] = text(name);
  const { displayName, engines, name, publisher, version } = manifest;
  return vsix({ name, publisher, version, displayName, description, engine: engines.vscode }, files);
}
