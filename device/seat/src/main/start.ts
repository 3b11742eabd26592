import { openBrowserSocket } from '../client/socket.js';
import { applyAppearance, keepAppearance, keptAppearance, type Appearance } from '../lib/appearance.js';
import { systemClock } from '../lib/clock.js';
import { frameWords } from '../lib/frame-words.js';
import { shownLanguage, useLanguage } from '../lib/locale.js';
import { hearClipboard } from '../signals/clipboard-events.js';
import { hearClose, wasReloaded } from '../signals/leaving.js';
import { hearWindow, lookAtWindow } from '../signals/look-at-window.js';
import { inTheWay } from '../state/in-the-way.js';
import { SeatApp } from '../components/seat-app.js';
import { keepLanguage, takeKey } from './kept-page.js';
import { onlyPage } from './only-page.js';
import { SeatSession } from './seat-session.js';
import { ToExtension } from './to-extension.js';

/** Of this program, for people: goes with the hello. */
const VERSION = '0.1.0';

/** Wires the page. Read it from top to bottom. */
export function start(): void {
  const app = document.querySelector('invigil-seat');
  if (!(app instanceof SeatApp)) throw new TypeError('the page has no place for the app');
  const key = takeKey(location, history, sessionStorage);
  let isElsewhere = false;

  const session = new SeatSession({
    url: `ws://${location.host}/client`,
    key: () => key ?? '',
    version: VERSION,
    openSocket: openBrowserSocket,
    clock: systemClock,
    random: Math.random,
    storage: sessionStorage,
    fetchFacts: async () => (await fetch('/exam', { cache: 'no-store' })).json(),
    lookAtWindow: () => lookAtWindow(window),
    newId: () => crypto.randomUUID(),
    language: shownLanguage,
    changed: () => draw(),
    extension: new ToExtension(),
    // Refused where the browser or its owner does not want it: then the exam goes on without.
    goFullScreen: () => void document.documentElement.requestFullscreen().catch(() => undefined),
    reload: () => location.reload(),
  });

  const draw = (): void => {
    app.seat = session.state;
    app.inTheWay = inTheWay(session.state, { key, isElsewhere });
    document.title = session.state.messages.length > 0 ? `● ${frameWords().page}` : frameWords().page;
  };
  const contrast = matchMedia('(prefers-contrast: more)');
  const show = (appearance: Appearance): void => {
    applyAppearance(document.documentElement, appearance, contrast.matches);
    app.appearance = appearance;
  };
  contrast.addEventListener('change', () => show(app.appearance));
  show(keptAppearance(sessionStorage));
  app.changed = (appearance) => {
    keepAppearance(sessionStorage, appearance);
    show(appearance);
  };
  app.speak = (language) => {
    keepLanguage(sessionStorage, language);
    void useLanguage(language, document.documentElement).then(draw);
  };
  app.acts = session.acts;
  draw();

  hearWindow(window, () => session.look());
  hearClipboard(document, (use) => void session.used(use));
  hearClose(window, () => session.happened('page-closed'));
  addEventListener('hashchange', () => location.reload());
  if (key === null) return;
  void begin(session, (elsewhere) => {
    isElsewhere = elsewhere;
    draw();
  });
}

/** Waits until no other page holds the exam, then begins or goes on. */
async function begin(session: SeatSession, says: (isElsewhere: boolean) => void): Promise<void> {
  await onlyPage({ isElsewhere: () => says(true) });
  says(false);
  await session.start();
  if (wasReloaded(performance)) session.happened('page-reloaded');
}
