import { resolve } from 'node:path';
import { defaultClientConditions, defineConfig, type UserConfig } from 'vite';

const shared = {
  // The contract's sources, so that a build needs no compiled packages.
  resolve: { conditions: ['source', ...defaultClientConditions] },
} satisfies UserConfig;

const build = {
  target: 'es2022',
  // light-dark() is written as it is: the browsers of 2024 and later.
  cssTarget: ['chrome123', 'firefox125', 'safari17.5'],
  modulePreload: { polyfill: false },
  // A picture or style inlined as a data: address would need a wider content security policy.
  assetsInlineLimit: 0,
} satisfies UserConfig['build'];

/** One script of the extension, in one file: a browser runs content scripts without modules. */
function script(name: string): UserConfig {
  return {
    ...shared,
    publicDir: name === 'service-worker' ? 'extension/public' : false,
    build: {
      ...build,
      outDir: 'dist/extension',
      emptyOutDir: name === 'service-worker',
      rollupOptions: {
        input: resolve(import.meta.dirname, `extension/${name}.ts`),
        output: { format: 'iife', entryFileNames: `${name}.js` },
      },
    },
  };
}

/** Builds the page into `dist/app`, which the seat's daemon serves, and with `--mode worker` and `content` the extension. */
export default defineConfig(({ mode }) => {
  if (mode === 'worker') return script('service-worker');
  if (mode === 'content') return script('content');
  return { ...shared, build: { ...build, outDir: 'dist/app', emptyOutDir: true } };
});
