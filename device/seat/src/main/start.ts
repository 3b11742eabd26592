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
  let leave = (): void => undefined;

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
    const { link } = session.state;
    // Its key is of a boot that is over and never fits again: a page that is opened with the new one has the exam.
    if (link.at === 'refused' && link.reason === 'proof') leave();
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
  const says = (elsewhere: boolean): void => {
    isElsewhere = elsewhere;
    draw();
  };
  void onlyPage(navigator.locks, { isElsewhere: () => says(true) }).then((left) => {
    leave = left;
    says(false);
    return begin(session);
  });
}

async function begin(session: SeatSession): Promise<void> {
  await session.start();
  if (wasReloaded(performance)) session.happened('page-reloaded');
}
