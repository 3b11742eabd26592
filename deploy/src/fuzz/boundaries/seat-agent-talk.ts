import { type AgentMessage, ClientHello, ClientName, SEAT_CLIENT_VERSION } from '@invigil/contract';
import * as fc from 'fast-check';
import { ACCEPTED, type Boundary, type Outcome, type Target, target } from '../boundary.js';
import { type FuzzSeatAgent, openFuzzSeatAgent } from '../fuzz-seat-agent.js';
import { validMessages } from '../messages.js';
import { asBytes, mutated } from '../mutate.js';
import { agentMessage, originOf, proofOf } from '../seat-client.js';
import { talkBytes } from '../talk-bytes.js';
import { BINARY, CLOSE, frame, framesIn, TEXT, upgradeRequest } from '../web-bytes.js';
import { mostly, wildBytes } from '../wild.js';

/** Said at the end: no client may say it, so that its refusal says that all before it was looked at. */
const LAST = JSON.stringify({ type: 'ended', kind: 'virtual-machine', at: 1 });
const LAST_WORDS = 'virtual-machine is not of this client';
/** Less than the beat of the agent, which asks whether a client is there every 2 s. */
const QUIET_MS = 1500;
/** What others copy is passed on all the while, so that it is never quiet: after this long a message waits for its end, ms. */
const PATIENCE_MS = 4000;

const words = mostly(
  fc
    .tuple(asBytes(mutated(validMessages('seat-client'))), mostly(fc.constant(TEXT), fc.constant(BINARY)))
    .map(([payload, first]) => frame(first, payload)),
  fc.oneof(
    wildBytes.map((bytes) => Buffer.from(bytes)),
    fc
      .tuple(fc.nat({ max: 255 }), wildBytes, fc.boolean())
      .map(([first, payload, masked]) => frame(first, payload, { masked })),
  ),
);

/** How somebody says who they are: with the key, with that of another kind of client, or with what nobody would say. */
const hellos = fc.oneof(
  { weight: 12, arbitrary: fc.constant('right' as const) },
  { weight: 1, arbitrary: fc.constant('key of another' as const) },
  { weight: 2, arbitrary: asBytes(mutated(validMessages('seat-hello'))) },
);

const conversations = fc.record({
  client: fc.constantFrom(...ClientName.options),
  hello: hellos,
  said: fc.array(words, { minLength: 1, maxLength: 3 }),
});
type Conversation = typeof conversations extends fc.Arbitrary<infer T> ? T : never;

/** What the programs of a candidate say to the seat's agent, each few messages on a connection of their own. */
export const seatAgentTalk: Boundary = { name: 'seat agent: WebSocket', weight: 10, open: openTalk };

async function openTalk(folder: string): Promise<Target> {
  const seat = await openFuzzSeatAgent(folder);
  return target(conversations, (input) => talk(seat, input), {
    // Four of a kind are let in, and one each of two kinds is honest.
    parallel: 6,
    settle: async () => seat.check(),
    figures: () => seat.honest.figures(),
    close: () => seat.stop(),
  });
}

async function talk({ keys, url }: FuzzSeatAgent, { client, hello, said }: Conversation): Promise<Outcome> {
  const origin = originOf(client, url);
  let isProved = false;
  const until = performance.now() + PATIENCE_MS;
  const heard = await talkBytes(
    url,
    [upgradeRequest(url, '/client', origin === undefined ? {} : { origin })],
    {
      answer: (bytes) => {
        const nonce = messagesIn(bytes).flatMap((one) => (one.type === 'challenge' ? [one.nonce] : []))[0];
        if (nonce === undefined) return undefined;
        const first = helloOf(hello, client, { keys, nonce });
        isProved = proves(first, client, proofOf(keys[client], nonce, client));
        return [frame(TEXT, first), ...said, frame(TEXT, Buffer.from(LAST))];
      },
      isEnough: (bytes) =>
        performance.now() > until ||
        framesIn(bytes).some(({ first, payload }) => first === CLOSE || payload.includes(LAST_WORDS)),
      quietMs: QUIET_MS,
    },
  );
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(heard.said.toString('latin1'))?.[1]);
  if (status !== 101) throw new Error(`${client} was answered ${status} in place of a WebSocket`);
  const messages = messagesIn(heard.said);
  checkTold(messages, client, isProved);
  const reasons = messages.flatMap((one) =>
    one.type === 'refused' && one.words !== LAST_WORDS ? [one.reason] : [],
  );
  const close = framesIn(heard.said).find(({ first }) => first === CLOSE);
  if (reasons[0] !== undefined) return reasons[0];
  if (close !== undefined)
    return close.payload.length < 2 ? 'closed' : `closed-${close.payload.readUInt16BE(0)}`;
  if (messages.some((one) => one.type === 'refused')) return ACCEPTED;
  return heard.ended ? 'cut' : 'waits-for-the-rest';
}

/** Throws where somebody was told what is not theirs to hear. */
function checkTold(messages: readonly AgentMessage[], client: ClientName, isProved: boolean): void {
  const forAll = ['challenge', 'refused'];
  const forClients = [...forAll, 'welcome', 'ping', 'recorded', 'copied'];
  const may = !isProved ? forAll : client === 'page' ? undefined : forClients;
  for (const { type } of messages) {
    if (may?.includes(type) === false)
      throw new Error(`${isProved ? client : 'somebody without the key'} was told ${type}`);
  }
}

function helloOf(
  hello: Conversation['hello'],
  client: ClientName,
  { keys, nonce }: Pick<FuzzSeatAgent, 'keys'> & { nonce: string },
): Uint8Array {
  if (typeof hello !== 'string') return hello;
  const other = client === 'page' ? 'editor' : 'page';
  const proof = proofOf(keys[hello === 'right' ? client : other], nonce, client);
  return Buffer.from(
    JSON.stringify({ type: 'hello', v: SEAT_CLIENT_VERSION, client, version: '0.1.0', proof }),
  );
}

/** Whether a hello proves the key, however it came about. */
function proves(bytes: Uint8Array, client: ClientName, proof: string): boolean {
  try {
    const read = ClientHello.safeParse(JSON.parse(Buffer.from(bytes).toString()));
    return read.success && read.data.client === client && read.data.proof === proof;
  } catch {
    return false;
  }
}

/** What the agent said so far. @throws where it is no message of the contract */
function messagesIn(said: Buffer): AgentMessage[] {
  return framesIn(said).flatMap(({ first, payload }) =>
    first === TEXT ? [agentMessage(payload.toString())] : [],
  );
}
