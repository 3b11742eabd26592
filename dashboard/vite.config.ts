import { defaultClientConditions, defineConfig } from 'vite';
import { fileURLToPath } from 'node:url';
import { initialScripts } from './src/build/initial-scripts.js';
import { openingChunks } from './src/build/opening-chunks.js';
import { packedFiles } from './src/build/packed-files.js';
import { preloadedScripts } from './src/build/preloaded-scripts.js';

const APP = 'src/main/start.ts';
/** Beside the entry: the app and the larger of the languages. */
const BEFOREHAND = [APP, 'src/locales/de.ts'];

/** Builds the app into `dist/app`, which the hub serves at `/` to people who have logged in. */
export default defineConfig({
  // The contract's sources, so that a build needs no compiled packages.
  resolve: { conditions: ['source', ...defaultClientConditions] },
  plugins: [
    initialScripts({ beforehand: BEFOREHAND, mostBytes: 200_000 }),
    preloadedScripts([APP]),
    packedFiles(),
  ],
  build: {
    outDir: 'dist/app',
    emptyOutDir: true,
    rolldownOptions: {
      output: { codeSplitting: { groups: openingChunks(pathOf('src/main/main.ts'), pathOf(APP)) } },
    },
    target: 'es2022',
    // light-dark(), subgrid and popover are written as they are: the browsers of 2024 and later.
    cssTarget: ['chrome123', 'firefox125', 'safari17.5'],
    // The polyfill would be one more script for browsers that we don't aim at.
    modulePreload: { polyfill: false },
    // A picture or style inlined as a data: address would need a wider content security policy.
    assetsInlineLimit: 0,
  },
});

function pathOf(module: string): string {
  return fileURLToPath(new URL(module, import.meta.url));
}
