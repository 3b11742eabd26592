import { randomBytes } from 'node:crypto';
import {
  type AgentMessage,
  type ClientMessage,
  type ClientName,
  SEAT_CLIENT_VERSION,
} from '@invigil/contract';
import { WebSocket } from 'ws';
import { quantile, row, type Row } from '../bench/rows.js';
import { textOf } from '../system/bare-browser.js';
import { agentMessage, originOf, proofOf } from './seat-client.js';

/** The page says something this often, ms. */
const EVERY_MS = 100;
/** What has not come by then is a finding, ms: a client that is not heard for so long counts as silent. */
const PATIENCE_MS = 5000;
const MIB = 2 ** 20;

type Keys = Readonly<Record<ClientName, string>>;

/**
 * The candidate's page and the editor, which go on using the seat while others attack it: each mark that the page says it copied must come
 * to the editor.
 */
export class HonestClients {
  readonly #page: WebSocket;
  readonly #editor: WebSocket;
  readonly #waiting = new Map<string, number>();
  readonly #tookMs: number[] = [];
  readonly #faults: string[] = [];
  readonly #says: NodeJS.Timeout;
  #memory = 0;

  private constructor(page: WebSocket, editor: WebSocket) {
    this.#page = page;
    this.#editor = editor;
    for (const [name, socket] of [
      ['page', page],
      ['editor', editor],
    ] as const) {
      socket.on('close', (code) => this.#faults.push(`the honest ${name} was cut: ${code}`));
      socket.on('message', (data) => this.#hear(name, agentMessage(textOf(data))));
    }
    this.#says = setInterval(() => this.#say(), EVERY_MS);
  }

  static async connect(url: URL, keys: Keys): Promise<HonestClients> {
    return new HonestClients(await welcomed(url, 'page', keys), await welcomed(url, 'editor', keys));
  }

  /** Throws where one of them was refused, cut or kept waiting since the last look. */
  check(): void {
    const late = [...this.#waiting].filter(([, at]) => performance.now() - at > PATIENCE_MS);
    for (const [mark] of late) this.#waiting.delete(mark);
    if (late.length > 0)
      this.#faults.push(`${late.length} honest messages did not come in ${PATIENCE_MS} ms`);
    const faults = this.#faults.splice(0);
    if (faults.length > 0) throw new Error(faults.slice(0, 5).join('; '));
  }

  /** How long a message took from the page through the agent to the editor, all in one process with the attackers. */
  figures(): Row[] {
    const took = this.#tookMs;
    const n = took.length;
    return [
      row('honest message, median', quantile(took, 0.5), 'ms', n),
      row('honest message, 99 of 100', quantile(took, 0.99), 'ms', n, { most: PATIENCE_MS }),
      row('honest message, slowest', Math.max(...took), 'ms', n, { most: PATIENCE_MS }),
      row('memory of the process at most', this.#memory / MIB, 'MiB', n),
    ];
  }

  async stop(): Promise<void> {
    clearInterval(this.#says);
    for (const socket of [this.#page, this.#editor]) {
      socket.removeAllListeners();
      socket.on('error', () => undefined);
      const closed = new Promise((resolve) => {
        socket.once('close', resolve);
      });
      if (socket.readyState === WebSocket.CLOSED) continue;
      socket.close();
      await closed;
    }
  }

  #say(): void {
    const mark = randomBytes(32).toString('hex');
    this.#waiting.set(mark, performance.now());
    send(this.#page, { type: 'copied', mark });
    this.#memory = Math.max(this.#memory, process.memoryUsage.rss());
  }

  #hear(name: 'page' | 'editor', message: AgentMessage): void {
    if (message.type === 'ping') send(name === 'page' ? this.#page : this.#editor, { type: 'alive' });
    if (message.type === 'refused') this.#faults.push(`the honest ${name} was refused: ${message.words}`);
    if (message.type !== 'copied' || name !== 'editor') return;
    const at = this.#waiting.get(message.mark);
    if (at === undefined) return;
    this.#waiting.delete(message.mark);
    this.#tookMs.push(performance.now() - at);
  }
}

async function welcomed(url: URL, client: ClientName, keys: Keys): Promise<WebSocket> {
  const origin = originOf(client, url);
  const socket = new WebSocket(`ws://${url.host}/client`, origin === undefined ? {} : { origin });
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', (data) => {
      const message = agentMessage(textOf(data));
      if (message.type === 'challenge') {
        const proof = proofOf(keys[client], message.nonce, client);
        socket.send(
          JSON.stringify({ type: 'hello', v: SEAT_CLIENT_VERSION, client, version: '0.1.0', proof }),
        );
      }
      if (message.type === 'welcome') resolve();
      if (message.type === 'refused') reject(new Error(message.words));
    });
  });
  socket.removeAllListeners('message');
  return socket;
}

function send(socket: WebSocket, message: ClientMessage): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}
