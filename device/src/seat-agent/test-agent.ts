import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AgentMessage,
  type ChallengeAsked,
  ClientFile,
  type ClientMessage,
  type ClientName,
  type EventBody,
  type ExamFacts,
  Policy,
  proofText,
  SEAT_CLIENT_VERSION,
  type SoftwareReport,
  type UsedCalibration,
} from '@invigil/contract';
import { WebSocket } from 'ws';
import { type Clock, systemClock } from '../lib/clock.js';
import { memoryLog } from '../outbox/test-log.js';
import { readPageFiles } from './page-files.js';
import { SeatAgent, type SeatAgentDeps } from './seat-agent.js';

const EXTENSION = 'abcdefghijklmnopabcdefghijklmnop';

type TestOptions = {
  clock?: Clock;
  pageDir?: string;
  more?: Partial<SeatAgentDeps>;
};

/** A seat agent on a free port with nothing behind it, and what it told. */
export async function startTestAgent({ clock = systemClock, more, pageDir }: TestOptions = {}) {
  const runDir = mkdtempSync(join(tmpdir(), 'agent-'));
  const seat: { policy: Policy } = { policy: Policy.parse({}) };
  const reports: SoftwareReport[] = [];
  const events: EventBody[] = [];
  const asked: ChallengeAsked[] = [];
  const calibrations: UsedCalibration[] = [];
  const { log } = memoryLog();
  const agent = new SeatAgent({
    port: 0,
    runDir,
    extensionIds: [EXTENSION],
    files: await readPageFiles(pageDir),
    policy: () => seat.policy,
    facts: () => FACTS,
    status: () => ({
      session: null,
      camera: 'watching',
      blind: [],
      hub: 'connected',
      lookedAt: false,
      ownParts: [],
    }),
    judge: {
      tell: (report) => void reports.push(report),
      challenge: (one) => void asked.push(one),
      calibrate: (one) => void calibrations.push(one),
    },
    pace: { attend: () => undefined },
    newest: () => undefined,
    voice: () => undefined,
    standing: { read: () => ({ stage: 'arriving', hand: null }), write: () => undefined },
    event: (body) => void events.push(body),
    clock,
    log,
    ...more,
  });
  await agent.start();
  const page = new URL(agent.pageUrl);
  const port = Number(page.port);
  const keys: Record<ClientName, string> = {
    page: page.hash.slice('#key='.length),
    editor: keyIn(join(runDir, 'editor.json')),
    browser: keyIn(join(runDir, 'browser.json')),
  };
  return {
    agent,
    seat,
    reports,
    events,
    asked,
    calibrations,
    runDir,
    port,
    keys,
    connect: (client: ClientName, with_: Partial<TalkOptions> = {}) =>
      talk({ port, client, key: keys[client], ...with_ }),
    stop: async (): Promise<void> => {
      await agent.stop();
      rmSync(runDir, { recursive: true, force: true });
    },
  };
}

type TalkOptions = {
  port: number;
  client: ClientName;
  key: string;
  origin?: string | undefined;
  host?: string;
  version?: number;
  /** A proof that was seen somewhere, in place of an own one. */
  proof?: string;
  /** It answers no ping, as a program that hangs. */
  hangs?: boolean;
};

/** A client that is honest as far as it is not told otherwise. It has said its hello; whether it is welcome shows in what it heard. */
export async function talk({
  client,
  host,
  key,
  port,
  version = SEAT_CLIENT_VERSION,
  ...options
}: TalkOptions) {
  const origin = 'origin' in options ? options.origin : originOf(client, port);
  const socket = new WebSocket(`ws://127.0.0.1:${port}/client`, {
    ...(origin !== undefined && { origin }),
    ...(host !== undefined && { headers: { host } }),
  });
  const heard: AgentMessage[] = [];
  const pictures: Buffer[] = [];
  const waiting = new Set<() => void>();
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
  });
  socket.on('error', () => undefined);
  const wake = (): void => {
    for (const look of waiting) look();
  };
  socket.on('close', wake);
  socket.on('message', (data, isBinary) => {
    if (!(data instanceof Buffer)) return;
    if (isBinary) pictures.push(data);
    else {
      const message = AgentMessage.parse(JSON.parse(data.toString()));
      heard.push(message);
      if (message.type === 'challenge') {
        const proof = options.proof ?? proofOf(key, message.nonce, client);
        socket.send(JSON.stringify({ type: 'hello', v: version, client, version: '0.0.0', proof }));
      }
      if (message.type === 'ping' && options.hangs !== true) socket.send(JSON.stringify({ type: 'alive' }));
    }
    wake();
  });
  /** Waits for a message of a type, from the `from`th on; undefined where the connection ends without one. */
  const hear = <T extends AgentMessage['type']>(type: T, from = 0) =>
    new Promise<Extract<AgentMessage, { type: T }> | undefined>((resolve) => {
      const look = (): void => {
        const found = heard.slice(from).find((message) => message.type === type);
        if (found === undefined && socket.readyState !== WebSocket.CLOSED) return;
        waiting.delete(look);
        resolve(isOfType(found, type) ? found : undefined);
      };
      waiting.add(look);
      look();
    });
  return {
    socket,
    heard,
    pictures,
    closed,
    hear,
    say: (message: ClientMessage) => socket.send(JSON.stringify(message)),
    close: async (): Promise<void> => {
      socket.close();
      await closed;
    },
  };
}

/** What a client answers to a challenge. */
export function proofOf(key: string, nonce: string, client: ClientName): string {
  return createHmac('sha256', Buffer.from(key, 'hex')).update(proofText(nonce, client)).digest('hex');
}

/** Waits until something holds. @throws after five seconds */
export async function until(holds: () => boolean): Promise<void> {
  const from = performance.now();
  while (!holds()) {
    if (performance.now() - from > 5000) throw new Error(`it did not come about: ${holds.toString()}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
}

function originOf(client: ClientName, port: number): string | undefined {
  switch (client) {
    case 'page':
      return `http://127.0.0.1:${port}`;
    case 'browser':
      return `chrome-extension://${EXTENSION}`;
    case 'editor':
      return undefined;
  }
}

function keyIn(file: string): string {
  return ClientFile.parse(JSON.parse(readFileSync(file, 'utf8'))).key;
}

function isOfType<T extends AgentMessage['type']>(
  message: AgentMessage | undefined,
  type: T,
): message is Extract<AgentMessage, { type: T }> {
  return message?.type === type;
}

const FACTS: ExamFacts = {
  seat: { centre: 'north', room: 'r1', seat: 'a1' },
  session: null,
  exam: null,
  notice: null,
  retention: null,
  steps: { camera: true, calibration: true, liveness: true, identity: false, microphone: false },
  watched: { camera: [], page: [], browser: [], editor: [], machine: [], microphone: [] },
};
