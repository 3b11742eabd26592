import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { measureLuma } from '../../lib/opencv.js';
import { LoopFinder } from './loop-finder.js';
import { thumbnailOf } from './luma-thumbnail.js';
import { pictureOf, type Still, stillsOf } from './test-films.js';

const RATE = 5;
const START = 1_700_000_000_000;
/** Half of what behaviour calls a loop for certain and what it excludes. */
const LOOP = 0.55;

let wall: Float32Array[] = [];
let noisyWall: Float32Array[] = [];
before(async () => {
  const stills = await stillsOf('franck', 40 * RATE);
  wall = stills.map(thumbnailOfStill);
  noisyWall = stills.map((still, i) => thumbnailOfStill(withNoise(still, i)));
});

function thumbnailOfStill(still: Still): Float32Array {
  const picture = pictureOf(still);
  const { height, luma, width } = measureLuma(picture, 320);
  picture.release();
  return thumbnailOf(luma, width, height);
}

/** Up to 8 levels either way, other ones in each picture. */
function withNoise(still: Still, seed: number): Still {
  let state = seed + 1;
  const bytes = still.bytes.map((value) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.min(255, Math.max(0, value + ((state >> 16) % 17) - 8));
  });
  return { ...still, bytes };
}

/** What is said of each picture; `late` puts the pictures of each turn at other moments, as a camera does. */
function likenesses(
  pictures: readonly Float32Array[],
  finder = new LoopFinder(),
  from = START,
): (number | null)[] {
  return pictures.map((picture, i) => finder.read(picture, from + (i * 1000) / RATE + ((i * 37) % 60)));
}

const mostOf = (values: readonly (number | null)[]): number => Math.max(...values.map((value) => value ?? 0));

test('a film that does not repeat is never like itself', () => {
  assert.ok(mostOf(likenesses(wall)) < 0.2);
  assert.ok(mostOf(likenesses(noisyWall)) < 0.2);
});

test('a film that does not repeat is never like itself at a lower rate either', () => {
  for (const rate of [0.7, 1, 2, 3]) {
    const finder = new LoopFinder();
    const said = Array.from({ length: Math.floor(39 * rate) }, (_, i) =>
      finder.read(wall[Math.floor((i / rate) * RATE)], START + (i / rate) * 1000),
    );
    assert.ok(mostOf(said) < 0.4, `${mostOf(said)} at ${rate} a second`);
  }
});

test('a loop is found within ten seconds of its first repetition, whatever its length', () => {
  for (const seconds of [2, 7, 20]) {
    const turn = wall.slice(0, seconds * RATE);
    const found = likenesses([...turn, ...turn, ...turn, ...turn, ...turn, ...turn]);
    const first = found.findIndex((value) => (value ?? 0) >= LOOP) / RATE;
    assert.ok(first >= seconds && first <= seconds + 10, `a loop of ${seconds} s after ${first} s`);
  }
});

test('a loop is found at three pictures a second, of which no two turns show the same ones', () => {
  const seconds = 10;
  const finder = new LoopFinder();
  const found = Array.from({ length: 3 * 40 }, (_, i) => {
    const second = i / 3;
    return finder.read(wall[Math.floor((second % seconds) * RATE)], START + second * 1000);
  });
  assert.ok(mostOf(found) >= LOOP);
});

test('a loop with noise in each second turn is found', () => {
  const [turn, noisy] = [wall.slice(0, 10 * RATE), noisyWall.slice(0, 10 * RATE)];
  assert.ok(mostOf(likenesses([...turn, ...noisy, ...turn, ...noisy])) >= LOOP);
});

test('of a scene in which nothing moves nothing is said', () => {
  const still = Array.from({ length: 30 * RATE }, () => wall[0]);
  assert.deepEqual(new Set(likenesses(still)), new Set([null]));
});

test('what came before the clock was set back is forgotten', () => {
  const finder = new LoopFinder();
  const turn = wall.slice(0, 10 * RATE);
  likenesses(turn, finder);
  assert.deepEqual(new Set(likenesses(turn, finder, START - 3_600_000).slice(0, 20)), new Set([null]));
});
