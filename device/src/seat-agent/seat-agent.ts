import { randomBytes } from 'node:crypto';
import {
  type AgentMessage,
  type ClientMessage,
  ClientName,
  type EventBody,
  type ExamFacts,
  type MessageCommand,
  PING_MS,
  type Policy,
  type SeatStatus,
  type SoftwareReport,
} from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import type { Log } from '../lib/log.js';
import { CandidateTalk } from './candidate-talk.js';
import type { ClientConnection } from './client-connection.js';
import { ClientKeys } from './client-keys.js';
import { CopiedMarks } from './copied-marks.js';
import { Door } from './door.js';
import { pageUrl, removeKeyFiles, writeKeyFiles } from './key-files.js';
import type { PageFile } from './page-files.js';
import { Part } from './part.js';
import { recordedOf } from './recorded.js';
import { TokenBucket } from './token-bucket.js';

/** How often it is looked whether parts have fallen silent and whether the status has changed, ms. */
const LOOK_MS = 500;
/** Events that a page may cause: each is written to the disk at once. Nobody checks in or raises a hand so often. */
const EVENTS = { perSecond: 0.5, burst: 20 };

type OwnStatus = Pick<SeatStatus, 'session' | 'camera' | 'blind' | 'hub' | 'lookedAt'> & {
  /** Parts of the seat's software that are no clients, and there. */
  ownParts: string[];
};

type PageMessage = Exclude<
  ClientMessage,
  { type: 'alive' | 'bye' | 'began' | 'ended' | 'happened' | 'editing' | 'copied' }
>;

export type SeatAgentDeps = {
  /** 0: any that is free. */
  port: number;
  /** Where the keys are handed over. */
  runDir: string;
  extensionIds: readonly string[];
  files: ReadonlyMap<string, PageFile>;
  policy: () => Policy;
  facts: () => ExamFacts;
  status: () => OwnStatus;
  judge: { tell(report: SoftwareReport): void };
  /** Takes what is no signal. @param at epoch ms */
  event: (body: EventBody, at: number) => void;
  clock: Clock;
  log: Log;
};

/** Where the programs that a candidate uses meet the seat: they add what they see, and read what the candidate may know. */
export class SeatAgent {
  readonly #deps: SeatAgentDeps;
  readonly #door: Door;
  readonly #keys = new ClientKeys();
  readonly #salt = randomBytes(16).toString('hex');
  readonly #stopping = new AbortController();
  readonly #parts: Readonly<Record<ClientName, Part>>;
  readonly #marks = new CopiedMarks();
  readonly #talk: CandidateTalk;
  readonly #events: TokenBucket;
  #stage: SeatStatus['stage'] = 'arriving';
  #toldStatus = '';
  #running: Promise<void> | undefined;

  constructor(deps: SeatAgentDeps) {
    this.#deps = deps;
    const { clock, extensionIds, facts, files, log, policy, port } = deps;
    const monotonic = (): number => clock.monotonic();
    const part = (client: ClientName): Part =>
      new Part({ client, clock, policy, tell: (report) => deps.judge.tell(report) });
    this.#parts = { page: part('page'), browser: part('browser'), editor: part('editor') };
    this.#events = new TokenBucket({ ...EVENTS, monotonic });
    this.#talk = new CandidateTalk({
      toPages: (message) => this.#toPages(message),
      event: (body) => deps.event(body, clock.now()),
      clock,
    });
    this.#door = new Door({
      port,
      extensionIds,
      keys: this.#keys,
      files,
      facts,
      isWanted: (client) => policy().parts[client] !== 'off',
      came: (connection) => this.#welcome(connection),
      heard: (message, from) => this.#hear(message, from),
      gone: (connection) => this.#parts[connection.client].lost(connection),
      monotonic,
      log,
    });
  }

  /** Where the candidate's page opens, with its key. */
  get pageUrl(): string {
    return pageUrl(this.#door.port, this.#keys);
  }

  /** Begins to listen, and hands the keys over. @throws DeviceError `agent-unavailable` */
  async start(): Promise<void> {
    await this.#door.open();
    await writeKeyFiles(this.#deps.runDir, this.#door.port, this.#keys);
    this.#running = this.#look(this.#stopping.signal);
    this.#deps.log.info({ port: this.#door.port }, 'seat agent listens');
  }

  /** Ends every connection, and takes the keys away. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await this.#door.close();
    await removeKeyFiles(this.#deps.runDir);
  }

  /** Puts words up on the candidate's screen. Gives why they can't be seen, in one line, or undefined. */
  show(message: Pick<MessageCommand, 'id' | 'words' | 'hand'>): Promise<string | undefined> {
    return this.#talk.show(message);
  }

  /** Another policy is in force: who is not asked for any more is sent away, the others are told what is recorded now. */
  policyChanged(): void {
    for (const part of Object.values(this.#parts)) part.policyChanged();
    for (const connection of this.#door.connections) {
      const { client } = connection;
      if (this.#deps.policy().parts[client] === 'off') {
        connection.end('not-wanted', 'the policy in force does not listen to it');
      } else connection.send({ type: 'recorded', recorded: this.#recorded(client) });
    }
  }

  async #look(signal: AbortSignal): Promise<void> {
    const { clock } = this.#deps;
    let pingedAt = clock.monotonic();
    while (!signal.aborted) {
      for (const part of Object.values(this.#parts)) part.check();
      this.#tellStatus();
      if (clock.monotonic() - pingedAt >= PING_MS) {
        pingedAt = clock.monotonic();
        for (const connection of this.#door.connections) connection.send({ type: 'ping' });
      }
      await clock.sleep(LOOK_MS, signal);
    }
  }

  #welcome(connection: ClientConnection): void {
    const { client } = connection;
    const isPage = client === 'page';
    connection.send({
      type: 'welcome',
      recorded: this.#recorded(client),
      ...(isPage && { browserKey: this.#keys.hex('browser') }),
    });
    this.#parts[client].came(connection);
    for (const mark of this.#marks.all) connection.send({ type: 'copied', mark });
    if (isPage) connection.send({ type: 'status', status: this.#status() });
    this.#tellStatus();
  }

  #hear(message: ClientMessage, from: ClientConnection): void {
    const part = this.#parts[from.client];
    part.heard(from);
    switch (message.type) {
      case 'alive':
        return;
      case 'bye':
        return part.bye(from);
      case 'began':
      case 'ended':
      case 'happened':
        return part.take(message, from);
      case 'editing':
        if (from.client !== 'editor') return from.refuse('not-yours', 'only an editor edits');
        this.#event(from, message);
        return;
      case 'copied':
        return this.#pass(message, from);
      case 'notice-shown':
      case 'checked-in':
      case 'checked-out':
      case 'message-shown':
      case 'hand-raised':
      case 'hand-lowered':
      case 'dot':
      case 'cue':
      case 'watch-self':
        if (from.client !== 'page') return from.refuse('not-yours', 'only the candidate’s page says that');
        this.#hearPage(message, from);
        return this.#tellStatus();
    }
  }

  /** One program copied: the others of the seat know it again when it is pasted there. */
  #pass(message: Extract<ClientMessage, { type: 'copied' }>, from: ClientConnection): void {
    if (!this.#marks.add(message.mark)) return;
    for (const connection of this.#door.connections) if (connection !== from) connection.send(message);
  }

  #hearPage(message: PageMessage, from: ClientConnection): void {
    switch (message.type) {
      case 'notice-shown':
        this.#event(from, message);
        return;
      case 'checked-in':
        if (this.#event(from, message)) this.#stage = 'in-exam';
        return;
      case 'checked-out':
        if (this.#event(from, message)) this.#stage = 'over';
        return;
      case 'message-shown':
        return this.#talk.shown(message.id);
      case 'hand-raised':
        if (this.#mayTell(from)) this.#talk.raise(message.hand);
        return;
      case 'hand-lowered':
        return this.#talk.lower(message.id);
      case 'dot':
      case 'cue':
      case 'watch-self':
        return from.refuse('not-wanted', 'this seat can’t do that');
    }
  }

  /** False: it was refused. */
  #event(from: ClientConnection, body: EventBody): boolean {
    if (!this.#mayTell(from)) return false;
    this.#deps.event(body, this.#deps.clock.now());
    return true;
  }

  #mayTell(from: ClientConnection): boolean {
    if (this.#events.tryTake()) return true;
    from.refuse('too-many', 'too much is told at once');
    return false;
  }

  #recorded(client: ClientName) {
    return recordedOf(client, this.#deps.policy(), this.#salt);
  }

  #status(): SeatStatus {
    const { ownParts, ...own } = this.#deps.status();
    const clients = ClientName.options.filter((client) => this.#parts[client].isThere);
    return { ...own, stage: this.#stage, parts: [...clients, ...ownParts], hand: this.#talk.hand };
  }

  /** Tells the pages what has changed; nothing where nothing has. */
  #tellStatus(): void {
    const status = this.#status();
    const text = JSON.stringify(status);
    if (text === this.#toldStatus) return;
    this.#toldStatus = text;
    this.#toPages({ type: 'status', status });
  }

  #toPages(message: AgentMessage): number {
    const pages = [...this.#door.connections].filter(({ client }) => client === 'page');
    for (const page of pages) page.send(message);
    return pages.length;
  }
}
