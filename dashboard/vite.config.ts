import { defaultClientConditions, defineConfig } from 'vite';
import { initialScripts } from './src/build/initial-scripts.js';

/** Beside the entry: the app and the larger of the languages. */
const BEFOREHAND = ['src/main/start.ts', 'src/locales/de.ts'];

/** Builds the app into `dist/app`, which the hub serves at `/` to people who have logged in. */
export default defineConfig({
  // The contract's sources, so that a build needs no compiled packages.
  resolve: { conditions: ['source', ...defaultClientConditions] },
  plugins: [initialScripts({ beforehand: BEFOREHAND, mostBytes: 200_000 })],
  build: {
    outDir: 'dist/app',
    emptyOutDir: true,
    target: 'es2022',
    // light-dark(), subgrid and popover are written as they are: the browsers of 2024 and later.
    cssTarget: ['chrome123', 'firefox125', 'safari17.5'],
    // The polyfill would be one more script for browsers that we don't aim at.
    modulePreload: { polyfill: false },
    // A picture or style inlined as a data: address would need a wider content security policy.
    assetsInlineLimit: 0,
  },
});
