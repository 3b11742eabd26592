import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { CommittedGroup, IngestWatch } from '../ingest/ingest-context.js';
import type { RoomFigures } from '../live/room-figures.js';

/** What is asked for each time that somebody reads the figures. */
export type MetricsSource = {
  centre: string;
  version: string;
  rooms(): readonly RoomFigures[];
  /** Pages that are open. */
  pages(): number;
  /** Whether the store answers: a database may be away. */
  storeReached(): boolean;
  /** Messages that came and are not stored yet. */
  waiting(): number;
  /** Bytes of the store's own files; undefined where it is another machine's. */
  storeBytes(): Promise<number | undefined>;
};

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/**
 * The hub's figures in the words of Prometheus. Labels are rooms, states, severities and versions: no seat, session or candidate, so that
 * there are few of them and none tells of a person.
 */
export class HubMetrics implements IngestWatch {
  readonly #registry = new Registry();
  readonly #source: MetricsSource;
  readonly #events = this.#counter('invigil_events_ingested_total', 'Events that were new and are stored.');
  readonly #messages = this.#counter('invigil_messages_total', 'Messages of seats that were committed.');
  readonly #dead = this.#counter('invigil_dead_letters_total', 'Messages that could not be read.');
  readonly #ack = this.#histogram(
    'invigil_ack_seconds',
    'From when a message came until its seat was told that it is stored.',
  );
  readonly #commit = this.#histogram('invigil_commit_seconds', 'How long a transaction of the store took.');
  readonly #refused = new Counter({
    name: 'invigil_store_refusals_total',
    help: 'What the store did not take: disk-full, or refused for another reason.',
    labelNames: ['why'],
    registers: [this.#registry],
  });
  readonly #info = this.#gauge('invigil_hub_info', 'Always 1.', ['centre', 'version']);
  readonly #seats = this.#gauge('invigil_seats', 'Seats of a room by their state.', ['room', 'state']);
  readonly #ready = this.#gauge('invigil_seats_ready', 'Seats online that see, under the policy wanted.', [
    'room',
  ]);
  readonly #blind = this.#gauge('invigil_seats_blind', 'Seats online whose camera cannot see now.', ['room']);
  readonly #versions = this.#gauge('invigil_seats_by_version', 'Seats by the version they said last.', [
    'room',
    'version',
  ]);
  readonly #exam = this.#gauge('invigil_exam_open', '1 where an exam is open in the room.', ['room']);
  readonly #incidents = this.#gauge('invigil_incidents_open', 'Incidents that go on, by severity.', [
    'room',
    'severity',
  ]);
  readonly #watched = this.#gauge('invigil_watched_share', 'Mean share of time watched, 0 to 1.', ['room']);
  readonly #outbox = this.#gauge('invigil_outbox_events', 'Events that seats said they still keep.', [
    'room',
  ]);
  readonly #oldest = this.#gauge(
    'invigil_outbox_oldest_seconds',
    'Age of the oldest event that a seat of the room said it still keeps.',
    ['room'],
  );
  readonly #pages = this.#gauge('invigil_pages_open', 'Pages that follow the room live.');
  readonly #reached = this.#gauge(
    'invigil_store_reached',
    '1 where the store answers, 0 where its database is away.',
  );
  readonly #waiting = this.#gauge('invigil_messages_waiting', 'Messages of seats that are not stored yet.');
  readonly #store = this.#gauge('invigil_store_bytes', 'Bytes of the store’s own files.');

  constructor(source: MetricsSource) {
    this.#source = source;
    for (const why of ['disk-full', 'refused']) this.#refused.inc({ why }, 0);
    collectDefaultMetrics({ register: this.#registry });
  }

  committed({ ackedAt, beganAt, committedAt, deadLetters, events, receivedAt }: CommittedGroup): void {
    this.#events.inc(events);
    this.#messages.inc(receivedAt.length);
    this.#dead.inc(deadLetters);
    this.#commit.observe((committedAt - beganAt) / 1000);
    for (const at of receivedAt) this.#ack.observe((ackedAt - at) / 1000);
  }

  refused(why: 'disk-full' | 'refused'): void {
    this.#refused.inc({ why });
  }

  /** Media type of {@link read}. */
  get type(): string {
    return this.#registry.contentType;
  }

  /** Everything as it is now, in Prometheus's text format. */
  async read(): Promise<string> {
    const { centre, version } = this.#source;
    this.#info.set({ centre, version }, 1);
    this.#pages.set(this.#source.pages());
    this.#reached.set(this.#source.storeReached() ? 1 : 0);
    this.#waiting.set(this.#source.waiting());
    const bytes = await this.#source.storeBytes();
    if (bytes !== undefined) this.#store.set(bytes);
    // A room or a version that is gone must not stand there for ever.
    for (const gauge of [this.#seats, this.#versions, this.#watched]) gauge.reset();
    for (const figures of this.#source.rooms()) this.#room(figures);
    return this.#registry.metrics();
  }

  #room(figures: RoomFigures): void {
    const { room } = figures;
    for (const [state, count] of Object.entries(figures.seats)) this.#seats.set({ room, state }, count);
    for (const [severity, count] of Object.entries(figures.incidents))
      this.#incidents.set({ room, severity }, count);
    for (const [version, count] of figures.versions) this.#versions.set({ room, version }, count);
    if (figures.watched !== null) this.#watched.set({ room }, figures.watched);
    this.#ready.set({ room }, figures.ready);
    this.#blind.set({ room }, figures.blind);
    this.#exam.set({ room }, figures.examOpen ? 1 : 0);
    this.#outbox.set({ room }, figures.outbox.events);
    this.#oldest.set({ room }, figures.outbox.oldestMs / 1000);
  }

  #counter(name: string, help: string): Counter {
    return new Counter({ name, help, registers: [this.#registry] });
  }

  #gauge(name: string, help: string, labelNames: string[] = []): Gauge {
    return new Gauge({ name, help, labelNames, registers: [this.#registry] });
  }

  #histogram(name: string, help: string): Histogram {
    return new Histogram({ name, help, buckets: SECONDS, registers: [this.#registry] });
  }
}
