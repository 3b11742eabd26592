import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Box } from '../../observation.js';
import * as scenes from '../../test-scene.js';
import { CALM, film, play, storyOf } from '../../test-scene.js';

const WIDTH = 848;

/** A second face, 50 px wide, whose centre is somewhere. */
const faceAt = (x: number): scenes.Scene => ({
  faces: [scenes.face(), scenes.face({}, { x: x - 25, y: 90, width: 50, height: 64 })],
});

/** A second body, 130 px wide, whose centre is somewhere. */
const bodyAt = (x: number): scenes.Scene => {
  const box: Box = { x: x - 65, y: 60, width: 130, height: 330 };
  return { seen: [scenes.PERSON, scenes.object('person', box, 0.7)] };
};

/** Where somebody is who walks over the picture once, at a speed in px a second. */
const walk = (pxPerSecond: number) => (passedMs: number) => (pxPerSecond * passedMs) / 1000;

const SEEN = { face: faceAt, body: bodyAt };

for (const [by, at] of Object.entries(SEEN)) {
  test(`takes nobody who walks past behind the candidate for an extra person, seen by the ${by}`, () => {
    // A face of 16 cm is 50 px: 0.7 and 1.4 m a second.
    for (const pxPerSecond of [220, 440]) {
      const passes = {
        forMs: (1000 * WIDTH) / pxPerSecond,
        scene: (ms: number) => at(walk(pxPerSecond)(ms)),
      };
      const steps = play(film(CALM, passes, { forMs: 5000, scene: {} }));
      assert.deepEqual(storyOf(steps), [], `${pxPerSecond}`);
    }
  });

  test(`opens for somebody who comes in and stays, from when they stood still, seen by the ${by}`, () => {
    const comes = { forMs: 1500, scene: (ms: number) => at(WIDTH - walk(100)(ms)) };
    const stays = { forMs: 10_000, scene: (ms: number) => at(698 + 6 * Math.sin(ms / 300)) };
    const steps = play(film(CALM, comes, stays, { forMs: 8000, scene: {} }));
    const opened = steps.flatMap(({ changes }) => changes.filter(({ type }) => type === 'opened'));
    assert.equal(opened.length, 1, storyOf(steps).join(', '));
    const openedAfterMs = (opened[0]?.signal.openedAt ?? 0) - scenes.START - CALM.forMs;
    assert.ok(openedAfterMs <= 1500 + 3500, `${openedAfterMs}`);
  });

  test(`opens for somebody who keeps moving, but does not leave, seen by the ${by}`, () => {
    const paces = { forMs: 16_000, scene: (ms: number) => at(424 + 400 * Math.cos(ms / 900)) };
    const story = storyOf(play(film(CALM, paces)));
    // Behind the candidate nobody is seen, and the signal may end there.
    assert.ok(
      story.length > 0 && story.every((change) => change.includes(' extra-person ')),
      story.join(', '),
    );
  });
}
