import { EXTENSION_ID } from '../lib/extension-id.js';

/** What the extension is told: its `PageMessage`. */
type Told = { key: string; exam: string | null; isInExam: boolean };

type Port = {
  postMessage: (message: unknown) => void;
  onDisconnect: { addListener: (listener: () => void) => void };
};

/** The part of an extension's interface that pages get which it lets connect. */
type Runtime = { connect: (id: string) => Port };

/** An extension that ended, or is not there yet, is asked again after this long, ms. */
const AGAIN_MS = 3000;

/** Tells the browser's extension what it has to know, and again whenever it was started anew. Does nothing where there is none. */
export class ToExtension {
  #port: Port | undefined;
  #told: Told | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;

  tell(told: Told): void {
    this.#told = told;
    if (this.#port === undefined) this.#connect();
    else this.#port.postMessage(told);
  }

  #connect(): void {
    clearTimeout(this.#again);
    const port = runtimeOf(globalThis)?.connect(EXTENSION_ID);
    this.#port = port;
    port?.onDisconnect.addListener(() => {
      if (this.#port !== port) return;
      this.#port = undefined;
      this.#again = setTimeout(() => this.#connect(), AGAIN_MS);
    });
    port?.postMessage(this.#told);
  }
}

function runtimeOf(window: object): Runtime | undefined {
  if (!('chrome' in window) || typeof window.chrome !== 'object' || window.chrome === null) return undefined;
  if (!('runtime' in window.chrome)) return undefined;
  return isRuntime(window.chrome.runtime) ? window.chrome.runtime : undefined;
}

function isRuntime(runtime: unknown): runtime is Runtime {
  return typeof runtime === 'object' && runtime !== null && 'connect' in runtime;
}
