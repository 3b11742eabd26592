import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { BOOT, portOf } from '../../lib/testing.js';

const KEY = 'test-key';
const SECRET = 'a secret of the tests';

/** For tests only: what a track says of itself. */
export const TRACK_FACTS = {
  boot: BOOT,
  session: 'maths',
  version: '1',
  policyHash: 'a'.repeat(64),
  from: 1,
  to: 2,
  observations: 3,
  finished: true,
};

/** How a store of the tests behaves. `away`: it cuts every connection; `truncated`: what it sends ends in the middle. */
type Mood = 'well' | 'away' | 'forbidden' | 'truncated' | 'silent';

/**
 * For tests only: an S3-compatible store on the loopback. It checks each signature by its own reading of Amazon's text on Signature Version 4, and
 * that the body is the one that was signed.
 */
export async function testS3() {
  const objects = new Map<string, Buffer>();
  const asked: string[] = [];
  const state: { mood: Mood } = { mood: 'well' };
  const server = createServer((request, reply) => {
    void answer(request, reply);
  });
  const answer = async (request: IncomingMessage, reply: ServerResponse): Promise<void> => {
    const { method = '', url = '' } = request;
    asked.push(`${method} ${url}`);
    if (state.mood === 'away') return void request.socket.destroy();
    const body = await buffer(request);
    if (state.mood === 'silent') return;
    const fault = state.mood === 'forbidden' ? 'AccessDenied' : faultOf(request, body);
    if (fault !== undefined) return refuse(reply, 403, fault);
    if (!url.startsWith('/bucket/')) return refuse(reply, 404, 'NoSuchBucket');
    const name = decodeURIComponent(url.slice('/bucket/'.length));
    const there = objects.get(name);
    if (method === 'PUT') objects.set(name, body);
    else if (method === 'DELETE') objects.delete(name);
    else if (there === undefined) return refuse(reply, 404, 'NoSuchKey');
    const sent = method === 'GET' ? there : undefined;
    reply.writeHead(method === 'DELETE' ? 204 : 200, sent && { 'content-length': sent.length });
    if (sent === undefined || state.mood !== 'truncated') return void reply.end(sent);
    reply.write(sent.subarray(0, sent.length >> 1), () => reply.destroy());
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    objects,
    asked,
    state,
    endpoint: `http://127.0.0.1:${portOf(server)}`,
    credentials: { accessKeyId: KEY, secretAccessKey: SECRET },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function refuse(reply: ServerResponse, status: number, code: string): void {
  reply.writeHead(status, { 'content-type': 'application/xml' });
  reply.end(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);
}

/** What is wrong with a signed request; undefined: nothing. */
function faultOf(request: IncomingMessage, body: Buffer): string | undefined {
  const [, id, date = '', region = '', names = '', signature] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([\w-]+)\/s3\/aws4_request, ?SignedHeaders=([\w;-]+), ?Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    ) ?? [];
  if (id !== KEY) return 'InvalidAccessKeyId';
  const told = request.headers['x-amz-content-sha256'];
  if (told !== createHash('sha256').update(body).digest('hex')) return 'XAmzContentSHA256Mismatch';
  const at = request.headers['x-amz-date'];
  if (typeof at !== 'string' || !at.startsWith(date)) return 'AccessDenied';
  const signed = names.split(';');
  for (const must of ['host', 'x-amz-content-sha256', 'x-amz-date'])
    if (!signed.includes(must)) return 'AccessDenied';
  const canonical = [
    request.method,
    request.url,
    '',
    ...signed.map((name) => `${name}:${String(request.headers[name]).trim()}`),
    '',
    names,
    told,
  ].join('\n');
  const scope = `${date}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', at, scope, createHash('sha256').update(canonical).digest('hex')].join(
    '\n',
  );
  const hmac = (key: string | Buffer, text: string): Buffer =>
    createHmac('sha256', key).update(text).digest();
  const key = ['s3', 'aws4_request'].reduce<Buffer>(hmac, hmac(hmac(`AWS4${SECRET}`, date), region));
  return hmac(key, toSign).toString('hex') === signature ? undefined : 'SignatureDoesNotMatch';
}
