import { createReadStream } from 'node:fs';
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { AwsV4Signer } from 'aws4fetch';
import type { S3Config } from '../../lib/evidence-config.js';
import { HubError, messageOf } from '../../lib/hub-error.js';
import type { S3Credentials } from './s3-credentials.js';

/** A store that says nothing for this long is away, ms. */
const SILENCE_MS = 10_000;
/** SHA-256 of nothing. */
const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** A file to send: where it lies, how long it is, and its SHA-256, which the store is asked to check. */
export type FileToSend = { path: string; bytes: number; sha256: string };

/** Speaks Amazon's S3 protocol: one object a request, signed with Signature Version 4. Throws a {@link HubError} `files-away`. */
export class S3Client {
  readonly #config: S3Config;
  readonly #credentials: S3Credentials;
  readonly #ca: string | undefined;

  constructor(config: S3Config, credentials: S3Credentials, ca: string | undefined) {
    this.#config = config;
    this.#credentials = credentials;
    this.#ca = ca;
  }

  async put(name: string, file: FileToSend): Promise<void> {
    const answer = await this.#ask('PUT', name, file);
    if (answer.statusCode !== 200) throw await refused('PUT', name, answer);
    answer.resume();
  }

  /** The object as it comes; undefined where there is none. Who reads it sees an error where it ends too early. */
  async get(name: string): Promise<IncomingMessage | undefined> {
    const answer = await this.#ask('GET', name);
    if (answer.statusCode === 200) return answer;
    return none('GET', name, answer);
  }

  async has(name: string): Promise<boolean> {
    const answer = await this.#ask('HEAD', name);
    if (answer.statusCode !== 200) return (await none('HEAD', name, answer)) !== undefined;
    answer.resume();
    return true;
  }

  /** What is not there is removed already. */
  async remove(name: string): Promise<void> {
    const answer = await this.#ask('DELETE', name);
    if (answer.statusCode !== 204 && answer.statusCode !== 200) await none('DELETE', name, answer);
    answer.resume();
  }

  async #ask(method: string, name: string, file?: FileToSend): Promise<IncomingMessage> {
    try {
      const signed = await new AwsV4Signer({
        ...this.#credentials,
        method,
        url: this.#address(name),
        region: this.#config.region,
        service: 's3',
        headers: { 'x-amz-content-sha256': file?.sha256 ?? EMPTY_SHA256 },
      }).sign();
      const headers: Record<string, string | number> = Object.fromEntries(signed.headers);
      if (file !== undefined) headers['content-length'] = file.bytes;
      const open = signed.url.protocol === 'https:' ? requestHttps : requestHttp;
      const request = open(signed.url, { method, headers, ...(this.#ca !== undefined && { ca: this.#ca }) });
      return await answerOf(request, file);
    } catch (cause) {
      throw new HubError('files-away', `${method} ${name}: ${messageOf(cause)}`, { cause });
    }
  }

  #address(name: string): string {
    const { bucket, endpoint, pathStyle, prefix } = this.#config;
    const url = new URL(endpoint);
    if (!pathStyle) url.host = `${bucket}.${url.host}`;
    const folder = url.pathname.replace(/\/$/, '');
    url.pathname = `${folder}${pathStyle ? `/${bucket}` : ''}/${prefix}${name}`;
    return url.href;
  }
}

/** Sends a request and waits for the head of its answer. */
async function answerOf(request: ClientRequest, file: FileToSend | undefined): Promise<IncomingMessage> {
  request.setTimeout(SILENCE_MS, () => {
    request.destroy(new Error(`it says nothing for ${SILENCE_MS / 1000} s`));
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve).once('error', reject);
  });
  if (file === undefined) {
    request.end();
    return answered;
  }
  // A store that refuses may answer before all is sent; what is sent then goes nowhere.
  const sent = pipeline(createReadStream(file.path), request);
  const first = await Promise.race([answered, sent.then(() => answered)]);
  await sent.catch(() => undefined);
  return first;
}

/** Undefined where an answer says that there is no such object. */
async function none(method: string, name: string, answer: IncomingMessage): Promise<undefined> {
  if (answer.statusCode !== 404) throw await refused(method, name, answer);
  const said = method === 'HEAD' ? '' : await codeOf(answer);
  answer.resume();
  // Of a bucket that is not there nothing can be said to be gone.
  if (said === 'NoSuchBucket') throw new HubError('files-away', `${method} ${name}: 404 ${said}`);
  return undefined;
}

async function refused(method: string, name: string, answer: IncomingMessage): Promise<HubError> {
  const said = method === 'HEAD' ? '' : await codeOf(answer);
  return new HubError('files-away', `${method} ${name}: ${answer.statusCode} ${said}`.trim());
}

/** The code of a refusal, such as `AccessDenied`. */
async function codeOf(answer: IncomingMessage): Promise<string> {
  const body = await text(answer).catch(() => '');
  return /<Code>(\w{1,64})<\/Code>/.exec(body)?.[1] ?? '';
}
