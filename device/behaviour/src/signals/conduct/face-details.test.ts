import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as scenes from '../../test-scene.js';
import { face, faceWith, film, MASKED, play, storyOf, type Stretch } from '../../test-scene.js';

const openingOf = (opening: number) => faceWith({ eyes: { opening, confidence: 0.9 } });
const mouthOf = (opening: number) => faceWith({ mouth: { opening, confidence: 0.9 } });

/** The story of a calm candidate of one kind who does something for 12 s. */
function storyWith(calm: scenes.Scene, scene: Stretch['scene']): string[] {
  return storyOf(play(film({ forMs: 8000, scene: calm }, { forMs: 12_000, scene })));
}

test('eyes are closed by the measure of the candidate’s own: narrow ones are not, until they close', () => {
  const narrow = { faces: [openingOf(0.19)] };
  assert.deepEqual(storyWith(narrow, { faces: [openingOf(0.15)] }), []);
  assert.deepEqual(storyWith(narrow, { faces: [openingOf(0.06)] }), ['opened eyes-closed at 14.0']);
});

test('blinks, and lids over eyes that read, are no closed eyes', () => {
  const blinks = (ms: number) => ({ faces: [openingOf(ms % 2000 < 400 ? 0.05 : 0.4)] });
  assert.deepEqual(storyWith({}, blinks), []);
  const reads = { faces: [{ ...face({ pitchDeg: -28 }), eyes: { opening: 0.1, confidence: 0.9 } }] };
  assert.deepEqual(storyWith({}, reads), []);
});

test('a yawn, an open mouth, a smile and slow chewing are no speech', () => {
  const slow: Record<string, (ms: number) => number> = {
    yawn: (ms) => Math.max(0.02, 0.6 * Math.sin((Math.PI * ms) / 6000)),
    open: () => 0.4,
    smile: (ms) => (ms % 6000 < 3000 ? 0.22 : 0.02),
    chewing: (ms) => 0.1 + 0.08 * Math.sin((2 * Math.PI * ms) / 2500),
    still: (ms) => 0.03 + 0.01 * Math.sin(ms),
  };
  for (const [name, opening] of Object.entries(slow)) {
    assert.deepEqual(
      storyWith({}, (ms) => ({ faces: [mouthOf(opening(ms))] })),
      [],
      name,
    );
  }
});

test('a face without a mesh is covered, unless it turned away or the picture’s edge cuts it', () => {
  assert.deepEqual(storyOf(play(film({ forMs: 10_000, scene: { faces: [MASKED] } }))), [
    'opened face-covered at 8.0',
  ]);
  const cut = { ...MASKED, quality: { ...MASKED.quality, visible: 0.7 } };
  assert.deepEqual(storyWith({}, { faces: [cut] }), []);
  const turnsOn = (ms: number) => ({ faces: [ms < 500 ? face({ yawDeg: 60 }) : MASKED] });
  assert.deepEqual(storyWith({}, turnsOn), ['opened looking-away at 12.0']);
});

test('a screen that stood there from the first is the room’s, one that is put up is not, and a far one is nobody’s', () => {
  const seen = [scenes.PERSON, scenes.SCREEN];
  assert.deepEqual(storyWith({ seen }, { seen }), []);
  const laptop = scenes.object('laptop', { x: 500, y: 380, width: 160, height: 90 }, 0.7);
  const story = storyWith({}, { seen: [scenes.PERSON, laptop] });
  assert.equal(story.length, 1);
  assert.match(story[0] ?? '', /^opened second-screen/);
  const far = scenes.object('screen', { x: 0, y: 0, width: 100, height: 70 }, 0.7);
  const small = scenes.object('person', { x: 450, y: 200, width: 150, height: 270 }, 0.8);
  const scene = {
    faces: [scenes.faceWith({ box: { x: 480, y: 210, width: 80, height: 100 } })],
    seen: [small, far],
  };
  assert.deepEqual(storyWith({ ...scene, seen: [small] }, scene), []);
});
