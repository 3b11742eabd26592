import { randomBytes } from 'node:crypto';
import type { Answered } from '../http/answered.js';
import type { CommittedGroup, IngestWatch } from '../ingest/ingest-context.js';
import { messageOf } from '../lib/hub-error.js';
import type { Log } from '../lib/log.js';
import { version } from '../lib/version.js';

const SEND_EVERY_MS = 2000;
/** Beyond so many that wait, spans are let go: a receiver that is away must not fill the memory. */
const MOST_WAITING = 4096;
const PATIENCE_MS = 5000;
/** SPAN_KIND_INTERNAL and SPAN_KIND_SERVER of OTLP. */
const KIND = { internal: 1, server: 2 } as const;

type Attributes = Readonly<Record<string, string | number>>;
type Span = {
  name: string;
  kind: keyof typeof KIND;
  /** By `performance.now()`, ms. */
  from: number;
  to: number;
  attributes: Attributes;
  failed?: boolean;
};

/**
 * Traces of the hub's work, sent as OTLP over HTTP in JSON (OpenTelemetry protocol 1.x). Every span is told once it is over, so that nothing is carried
 * along while the work goes on. Attributes are counts, routes as they are written in the code, and status codes: nothing of a seat, a session or a person.
 */
export class OtlpTraces implements IngestWatch {
  readonly #to: { url: string; token: string | undefined; centre: string };
  readonly #log: Log;
  #waiting: object[] = [];
  #dropped = 0;
  #timer: NodeJS.Timeout | undefined;
  #said = '';

  constructor(to: { url: string; token: string | undefined; centre: string }, log: Log) {
    this.#to = to;
    this.#log = log;
  }

  start(): void {
    this.#timer = setInterval(() => {
      void this.#send();
    }, SEND_EVERY_MS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#send();
  }

  /** What came together: how long it waited, how long it took to store, and until its seats were told. */
  committed({ ackedAt, beganAt, committedAt, deadLetters, events, receivedAt }: CommittedGroup): void {
    const first = receivedAt.reduce((least, at) => Math.min(least, at), beganAt);
    const attributes = {
      'invigil.messages': receivedAt.length,
      'invigil.events': events,
      'invigil.dead_letters': deadLetters,
    };
    const part = (name: string, from: number, to: number): Span => ({
      name,
      kind: 'internal',
      from,
      to,
      attributes: {},
    });
    this.#trace({ name: 'ingest', kind: 'internal', from: first, to: ackedAt, attributes }, [
      part('wait', first, beganAt),
      part('commit', beganAt, committedAt),
      part('acknowledge', committedAt, ackedAt),
    ]);
  }

  refused(why: 'disk-full' | 'refused'): void {
    const now = performance.now();
    const attributes = { 'invigil.why': why };
    this.#trace({ name: 'ingest', kind: 'internal', from: now, to: now, attributes, failed: true });
  }

  /** A request was answered. */
  answered({ method, ms, route, status }: Answered): void {
    const to = performance.now();
    const attributes = {
      'http.request.method': method,
      'http.route': route,
      'http.response.status_code': status,
    };
    const failed = status >= 500;
    this.#trace({ name: `${method} ${route}`, kind: 'server', from: to - ms, to, attributes, failed });
  }

  /** A track was judged once more. @param from by `performance.now()` */
  replayed(from: number): void {
    this.#trace({ name: 'replay', kind: 'internal', from, to: performance.now(), attributes: {} });
  }

  #trace(root: Span, parts: readonly Span[] = []): void {
    if (this.#waiting.length > MOST_WAITING) {
      this.#dropped += 1 + parts.length;
      return;
    }
    const traceId = randomBytes(16).toString('hex');
    const spanId = randomBytes(8).toString('hex');
    this.#waiting.push(
      written(root, { traceId, spanId }),
      ...parts.map((part) =>
        written(part, { traceId, spanId: randomBytes(8).toString('hex'), parentSpanId: spanId }),
      ),
    );
  }

  /** Never throws: traces are worth no more than a line in the log. */
  async #send(): Promise<void> {
    const spans = this.#waiting;
    if (spans.length === 0) return;
    this.#waiting = [];
    const { centre, token, url } = this.#to;
    const resource = {
      'service.name': 'invigil-hub',
      'service.version': version,
      'service.namespace': centre,
    };
    const scopeSpans = [{ scope: { name: 'invigil', version }, spans }];
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({
          resourceSpans: [{ resource: { attributes: listed(resource) }, scopeSpans }],
        }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`it answers ${answer.status}`);
      this.#said = '';
    } catch (cause) {
      this.#dropped += spans.length;
      const reason = messageOf(cause);
      // Again every two seconds: the same reason is said once.
      if (reason !== this.#said)
        this.#log.warn({ reason, dropped: this.#dropped }, 'traces not taken, they are let go');
      this.#said = reason;
    }
  }
}

/** A span in the words of OTLP. */
function written(span: Span, ids: { traceId: string; spanId: string; parentSpanId?: string }): object {
  return {
    ...ids,
    name: span.name,
    kind: KIND[span.kind],
    startTimeUnixNano: nanoseconds(span.from),
    endTimeUnixNano: nanoseconds(span.to),
    attributes: listed(span.attributes),
    // STATUS_CODE_ERROR
    ...(span.failed === true && { status: { code: 2 } }),
  };
}

function listed(attributes: Attributes): object[] {
  return Object.entries(attributes).map(([key, value]) => ({
    key,
    // A 64-bit number is written as a text (proto3's JSON).
    value: typeof value === 'string' ? { stringValue: value } : { intValue: String(value) },
  }));
}

/** Epoch nanoseconds as a text, of a time by `performance.now()`. */
function nanoseconds(at: number): string {
  return String(BigInt(Math.round((performance.timeOrigin + at) * 1000)) * 1000n);
}
