import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onScreen } from './dots.js';

const WINDOW = {
  screenX: 100,
  screenY: 50,
  outerWidth: 800,
  outerHeight: 700,
  innerWidth: 800,
  innerHeight: 600,
  screenWidth: 1000,
  screenHeight: 1000,
};

test('a dot of the page is told by its place on the screen: what a browser has around its page is at the top', () => {
  assert.deepEqual(onScreen({ x: 0.5, y: 0.5 }, WINDOW), { x: 0.5, y: 0.45 });
  assert.deepEqual(onScreen({ x: 0, y: 1 }, WINDOW), { x: 0.1, y: 0.75 });
});

test('is a share whatever the browser tells', () => {
  assert.deepEqual(onScreen({ x: 1, y: 0 }, { ...WINDOW, screenWidth: 0 }), { x: 0.5, y: 0.15 });
  assert.deepEqual(onScreen({ x: 1, y: 0 }, { ...WINDOW, screenX: 900 }), { x: 1, y: 0.15 });
});
