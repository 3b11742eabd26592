import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, createServer } from 'node:http';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { test } from 'node:test';
import { pino } from 'pino';
import * as z from 'zod';
import { HubConfig } from '../lib/hub-config.js';
import {
  batchOf,
  chained,
  freePort,
  opened,
  portOf,
  tempFolder,
  testConfig,
  testSignal,
  until,
} from '../lib/testing.js';
import { startTestHub } from '../test-hub.js';
import { talkingSeat } from '../test-talking-seat.js';
import { OtlpTraces } from './otlp-traces.js';

const Id = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));
const Attribute = z.strictObject({
  key: z.string(),
  value: z.union([
    z.strictObject({ stringValue: z.string() }),
    z.strictObject({ intValue: z.string().regex(/^\d+$/) }),
  ]),
});
/** What the OpenTelemetry protocol says of a request, as far as the hub writes it. */
const ExportRequest = z.strictObject({
  resourceSpans: z.array(
    z.strictObject({
      resource: z.strictObject({ attributes: z.array(Attribute) }),
      scopeSpans: z.array(
        z.strictObject({
          scope: z.strictObject({ name: z.string(), version: z.string() }),
          spans: z.array(
            z.strictObject({
              traceId: Id(32),
              spanId: Id(16),
              parentSpanId: Id(16).optional(),
              name: z.string(),
              kind: z.number().int().min(1).max(5),
              startTimeUnixNano: z.string().regex(/^\d{19}$/),
              endTimeUnixNano: z.string().regex(/^\d{19}$/),
              attributes: z.array(Attribute),
              status: z.strictObject({ code: z.literal(2) }).optional(),
            }),
          ),
        }),
      ),
    }),
  ),
});
type Span = z.infer<typeof ExportRequest>['resourceSpans'][number]['scopeSpans'][number]['spans'][number];

/** Takes what a hub sends, as OpenTelemetry's collector does. */
async function receiver() {
  const spans: Span[] = [];
  const texts: string[] = [];
  const tokens = new Set<string | undefined>();
  const server = createServer((request, reply) => {
    void take(request).then(() => reply.end('{}'));
  });
  const take = async (request: IncomingMessage): Promise<void> => {
    tokens.add(request.headers.authorization);
    const body: unknown = await json(request);
    texts.push(JSON.stringify(body));
    for (const { scopeSpans } of ExportRequest.parse(body).resourceSpans)
      for (const scope of scopeSpans) spans.push(...scope.spans);
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    spans,
    texts,
    tokens,
    url: `http://127.0.0.1:${portOf(server)}/v1/traces`,
    stop: () => server.close().closeAllConnections(),
  };
}

test('tells how a message was stored and a request answered, and nothing of whom', async () => {
  const collector = await receiver();
  const tokenFile = join(tempFolder(), 'token');
  writeFileSync(tokenFile, 'traces-please\n');
  const hub = await startTestHub(testConfig({ traces: { otlpUrl: collector.url, tokenFile } }));
  const seat = await talkingSeat(hub.mqttUrl);
  await seat.say('evt', batchOf(chained([opened(1, testSignal(), { session: 'maths-of-kim' })])));
  assert.equal((await fetch(`${hub.url}/api/seats/r2/a1/timeline?from=0&to=1`)).status, 401);
  const stored = await until('the batch is told', () =>
    collector.spans.find(
      ({ attributes, name }) =>
        name === 'ingest' &&
        attributes.some(
          ({ key, value }) => key === 'invigil.events' && 'intValue' in value && value.intValue === '1',
        ),
    ),
  );
  const parts = collector.spans.filter(({ parentSpanId }) => parentSpanId === stored.spanId);
  assert.deepEqual(
    parts.map(({ name }) => name),
    ['wait', 'commit', 'acknowledge'],
  );
  assert.ok(parts.every(({ traceId }) => traceId === stored.traceId));
  const [wait, commit, acknowledge] = parts;
  assert.deepEqual(
    [wait?.startTimeUnixNano, wait?.endTimeUnixNano, commit?.endTimeUnixNano, acknowledge?.endTimeUnixNano],
    [
      stored.startTimeUnixNano,
      commit?.startTimeUnixNano,
      acknowledge?.startTimeUnixNano,
      stored.endTimeUnixNano,
    ],
  );
  const age = Date.now() - Number(BigInt(stored.startTimeUnixNano) / 1_000_000n);
  assert.ok(age >= 0 && age < 60_000, `it was ${age} ms ago`);
  const request = await until('the request is told', () => collector.spans.find(({ kind }) => kind === 2));
  assert.equal(request.name, 'GET /api/seats/:room/:seat/timeline');
  await seat.end();
  await hub.stop();
  collector.stop();
  assert.deepEqual([...collector.tokens], ['Bearer traces-please']);
  for (const text of collector.texts)
    for (const word of ['maths-of-kim', 'r2', 'a1/', '"a1"']) assert.ok(!text.includes(word), word);
});

test('lets spans go while nobody takes them, and says the same reason once', async () => {
  const lines: string[] = [];
  const log = pino({}, { write: (line) => void lines.push(line) });
  const url = `http://127.0.0.1:${await freePort()}/v1/traces`;
  const traces = new OtlpTraces({ url, token: undefined, centre: 'north' }, log);
  const answer = { method: 'GET', route: '/healthz', status: 200, ms: 1 };
  for (let round = 0; round < 2; round += 1) {
    for (let i = 0; i < 6000; i += 1) traces.answered(answer);
    await traces.stop();
  }
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? '', /traces not taken, they are let go/);
});

test('crosses a network only over TLS', () => {
  const base = testConfig();
  const fault = (otlpUrl: string) =>
    HubConfig.safeParse({ ...base, traces: { otlpUrl } }).error?.issues[0]?.path.join('.');
  assert.equal(fault('http://traces.example/v1/traces'), 'traces.otlpUrl');
  assert.equal(fault('https://traces.example/v1/traces'), undefined);
});
