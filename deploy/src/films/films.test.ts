import assert from 'node:assert/strict';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { composeFilms, truthOf, writeFilm } from './compose.js';
import { cv, largestDifference, type Mat } from './opencv.js';
import type { Recipe } from './scenarios.js';
import { buildScene } from './scene.js';
import { recipeHash } from './stamp.js';
import { FilmTruth } from './truth.js';

const SHORT: Recipe = {
  candidate: { man: 'a', from: 10, to: 34 },
  frames: 75,
  happening: { kind: 'frozen', from: 30, to: 50 },
  seed: 1,
  noise: 2,
};

let folder: string;
before(async () => (folder = await mkdtemp(join(tmpdir(), 'invigil-films-'))));
after(() => rm(folder, { recursive: true, force: true }));

test('a frozen span is frozen to the bit in the file, and no other two frames are alike', async () => {
  const file = join(folder, 'frozen.avi');
  await writeFilm(file, SHORT);
  const frames = readAll(file);
  assert.equal(frames.length, 75);
  assert.deepEqual([frames[0]?.cols, frames[0]?.rows], [848, 480]);
  frames.slice(1).forEach((frame, i) => {
    const previous = frames[i];
    assert.ok(previous);
    const difference = largestDifference(frame, previous);
    const index = i + 1;
    if (index > 30 && index < 50) assert.equal(difference, 0, `frame ${index} moves in the frozen span`);
    else assert.ok(difference > 3, `frame ${index} does not move`);
  });
});

test('live noise survives in a picture of 64 pixels width, so a still candidate is not frozen', () => {
  const scene = buildScene({ ...SHORT, candidate: { man: 'a', from: 10, to: 11 }, happening: undefined });
  const small = [0, 2, 4, 6].map((index) => scene(index).resize(36, 64, 0, 0, cv.INTER_AREA));
  small.slice(1).forEach((picture, i) => {
    const previous = small[i];
    assert.ok(previous && picture.absdiff(previous).mean().w > 0.2);
  });
});

test('the same recipe gives the same picture, another seed another one', () => {
  const [one, again, other] = [SHORT, SHORT, { ...SHORT, seed: 2 }].map((recipe) => buildScene(recipe)(7));
  assert.ok(one && again && other);
  assert.equal(largestDifference(one, again), 0);
  assert.ok(largestDifference(one, other) > 0);
});

test('a covered lens is dark and without features', () => {
  const covered = buildScene({ ...SHORT, happening: { kind: 'covered', from: 30, to: 50 } })(40);
  const { mean, stddev } = covered.cvtColor(cv.COLOR_BGR2GRAY).meanStdDev();
  assert.ok(mean.at(0, 0) < 20);
  assert.ok(stddev.at(0, 0) < 5);
});

test('the second person and the phone change the picture only while they are there', () => {
  for (const kind of ['extra-person', 'phone'] as const) {
    const calm = buildScene({ ...SHORT, happening: undefined });
    const scene = buildScene({ ...SHORT, happening: { kind, from: 30, to: 50 } });
    assert.equal(largestDifference(calm(5), scene(5)), 0);
    assert.ok(largestDifference(calm(40), scene(40)) > 60);
  }
});

test('the truth of a recipe says what happens and when, in ms', () => {
  const truth = FilmTruth.parse(truthOf('short.avi', SHORT));
  assert.deepEqual(truth, {
    film: 'short.avi',
    fps: 25,
    frames: 75,
    durationMs: 3000,
    spans: [{ kind: 'frozen', startMs: 1200, endMs: 2000 }],
  });
});

test('a film that is already there for the same recipe is left alone, and any other recipe has another hash', async () => {
  const calm = await import('./scenarios.js').then((all) => all.SCENARIOS.find((one) => one.name === 'calm'));
  assert.ok(calm);
  const film = join(folder, 'calm.avi');
  await writeFile(film, 'a film');
  await writeFile(join(folder, 'calm.truth.json'), '{}');
  await writeFile(join(folder, '.calm.stamp'), recipeHash(calm.recipe));
  const states: string[] = [];
  await composeFilms({ outDir: folder, names: ['calm'], onProgress: ({ state }) => states.push(state) });
  assert.deepEqual(states, ['already-there']);
  assert.equal((await stat(film)).size, 6);
  assert.notEqual(recipeHash(calm.recipe), recipeHash({ ...calm.recipe, seed: 99 }));
});

test('an unknown film is refused with the names that there are', async () => {
  await assert.rejects(composeFilms({ outDir: folder, names: ['clam'] }), {
    code: 'unknown-film',
    message: /"clam".*calm, leaves/,
  });
});

function readAll(file: string): Mat[] {
  const capture = new cv.VideoCapture(file);
  const frames: Mat[] = [];
  for (let frame = capture.read(); !frame.empty; frame = capture.read()) frames.push(frame);
  return frames;
}
