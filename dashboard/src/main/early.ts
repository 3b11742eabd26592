import { EarlyFeed } from '../api/early-feed.js';
import { openBrowserSocket } from '../api/socket.js';
import { urls } from '../api/urls.js';

/** What is asked of the hub while the app is still being read. */
export const early = new EarlyFeed({
  fetch: (url, init) => fetch(url, init),
  openSocket: openBrowserSocket,
  feedUrl: urls.live(new URL(location.href)),
});
