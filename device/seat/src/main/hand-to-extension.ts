import { EXTENSION_ID } from '../lib/extension-id.js';

/** The part of an extension's interface that pages get which it lets connect. */
type Runtime = { sendMessage: (id: string, message: unknown, answered: () => void) => void };

/** Hands the key of this boot to the browser's extension; does nothing where there is none. */
export function handToExtension(key: string): void {
  const runtime = runtimeOf(globalThis);
  const message = { type: 'key', url: `ws://${location.host}/client`, key };
  runtime?.sendMessage(EXTENSION_ID, message, () => undefined);
}

function runtimeOf(window: object): Runtime | undefined {
  if (!('chrome' in window) || typeof window.chrome !== 'object' || window.chrome === null) return undefined;
  if (!('runtime' in window.chrome)) return undefined;
  return isRuntime(window.chrome.runtime) ? window.chrome.runtime : undefined;
}

function isRuntime(runtime: unknown): runtime is Runtime {
  return typeof runtime === 'object' && runtime !== null && 'sendMessage' in runtime;
}
