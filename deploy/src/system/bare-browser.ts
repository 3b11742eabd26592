import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RawData, WebSocket } from 'ws';
import { browserPath, FLAGS } from './browser.js';

/** A tab of a browser that is left as people have it: what is in front and what has the focus is real. */
export type BareTab = {
  evaluate: (expression: string) => Promise<unknown>;
  send: (method: string, params?: object) => Promise<Record<string, unknown>>;
  front: () => Promise<void>;
  close: () => Promise<void>;
};

type Answer = { id?: number; result?: Record<string, unknown>; error?: { message: string }; method?: string };

/**
 * Chromium by its own protocol. Playwright makes each page believe that it is shown and has the focus; here the tabs of one window hide each other.
 */
export class BareBrowser {
  readonly #process: ChildProcess;
  readonly #socket: WebSocket;
  readonly #folder: string;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #next = 1;

  private constructor(process: ChildProcess, socket: WebSocket, folder: string) {
    this.#process = process;
    this.#socket = socket;
    this.#folder = folder;
    socket.on('message', (data) => {
      const answer: Answer = JSON.parse(textOf(data));
      if (answer.id !== undefined) this.#waiting.get(answer.id)?.(answer);
    });
  }

  static async open(flags: readonly string[] = []): Promise<BareBrowser> {
    const folder = mkdtempSync(join(tmpdir(), 'invigil-browser-'));
    const all = [
      ...FLAGS,
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${folder}`,
      ...flags,
    ];
    const process = spawn(browserPath(), [...all, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      // A group of its own, so that its helpers end with it.
      detached: true,
    });
    const address = await new Promise<string>((resolve, reject) => {
      let text = '';
      process.stderr.on('data', (data) => {
        text += String(data);
        const found = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
        if (found !== undefined) resolve(found);
      });
      process.once('exit', () => reject(new Error(text)));
    });
    const socket = new WebSocket(address);
    await once(socket, 'open');
    return new BareBrowser(process, socket, folder);
  }

  /** Opens a tab in front of the others. */
  async tab(url: string): Promise<BareTab> {
    const { targetId } = await this.#send('Target.createTarget', { url });
    await this.#send('Target.activateTarget', { targetId });
    return this.#attach(String(targetId));
  }

  async #attach(targetId: string): Promise<BareTab> {
    const { sessionId } = await this.#send('Target.attachToTarget', { targetId, flatten: true });
    const send = (method: string, params: object = {}) => this.#send(method, params, String(sessionId));
    return {
      send,
      front: async () => void (await this.#send('Target.activateTarget', { targetId })),
      close: async () => void (await this.#send('Target.closeTarget', { targetId })),
      evaluate: async (expression) => {
        const how = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
        const { result } = await send('Runtime.evaluate', how);
        return typeof result === 'object' && result !== null && 'value' in result ? result.value : undefined;
      },
    };
  }

  async close(): Promise<void> {
    this.#socket.close();
    const gone = once(this.#process, 'exit');
    if (this.#process.pid !== undefined) process.kill(-this.#process.pid, 'SIGKILL');
    await gone;
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  }

  async #send(method: string, params: object, sessionId?: string): Promise<Record<string, unknown>> {
    const id = this.#next++;
    const answer = await new Promise<Answer>((resolve) => {
      this.#waiting.set(id, resolve);
      this.#socket.send(
        JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) }),
      );
    });
    this.#waiting.delete(id);
    if (answer.error !== undefined) throw new Error(`${method}: ${answer.error.message}`);
    return answer.result ?? {};
  }
}

/** A text frame as text. */
export function textOf(data: RawData): string {
  return Buffer.isBuffer(data) ? data.toString() : '';
}
