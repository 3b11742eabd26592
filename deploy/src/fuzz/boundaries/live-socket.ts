import * as fc from 'fast-check';
import { ACCEPTED, type Boundary, type Outcome, type Target, target } from '../boundary.js';
import { type FuzzHub, openFuzzHub, signIn } from '../fuzz-hub.js';
import { validMessages } from '../messages.js';
import { asBytes, mutated } from '../mutate.js';
import { talkBytes } from '../talk-bytes.js';
import { BINARY, CLOSE, TEXT, frame, framesIn, upgradeRequest } from '../web-bytes.js';
import { mostly, wildBytes } from '../wild.js';

const PONG = 0x8a;
/** Asked at the end: an own room is none of that name, so that its refusal says that all before it was looked at. */
const LAST = JSON.stringify({ type: 'watch', room: 'the-last', seat: 's0' });
/** Less than the beat of the hub, which speaks every 2 s while a frame lacks its end. */
const QUIET_MS = 1500;

const requests = fc.oneof(
  asBytes(mutated(validMessages('live-request'))),
  fc
    .record({
      type: fc.constantFrom('watch', 'unwatch'),
      room: fc.constantFrom('r1', 'r2', 'r9'),
      seat: fc.constantFrom('s0', 's1', 's99'),
    })
    .map((asked) => Buffer.from(JSON.stringify(asked))),
);
const frames = mostly(
  fc
    .tuple(requests, mostly(fc.constant(TEXT), fc.constant(BINARY)))
    .map(([payload, first]) => frame(first, payload)),
  fc.oneof(
    wildBytes.map((bytes) => Buffer.from(bytes)),
    fc
      .tuple(fc.nat({ max: 255 }), wildBytes, fc.boolean())
      .map(([first, payload, masked]) => frame(first, payload, { masked })),
  ),
);

/** Frames on the page's live socket, each few on a socket of their own. */
export const liveSocket: Boundary = { name: 'WebSocket frames', weight: 1.5, open: openSockets };

async function openSockets(folder: string): Promise<Target> {
  const fuzzed = await openFuzzHub(folder);
  const cookie = await signIn(fuzzed, 'eva');
  return target(
    fc.record({
      said: fc.array(frames, { minLength: 1, maxLength: 3 }),
      cookie: mostly(fc.constant(cookie), fc.constant('')),
    }),
    (input) => ask(fuzzed, input.said, input.cookie),
    { parallel: 24, settle: async () => fuzzed.log.check(), close: () => fuzzed.hub.stop() },
  );
}

async function ask({ url }: FuzzHub, said: readonly Buffer[], cookie: string): Promise<Outcome> {
  const upgrade = upgradeRequest(url, '/api/live', { cookie, origin: url.origin });
  const heard = await talkBytes(url, [upgrade, ...said, frame(TEXT, Buffer.from(LAST))], {
    isEnough: (all) => framesIn(all).some(({ first, payload }) => first === CLOSE || isLast(payload)),
    quietMs: QUIET_MS,
  });
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(heard.said.toString('latin1'))?.[1]);
  if (status !== 101) return status === 401 ? 'not-signed-in' : `http-${status}`;
  const answers = framesIn(heard.said);
  const close = answers.find(({ first }) => first === CLOSE);
  if (close !== undefined) {
    if (close.payload.length < 2) return 'closed';
    const code = close.payload.readUInt16BE(0);
    const reason = close.payload.subarray(2).toString();
    return reason === '' ? `closed-${code}` : reason;
  }
  const refusal = answers.map(
    ({ payload }) => /"type":"refused".*?"code":"([\w-]+)"/.exec(payload.toString())?.[1],
  );
  const own = answers.filter(({ payload }) => !isLast(payload)).length;
  if (heard.ended && own === 0) return 'cut';
  if (answers.some(({ payload }) => isLast(payload)))
    return refusal.filter(Boolean).length > 0 && hasOther(answers) ? 'forbidden' : ACCEPTED;
  if (heard.ended) return 'cut';
  if (answers.some(({ first }) => first === PONG)) return ACCEPTED;
  return 'waits-for-the-rest';
}

function isLast(payload: Buffer): boolean {
  return payload.includes('"the-last"');
}

/** Whether something was refused beside the last request. */
function hasOther(answers: readonly { payload: Buffer }[]): boolean {
  const texts = answers.map(({ payload }) => payload.toString()).join('');
  return (texts.match(/"type":"refused"/g) ?? []).length > 1;
}
