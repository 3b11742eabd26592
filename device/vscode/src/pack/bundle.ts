import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../../src/extension.ts', import.meta.url));

/** The extension in one CommonJS file, with the contract and the WebSocket client inside: an extension host loads no packages. */
export async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    // VS Code 1.97 runs Node 20.
    target: 'node20',
    conditions: ['source'],
    // `vscode` is the editor's own; the other two are compiled speed-ups of `ws`, which does without.
    external: ['vscode', 'bufferutil', 'utf-8-validate'],
    minify: true,
    keepNames: true,
    legalComments: 'inline',
  });
  const [file] = outputFiles;
  if (!file) throw new Error('esbuild wrote nothing');
  return file.text;
}
