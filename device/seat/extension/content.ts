import { hearClipboard } from '../src/signals/clipboard-events.js';
import { wasReloaded } from '../src/signals/leaving.js';
import { hearWindow, lookAtWindow } from '../src/signals/look-at-window.js';
import type { Port } from './chrome-api.js';
import type { FrameMessage } from './frame-message.js';

/** Not all changes tell themselves: looked at this often, ms. */
const LOOK_MS = 250;
/** A service worker that ended is there again when it is asked, ms. */
const AGAIN_MS = 1000;

let port: Port | undefined;
let told = '';
let isNew = true;

connect();
hearClipboard(document, (use) => say(use));
if (window === window.top) {
  hearWindow(window, look);
  setInterval(look, LOOK_MS);
}

function connect(): void {
  try {
    port = chrome.runtime.connect({ name: 'frame' });
  } catch {
    // The extension was replaced: the script of the new one runs in pages that are loaded from now on.
    port = undefined;
    return;
  }
  port.onDisconnect.addListener(() => {
    port = undefined;
    setTimeout(connect, AGAIN_MS);
  });
  told = '';
  look();
}

function look(): void {
  const isTop = window === window.top;
  const facts = lookAtWindow(window);
  const text = JSON.stringify(facts);
  if (text === told) return;
  told = text;
  say({
    type: 'window',
    isTop,
    wasReloaded: isNew && isTop && wasReloaded(performance),
    at: Date.now(),
    facts,
  });
  isNew = false;
}

function say(message: FrameMessage): void {
  port?.postMessage(message);
}
