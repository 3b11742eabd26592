import type { WindowFacts } from './window-facts.js';

/** What the browser tells of its window now. */
export function lookAtWindow(window: Window): WindowFacts {
  const { devicePixelRatio, document, innerHeight, innerWidth, outerHeight, outerWidth, screen } = window;
  return {
    isShown: document.visibilityState === 'visible',
    hasFocus: document.hasFocus(),
    isFullScreen:
      document.fullscreenElement !== null || window.matchMedia('(display-mode: fullscreen)').matches,
    hasSecondDisplay:
      'isExtended' in screen && typeof screen.isExtended === 'boolean' ? screen.isExtended : null,
    outer: { width: outerWidth, height: outerHeight },
    inner: { width: innerWidth, height: innerHeight },
    // A zoomed page counts its own px: a screen of one device px for one CSS px shows the zoom.
    zoom: Math.max(1, devicePixelRatio),
  };
}

/** Calls with every event that may mean a change of the window, until what it gives is called. */
export function hearWindow(window: Window, look: () => void): () => void {
  // A focus that moves into a frame within the page blurs the window for a moment: who has it is known a little later.
  const soon = (): void => void setTimeout(look, 0);
  const onWindow = ['focus', 'blur', 'resize', 'pageshow'] as const;
  const onDocument = ['visibilitychange', 'fullscreenchange'] as const;
  for (const type of onWindow) window.addEventListener(type, soon);
  for (const type of onDocument) window.document.addEventListener(type, look);
  return () => {
    for (const type of onWindow) window.removeEventListener(type, soon);
    for (const type of onDocument) window.document.removeEventListener(type, look);
  };
}
