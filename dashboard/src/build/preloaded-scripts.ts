import type { HtmlTagDescriptor, Plugin } from 'vite';
import { initialFiles } from './initial-scripts.js';

/**
 * Has the browser fetch what the entry imports later as soon as it reads the page, in place of one round after the other.
 *
 * @param modules ends of the names of modules whose import is written as one for later, and which every visit needs
 */
export function preloadedScripts(modules: readonly string[]): Plugin {
  return {
    name: 'preloaded-scripts',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const chunks = Object.values(bundle ?? {}).filter((file) => file.type === 'chunk');
        if (chunks.length === 0) return [];
        return [...initialFiles(chunks, modules)]
          .map((file) => `/${file}`)
          .filter((path) => !html.includes(path))
          .map(preload);
      },
    },
  };
}

function preload(href: string): HtmlTagDescriptor {
  return { tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href }, injectTo: 'head' };
}
