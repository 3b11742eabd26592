import { randomBytes } from 'node:crypto';
import type { BehaviourStep, Observation } from '@invigil/behaviour';
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
import type { ClientConnection } from './client-connection.js';
import { ClientKeys } from './client-keys.js';
import { CopiedMarks } from './copied-marks.js';
import { Door } from './door.js';
import { pageUrl, removeKeyFiles, writeKeyFiles } from './key-files.js';
import { PageDesk, type PageDeskDeps } from './page-desk.js';
import type { PageFile } from './page-files.js';
import { Part } from './part.js';
import { recordedOf } from './recorded.js';
import { SelfView, type SelfViewDeps } from './self-view.js';
import { TokenBucket } from './token-bucket.js';

/** How often it is looked whether parts have fallen silent and whether the status has changed, ms. */
const LOOK_MS = 500;
/** Minutes of an editor that are taken: one a minute, and an hour of them after a connection that was lost. */
const MINUTES = { perSecond: 1 / 30, burst: 60 };

type OwnStatus = Pick<SeatStatus, 'session' | 'camera' | 'blind' | 'hub' | 'lookedAt'> & {
  /** Parts of the seat's software that are no clients, and there. */
  ownParts: string[];
};

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
  judge: { tell(report: SoftwareReport): void } & PageDeskDeps['judge'];
  standing: PageDeskDeps['standing'];
  pace: PageDeskDeps['pace'];
  newest: SelfViewDeps['newest'];
  voice: SelfViewDeps['voice'];
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
  readonly #minutes: TokenBucket;
  readonly #marks = new CopiedMarks();
  readonly #selfView: SelfView;
  readonly #desk: PageDesk;
  #toldStatus = '';
  #running: Promise<void> | undefined;

  constructor(deps: SeatAgentDeps) {
    this.#deps = deps;
    const { clock, judge, policy } = deps;
    const part = (client: ClientName): Part =>
      new Part({
        client,
        clock,
        policy,
        tell: (report) => judge.tell(report),
        // In the midst of an exam its page was there when this daemon was not.
        isAwaited: () => client === 'page' && this.#desk.status.stage === 'in-exam',
      });
    this.#parts = { page: part('page'), browser: part('browser'), editor: part('editor') };
    this.#minutes = new TokenBucket({ ...MINUTES, monotonic: () => clock.monotonic() });
    this.#selfView = new SelfView(deps);
    this.#desk = new PageDesk({
      ...deps,
      event: (body) => deps.event(body, clock.now()),
      toPages: (message) => this.#toPages(message),
      selfView: this.#selfView,
    });
    this.#door = new Door({
      ...deps,
      keys: this.#keys,
      isWanted: (client) => policy().parts[client] !== 'off',
      came: (connection) => this.#welcome(connection),
      heard: (message, from) => this.#hear(message, from),
      gone: (connection) => this.#lose(connection),
      monotonic: () => clock.monotonic(),
    });
  }

  /** Where the candidate's page opens, with its key. */
  get pageUrl(): string {
    return pageUrl(this.#door.port, this.#keys);
  }

  /** Begins to listen, and hands the keys over. @throws DeviceError `agent-unavailable` */
  async start(): Promise<void> {
    const { log, runDir } = this.#deps;
    await this.#door.open();
    try {
      await writeKeyFiles(runDir, this.#door.port, this.#keys);
    } catch (error) {
      await this.#door.close();
      throw error;
    }
    this.#running = this.#look(this.#stopping.signal);
    log.info({ port: this.#door.port }, 'seat agent listens');
  }

  /** Ends every connection, and takes the keys away. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await this.#selfView.stop();
    await this.#door.close();
    await removeKeyFiles(this.#deps.runDir);
  }

  /** Puts words up on the candidate's screen. Gives why they can't be seen, in one line, or undefined. */
  show(message: Pick<MessageCommand, 'id' | 'words' | 'hand'>): Promise<string | undefined> {
    return this.#desk.show(message);
  }

  /** Takes what the camera showed, undefined where there is none, and what followed. */
  see(observation: Observation | undefined, step: BehaviourStep): void {
    this.#desk.see(observation, step);
    if (observation !== undefined) this.#selfView.see(observation);
  }

  /** The hub gives the candidate a cue. */
  hubCue(withinMs: number): void {
    this.#desk.hubCue(withinMs);
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

  /** What `GET /exam` says is different now: the pages ask for it again. */
  factsChanged(): void {
    this.#toPages({ type: 'recorded', recorded: this.#recorded('page') });
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

  #lose(connection: ClientConnection): void {
    this.#parts[connection.client].lost(connection);
    this.#selfView.watch(connection, false);
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
      case 'copied':
        return this.#pass(message, from);
      case 'editing':
        if (from.client !== 'editor') return from.refuse('not-yours', 'only an editor edits');
        if (!this.#minutes.tryTake()) return from.refuse('too-many', 'too much is told at once');
        return this.#deps.event(message, this.#deps.clock.now());
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
        this.#desk.hear(message, from);
        return this.#tellStatus();
    }
  }

  /** One program copied: the others of the seat know it again when it is pasted there. */
  #pass(message: Extract<ClientMessage, { type: 'copied' }>, from: ClientConnection): void {
    if (!this.#marks.add(message.mark)) return;
    for (const connection of this.#door.connections) if (connection !== from) connection.send(message);
  }

  #recorded(client: ClientName) {
    return recordedOf(client, this.#deps.policy(), this.#salt);
  }

  #status(): SeatStatus {
    const { ownParts, ...own } = this.#deps.status();
    const clients = ClientName.options.filter((client) => this.#parts[client].isThere);
    return { ...own, ...this.#desk.status, parts: [...clients, ...ownParts] };
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
