import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { CompletenessCertificate, HUB_TLS_NAME } from '@invigil/contract';
import type { Centre } from './centre.js';
import type { HubChild } from './hub-child.js';
import { SESSION } from './seat.js';

/** Asks a hub for the certificate of each seat's session, over HTTPS as a reviewer does. Throws an Error where it gives none. */
export async function askCertificates(
  { config, seats }: Centre,
  hub: HubChild,
): Promise<CompletenessCertificate[]> {
  const url = `https://127.0.0.1:${config.http.port}`;
  const ca = readFileSync(join(config.dataDir, 'pki', 'ca.crt'), 'utf8');
  const reader = { name: 'reader', password: 'a password for this campaign' };
  await hub.addReader(reader.name, reader.password);
  const login = await ask(url, ca, '/api/login', { body: JSON.stringify(reader) });
  const certificates: CompletenessCertificate[] = [];
  for (const { room, seat } of seats) {
    const path = `/api/seats/${room}/${seat}/sessions/${SESSION}/certificate`;
    const { body } = await ask(url, ca, path, { cookie: login.cookie });
    certificates.push(CompletenessCertificate.parse(JSON.parse(body)));
  }
  return certificates;
}

function ask(
  url: string,
  ca: string,
  path: string,
  { body, cookie }: { body?: string; cookie?: string },
): Promise<{ body: string; cookie: string }> {
  const headers = { ...(body && { 'content-type': 'application/json' }), ...(cookie && { cookie }) };
  const method = body === undefined ? 'GET' : 'POST';
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(path, url),
      { ca, servername: HUB_TLS_NAME, agent: false, method, headers },
      (answer) => {
        const cookies = answer.headers['set-cookie'] ?? [];
        text(answer)
          .then((read) => {
            if (answer.statusCode !== 200)
              throw new Error(`${path}: ${answer.statusCode} ${read.slice(0, 200)}`);
            return { body: read, cookie: cookies[0]?.split(';')[0] ?? '' };
          })
          .then(resolve, reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
