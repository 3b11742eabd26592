import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { HUB_ADDRESS } from './machine-room.js';
import type { Machine } from './machine.js';

/** Asks the hub from its own machine, by its own Node: a bare Debian has no other program that speaks HTTPS. */
const ASK = `
const { path, ...request } = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
fetch('https://${HUB_ADDRESS}:8443' + path, request).then(async (answer) => {
  const text = await answer.text();
  console.log(JSON.stringify({ status: answer.status, cookie: answer.headers.getSetCookie()[0] ?? '', text }));
});`;
const Answer = z.object({ status: z.number(), cookie: z.string(), text: z.string() });
type Answer = z.infer<typeof Answer>;

/** An administrator of the hub on a machine, signed in as a browser is. */
export class Administrator {
  readonly #hub: Machine;
  #cookie = '';

  private constructor(hub: Machine) {
    this.#hub = hub;
  }

  /** Makes one and signs in. */
  static async signIn(hub: Machine, name: string): Promise<Administrator> {
    const password = randomBytes(12).toString('base64url');
    const add = `invigil-hub user add ${name} --role admin --keep-password --config /etc/invigil/hub.yaml`;
    await hub.run(add, `${password}\n`);
    const one = new Administrator(hub);
    const { cookie, status, text } = await one.try('POST', '/api/login', { name, password });
    if (status !== 200) throw new Error(`${name} is not let in: ${status} ${text}`);
    one.#cookie = cookie.split(';')[0] ?? '';
    return one;
  }

  async try(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<Answer> {
    const request = {
      path,
      method,
      headers: { cookie: this.#cookie, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    const node = '/opt/invigil/hub/current/node/bin/node';
    const trust = 'NODE_EXTRA_CA_CERTS=/var/lib/invigil/hub/pki/ca.crt';
    const said = await this.#hub.run(`${trust} ${node} -e ${quoted(ASK)}`, JSON.stringify(request));
    // The last line: Node may warn before.
    return Answer.parse(JSON.parse(said.trim().split('\n').at(-1) ?? ''));
  }

  /** As `try`, for what must go well. Returns what the hub answered, read as JSON; null where it is empty. */
  async ask(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown> {
    const { status, text } = await this.try(method, path, body);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
