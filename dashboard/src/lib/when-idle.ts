/** How long it waits at most, ms. */
const AT_MOST_MS = 2000;

/** Calls `act` once the page has nothing else to do. Browsers that can't say when that is wait as long as others at most. */
export function whenIdle(act: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(act, { timeout: AT_MOST_MS });
  else setTimeout(act, AT_MOST_MS);
}
