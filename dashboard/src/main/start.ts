import { Hub } from '../api/hub.js';
import { IncidentsApi } from '../api/incidents-api.js';
import { LiveFeed } from '../api/live-feed.js';
import { urls } from '../api/urls.js';
import { systemClock } from '../lib/clock.js';
import { PersonalSettings } from '../lib/personal-settings.js';
import { applyTheme, storedTheme } from '../lib/theme.js';
import { prepareTimeOfDay } from '../lib/times.js';
import { JustJudged } from '../state/just-judged.js';
import { LiveStore } from '../state/live-store.js';
import { App } from './app.js';
import { early } from './early.js';
import { Router } from './router.js';

const contrast = matchMedia('(prefers-contrast: more)');
const showTheme = (): void =>
  applyTheme(document.documentElement, storedTheme(localStorage), contrast.matches);
contrast.addEventListener('change', showTheme);
showTheme();

const store = new LiveStore();
const hub = new Hub({
  fetch: early.fetch,
  onSignedOut: () => location.assign(urls.login),
  onLogInEnded: () => location.assign(urls.loginAgain(location)),
});
const incidents = new IncidentsApi(hub);
const judged = new JustJudged(async (taken) => {
  const result = await incidents.takeBack(taken);
  for (const incident of result.judged) store.dispatch({ type: 'incident', incident });
  return result;
});
const personal = new PersonalSettings(localStorage);
const feed = new LiveFeed({
  url: urls.live(new URL(location.href)),
  openSocket: early.openSocket,
  clock: systemClock,
  random: Math.random,
  onFrame: (frame, receivedAt) => store.dispatch({ type: 'frame', frame, receivedAt }),
  onLost: (reason, at) => store.dispatch({ type: 'lost', reason, at }),
  onRefused: () => void showWho(),
});
const app = document.querySelector('invigil-app');

/**
 * Asking who is signed in leads to the log-in page where nobody is. Any other failure: the feed tries again, and asks again. Nothing of a
 * room is for an auditor: the hub would refuse it, and write that down.
 */
async function showWho(): Promise<{ watchesRooms: boolean }> {
  const me = await hub.me().catch(() => null);
  if (me !== null) personal.of(me.name);
  if (me !== null && app instanceof App) app.viewer = me;
  const watchesRooms = me?.role !== 'auditor';
  if (!watchesRooms) feed.stop();
  return { watchesRooms };
}

addEventListener('online', () => feed.hurry());
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) feed.hurry();
});
// A page that the browser had put to sleep goes on.
document.addEventListener('resume', () => feed.hurry());

if (app instanceof App) {
  const router = new Router((route) => app.show(route));
  app.provide({
    store,
    hub,
    viewer: () => app.viewer,
    incidents,
    judged,
    personal,
    feed,
    clock: systemClock,
    go: (path) => router.go(path),
  });
  router.start();
  if ((await showWho()).watchesRooms) feed.start();
  prepareTimeOfDay();
}
