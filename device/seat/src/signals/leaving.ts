/** Whether this document came by loading the same page anew. */
export function wasReloaded(performance: Performance): boolean {
  const [entry] = performance.getEntriesByType('navigation');
  return entry instanceof PerformanceNavigationTiming && entry.type === 'reload';
}

/**
 * Calls when the page goes. A browser does not say beforehand whether it comes back: a reload is told as a close, and by the page that comes back as a
 * reload. The daemon waits for that before it takes the close for one.
 */
export function hearClose(window: Window, closes: () => void): void {
  window.addEventListener('pagehide', (event) => {
    if (!event.persisted) closes();
  });
}
