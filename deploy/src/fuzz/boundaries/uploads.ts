import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { MAX_PICTURE_BYTES } from '@invigil/contract';
import { type Boundary, type Outcome, type Target, target } from '../boundary.js';
import { type FuzzHub, SEATS, openFuzzHub, tokenOf } from '../fuzz-hub.js';
import { damaged } from '../mutate.js';
import { JPEG_BASE64 } from '../seeds.js';
import { mostly } from '../wild.js';
import { outcomeOfAnswer } from './rest.js';
import { trackFiles } from './tracks.js';

const pictures = mostly(
  damaged(fc.constant(Buffer.from(JPEG_BASE64, 'base64'))),
  fc.nat({ max: 64 }).map((over) => Buffer.alloc(MAX_PICTURE_BYTES - 32 + over, 0xff)),
);
const uploads = fc.oneof(
  { weight: 20, arbitrary: pictures.map((body) => ({ to: 'evidence', type: 'image/jpeg', body })) },
  { weight: 20, arbitrary: pictures.map((body) => ({ to: 'preview', type: 'image/jpeg', body })) },
  {
    weight: 1,
    arbitrary: trackFiles.map((body) => ({ to: 'track', type: 'application/octet-stream', body })),
  },
);
const inputs = fc.record({
  upload: uploads,
  seat: fc.nat({ max: SEATS - 1 }),
  type: mostly(
    fc.constant(null),
    fc.constantFrom('image/png', 'application/json', 'text/html', 'image/jpeg; charset=x'),
  ),
  hash: mostly(fc.constant(null), fc.constantFrom('a'.repeat(64), 'A'.repeat(64), '../../etc/passwd', '')),
});
type Input = typeof inputs extends fc.Arbitrary<infer T> ? T : never;

/** Pictures and tracks that seats bring. */
export const uploaded: Boundary = { name: 'uploads: evidence, preview, track', weight: 1, open: openUploads };

async function openUploads(folder: string): Promise<Target> {
  const fuzzed = await openFuzzHub(folder);
  return target(inputs, (input) => bring(fuzzed, input), {
    parallel: 8,
    settle: async () => fuzzed.log.check(),
    close: () => fuzzed.hub.stop(),
  });
}

async function bring({ url }: FuzzHub, { hash, seat, type, upload }: Input): Promise<Outcome> {
  const sha256 = hash ?? createHash('sha256').update(upload.body).digest('hex');
  const boot = sha256.slice(0, 16);
  const path = {
    evidence: `evidence/${encodeURIComponent(sha256)}`,
    preview: 'preview',
    track: `track/${encodeURIComponent(boot)}`,
  };
  const to = upload.to === 'evidence' || upload.to === 'track' ? path[upload.to] : path.preview;
  const answer = await fetch(new URL(`/api/seat/${to}`, url), {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${tokenOf(`s${seat}`)}`,
      'x-invigil-seat': `fuzz/r1/s${seat}`,
      'x-invigil-sha256': sha256,
      'content-type': type ?? upload.type,
    },
    body: new Uint8Array(upload.body),
  });
  return outcomeOfAnswer(answer.status, await answer.text());
}
