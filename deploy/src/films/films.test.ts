import assert from 'node:assert/strict';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { composeFilm, truthOf, writeFilm } from './compose.js';
import { filmFiles, isFilmThere } from './film-files.js';
import { cv, largestDifference, type Mat } from './opencv.js';
import { scenariosNamed, type Recipe } from './scenarios.js';
import { buildScene } from './scene.js';
import { recipeHash } from './stamp.js';
import { FilmTruth, readTruth } from './truth.js';

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

test('a film is there only with its truth and for its own recipe', async () => {
  const [calm] = scenariosNamed(['calm']);
  assert.ok(calm);
  const files = filmFiles(folder, 'calm');
  await writeFile(files.film, 'a film');
  await writeFile(files.stamp, recipeHash(calm.recipe));
  assert.equal(await isFilmThere(folder, calm), false);
  await writeFile(files.truth, '{}');
  assert.equal(await isFilmThere(folder, calm), true);
  const other = { ...calm, recipe: { ...calm.recipe, seed: 99 } };
  assert.equal(await isFilmThere(folder, other), false);
});

test('composing leaves a film that is there, with its truth, and nothing unfinished', async () => {
  const short = { name: 'short', description: 'three seconds', recipe: SHORT };
  const heard: number[] = [];
  const bytes = await composeFilm(folder, short, (frames) => heard.push(frames));
  const files = filmFiles(folder, 'short');
  assert.equal((await stat(files.film)).size, bytes);
  assert.deepEqual(await readTruth(files.truth), truthOf('short.avi', SHORT));
  assert.equal(await isFilmThere(folder, short), true);
  await assert.rejects(stat(files.unfinished), { code: 'ENOENT' });
  assert.deepEqual(heard, [25, 50, 75]);
});

test('an unknown film is refused with the names that there are', () => {
  assert.throws(() => scenariosNamed(['clam']), { code: 'unknown-film', message: /"clam".*calm, leaves/ });
});

test('drawing a frame leaves no picture behind in memory', () => {
  for (const kind of ['extra-person', 'phone', 'covered'] as const) {
    const scene = buildScene({ ...SHORT, frames: 300, happening: { kind, from: 30, to: 300 } });
    const draw = (from: number, to: number) => {
      for (let index = from; index < to; index++) scene(index).release();
    };
    draw(30, 80);
    const startedWith = process.memoryUsage().rss;
    draw(80, 280);
    const grownMb = (process.memoryUsage().rss - startedWith) / 1e6;
    // One picture of 848×480 kept for each of the 200 frames would be 244 MB, one on the canvas 95 MB.
    assert.ok(grownMb < 60, `${kind}: ${grownMb.toFixed(0)} MB more`);
  }
});

function readAll(file: string): Mat[] {
  const capture = new cv.VideoCapture(file);
  const frames: Mat[] = [];
  for (let frame = capture.read(); !frame.empty; frame = capture.read()) frames.push(frame);
  return frames;
}
