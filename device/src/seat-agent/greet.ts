import { randomBytes } from 'node:crypto';
import {
  type AgentMessage,
  ClientHello,
  type ClientName,
  decode,
  HANDSHAKE_MS,
  SEAT_CLIENT_VERSION,
} from '@invigil/contract';
import type { WebSocket } from 'ws';
import * as z from 'zod';
import { cut } from './client-connection.js';

type Refusal = Extract<AgentMessage, { type: 'refused' }>;

const NONCE_BYTES = 16;
const POLICY_VIOLATION = 1008;
/** What every version of the hello says. */
const AnyHello = z.object({ type: z.literal('hello'), v: z.number().int() });

type GreetDeps = {
  /** Who may ask, by the origin: nobody else's key is of use to them. */
  asker: ClientName;
  keys: { proves(hello: ClientHello, nonce: string): boolean };
  /** Why this kind of client is not let in now; undefined: it is. */
  refusal: (client: ClientName) => Pick<Refusal, 'reason' | 'words'> | undefined;
  welcome: (hello: ClientHello) => void;
};

/** Lets in who proves that it has its key. One nonce, one try: what was seen of a handshake is worth nothing in another. */
export function greet(socket: WebSocket, deps: GreetDeps): void {
  const nonce = randomBytes(NONCE_BYTES).toString('hex');
  const refuse = (reason: Refusal['reason'], words: string): void => {
    socket.send(JSON.stringify({ type: 'refused', reason, words } satisfies AgentMessage));
    cut(socket, POLICY_VIOLATION, reason);
  };
  const slow = setTimeout(() => refuse('timeout', 'no hello came'), HANDSHAKE_MS);
  socket.once('close', () => clearTimeout(slow));
  socket.once('message', (data, isBinary) => {
    clearTimeout(slow);
    const bytes = !isBinary && data instanceof Buffer ? data : Buffer.alloc(0);
    const hello = decode(ClientHello, bytes);
    const any = decode(AnyHello, bytes);
    if (any.ok && any.value.v !== SEAT_CLIENT_VERSION) {
      return refuse('version', `this seat speaks version ${SEAT_CLIENT_VERSION}`);
    }
    if (!hello.ok) return refuse('not-read', 'a hello was expected');
    const { client } = hello.value;
    if (client !== deps.asker || !deps.keys.proves(hello.value, nonce)) {
      return refuse('proof', 'the key is not that of this kind of client for this boot');
    }
    const refusal = deps.refusal(client);
    if (refusal !== undefined) return refuse(refusal.reason, refusal.words);
    deps.welcome(hello.value);
  });
  socket.send(JSON.stringify({ type: 'challenge', v: SEAT_CLIENT_VERSION, nonce } satisfies AgentMessage));
}
