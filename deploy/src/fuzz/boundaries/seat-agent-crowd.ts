import { type ClientName, SEAT_CLIENT_VERSION } from '@invigil/contract';
import * as fc from 'fast-check';
import { type Boundary, type Outcome, type Target, target } from '../boundary.js';
import { type FuzzSeatAgent, openFuzzSeatAgent } from '../fuzz-seat-agent.js';
import { agentMessage, originOf, proofOf } from '../seat-client.js';
import { talkBytes } from '../talk-bytes.js';
import { CLOSE, frame, framesIn, TEXT, upgradeRequest } from '../web-bytes.js';

/** More than the seat lets stand in its door (256), so that they push each other out as well. */
const AT_A_TIME = 400;
/** The agent gives a request and a handshake 3 s each, and looks every second; the machine may be busy. */
const QUIET_MS = 12_000;
const PART = Buffer.alloc(64 * 1024, 0x61);
/** The frame's head says ten megabytes, and they come. */
const HUGE = [hugeHead(160 * PART.length), ...Array.from({ length: 160 }, () => PART)];
const FLOOD = Array.from({ length: 20 }, () =>
  Buffer.concat(Array.from({ length: 1000 }, () => frame(TEXT, Buffer.from('{"type":"alive"}')))),
);
const CLIENT: ClientName = 'browser';

const crowd = fc.oneof(
  { weight: 60, arbitrary: fc.constant('says nothing' as const) },
  { weight: 20, arbitrary: fc.constant('ends no request' as const) },
  { weight: 20, arbitrary: fc.constant('ends no handshake' as const) },
  { weight: 1, arbitrary: fc.constant('10 MB in place of a hello' as const) },
  { weight: 1, arbitrary: fc.constant('10 MB with the key' as const) },
  { weight: 1, arbitrary: fc.constant('20,000 messages with the key' as const) },
);
type Guest = typeof crowd extends fc.Arbitrary<infer T> ? T : never;

/** Connections that keep the agent busy, hundreds at a time: each has to end by the agent's own doing. */
export const seatAgentCrowd: Boundary = { name: 'seat agent: crowd', weight: 1, open: openCrowd };

async function openCrowd(folder: string): Promise<Target> {
  const seat = await openFuzzSeatAgent(folder);
  return target(crowd, (guest) => stand(seat, guest), {
    parallel: AT_A_TIME,
    settle: async () => seat.check(),
    figures: () => seat.honest.figures(),
    close: () => seat.stop(),
  });
}

async function stand({ keys, url }: FuzzSeatAgent, guest: Guest): Promise<Outcome> {
  const origin = originOf(CLIENT, url);
  const upgrade = upgradeRequest(url, '/client', origin === undefined ? {} : { origin });
  const afterChallenge = (said: Buffer): Uint8Array[] | undefined => {
    const challenge = framesIn(said)[0];
    if (challenge === undefined) return undefined;
    const message = agentMessage(challenge.payload.toString());
    const nonce = message.type === 'challenge' ? message.nonce : '';
    const proof = proofOf(keys[CLIENT], nonce, CLIENT);
    const hello = { type: 'hello', v: SEAT_CLIENT_VERSION, client: CLIENT, version: '0.1.0', proof };
    const first = frame(TEXT, Buffer.from(JSON.stringify(hello)));
    switch (guest) {
      case '10 MB in place of a hello':
        return HUGE;
      case '10 MB with the key':
        return [first, ...HUGE];
      case '20,000 messages with the key':
        return [first, ...FLOOD];
      case 'says nothing':
      case 'ends no request':
      case 'ends no handshake':
        return undefined;
    }
  };
  const opening: Record<Guest, readonly Uint8Array[]> = {
    'says nothing': [],
    'ends no request': [upgrade.subarray(0, 40)],
    'ends no handshake': [upgrade],
    '10 MB in place of a hello': [upgrade],
    '10 MB with the key': [upgrade],
    '20,000 messages with the key': [upgrade],
  };
  const heard = await talkBytes(url, opening[guest], {
    answer: afterChallenge,
    isEnough: (said) => framesIn(said).some(({ first }) => first === CLOSE),
    quietMs: QUIET_MS,
  });
  const frames = framesIn(heard.said);
  const close = frames.find(({ first }) => first === CLOSE);
  if (close === undefined && !heard.ended) throw new Error(`${guest}: still there after ${QUIET_MS} ms`);
  const reasons = frames.flatMap(({ first, payload }) => {
    const message = first === TEXT ? agentMessage(payload.toString()) : undefined;
    return message?.type === 'refused' ? [message.reason] : [];
  });
  const code =
    close === undefined || close.payload.length < 2 ? 'cut' : `closed-${close.payload.readUInt16BE(0)}`;
  return `${guest}: ${reasons.at(-1) ?? code}`;
}

/** First byte, mask bit and length of a text frame, and a mask of zeros (RFC 6455, 5.2). */
function hugeHead(length: number): Buffer {
  const head = Buffer.alloc(14);
  head[0] = TEXT;
  head[1] = 0xff;
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}
