import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import type { HeldKind } from '@invigil/contract';
import type { HeldReport } from './holding.js';
import type { WindowFacts } from './window-facts.js';
import { WindowWatch } from './window-watch.js';

const SHOWN: WindowFacts = {
  isShown: true,
  hasFocus: true,
  isFullScreen: false,
  hasSecondDisplay: false,
  outer: { width: 1366, height: 768 },
  inner: { width: 1366, height: 680 },
  zoom: 1,
};

function watched(first: Partial<WindowFacts> = {}, isTold: (kind: HeldKind) => boolean = () => true) {
  let facts: WindowFacts = { ...SHOWN, ...first };
  let now = 1000;
  const told: HeldReport[] = [];
  const watch = new WindowWatch({
    look: () => facts,
    clock: () => now,
    isTold,
    tell: (report) => void told.push(report),
  });
  watch.start();
  return {
    watch,
    told,
    /** Something changes, and the browser says so. */
    become: (change: Partial<WindowFacts>, at: number): void => {
      facts = { ...facts, ...change };
      now = at;
      watch.look();
    },
  };
}

test('tells a hidden page from the moment it is hidden to the moment it is back, and no lost focus beside it', (t) => {
  const { become, told, watch } = watched();
  t.after(() => watch.stop());
  become({ isShown: false, hasFocus: false }, 2000);
  become({ isShown: true, hasFocus: true }, 9345);
  assert.deepEqual(told, [
    { type: 'began', kind: 'page-hidden', at: 2000 },
    { type: 'ended', kind: 'page-hidden', at: 9345 },
  ]);
});

test('a focus that goes without a word of the browser is found by looking', (t) => {
  mock.timers.enable({ apis: ['setInterval'] });
  t.after(() => mock.timers.reset());
  let hasFocus = true;
  let now = 0;
  const told: HeldReport[] = [];
  const watch = new WindowWatch({
    look: () => ({ ...SHOWN, hasFocus }),
    clock: () => now,
    isTold: () => true,
    tell: (report) => void told.push(report),
  });
  watch.start();
  hasFocus = false;
  now = 250;
  mock.timers.tick(250);
  assert.deepEqual(told, [{ type: 'began', kind: 'window-blurred', at: 250 }]);
  watch.stop();
});

test('a page that goes is hidden on its way out, and that is not told', (t) => {
  const { become, told, watch } = watched();
  t.after(() => watch.stop());
  watch.leave();
  become({ isShown: false, hasFocus: false }, 2000);
  assert.deepEqual(told, []);
});

test('full screen counts as left only where it was there', (t) => {
  const { become, told, watch } = watched();
  t.after(() => watch.stop());
  become({ isFullScreen: false }, 2000);
  assert.deepEqual(told, []);
  become({ isFullScreen: true }, 3000);
  become({ isFullScreen: false }, 4000);
  become({ isFullScreen: true }, 5000);
  assert.deepEqual(told, [
    { type: 'began', kind: 'fullscreen-left', at: 4000 },
    { type: 'ended', kind: 'fullscreen-left', at: 5000 },
  ]);
});

test('says of what was there when it began to look that it was', (t) => {
  const { told, watch } = watched({ hasSecondDisplay: true });
  t.after(() => watch.stop());
  assert.deepEqual(told, [{ type: 'began', kind: 'second-display', at: 1000, detail: { fromStart: true } }]);
});

test('a browser that does not tell of displays is told nothing of', (t) => {
  const { become, told, watch } = watched({ hasSecondDisplay: null });
  t.after(() => watch.stop());
  become({ hasSecondDisplay: null }, 2000);
  assert.deepEqual(told, []);
});

test('takes room beside or below the page for tools, but no zoom and no hidden page', (t) => {
  const { become, told, watch } = watched();
  t.after(() => watch.stop());
  become({ inner: { width: 911, height: 453 }, zoom: 1.5 }, 2000);
  assert.deepEqual(told, []);
  become({ inner: { width: 900, height: 680 }, zoom: 1 }, 3000);
  become({ isShown: false, inner: { width: 0, height: 0 } }, 4000);
  become({ isShown: true, inner: SHOWN.inner }, 5000);
  assert.deepEqual(told, [
    { type: 'began', kind: 'devtools-open', at: 3000 },
    { type: 'began', kind: 'page-hidden', at: 4000 },
    { type: 'ended', kind: 'page-hidden', at: 5000 },
    { type: 'ended', kind: 'devtools-open', at: 5000 },
  ]);
});

test('tells nothing that nobody asked for, and ends all with its stop', () => {
  const { become, told, watch } = watched({}, (kind) => kind === 'page-hidden');
  become({ hasFocus: false }, 2000);
  become({ isShown: false }, 3000);
  assert.deepEqual(watch.holding(), [{ type: 'began', kind: 'page-hidden', at: 3000 }]);
  watch.stop();
  assert.deepEqual(told.at(-1), { type: 'ended', kind: 'page-hidden', at: 3000 });
  assert.equal(told.length, 2);
  become({ isShown: true }, 4000);
  assert.equal(told.length, 2);
});
