/** Whether this document came by loading the same page anew. */
export function wasReloaded(performance: Performance): boolean {
  const [entry] = performance.getEntriesByType('navigation');
  return entry instanceof PerformanceNavigationTiming && entry.type === 'reload';
}

/**
 * Calls when the page goes and is not just loaded anew, until what it gives is called. Chromium says beforehand that it loads a page anew; where a
 * browser doesn't, a reload is told as a close and a reload.
 */
export function hearClose(window: Window, closes: () => void): () => void {
  let isReloading = false;
  const navigation = 'navigation' in window ? window.navigation : undefined;
  const onNavigate = (event: Event): void => {
    isReloading = 'navigationType' in event && event.navigationType === 'reload';
  };
  const onHide = (event: PageTransitionEvent): void => {
    if (!isReloading && !event.persisted) closes();
  };
  if (navigation instanceof EventTarget) navigation.addEventListener('navigate', onNavigate);
  window.addEventListener('pagehide', onHide);
  return () => {
    if (navigation instanceof EventTarget) navigation.removeEventListener('navigate', onNavigate);
    window.removeEventListener('pagehide', onHide);
  };
}
