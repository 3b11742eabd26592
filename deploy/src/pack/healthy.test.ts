import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../bin/healthy.mjs', import.meta.url));

test('a container is well while its hub serves, or only waits for its database', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'invigil-healthy-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const [key, cert] = [join(folder, 'key'), join(folder, 'cert')];
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=hub'];
  execFileSync('openssl', ['req', '-x509', ...made, '-keyout', key, '-out', cert], { stdio: 'pipe' });
  let answer = { status: 200, body: '{"ok":true,"version":"1.0.0"}' };
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_request, reply) =>
    reply.writeHead(answer.status).end(answer.body),
  ).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const at = server.address();
  const url = `https://127.0.0.1:${typeof at === 'object' ? at?.port : ''}/healthz`;
  const exits = async (address: string): Promise<unknown> =>
    (await once(execFile(process.execPath, [SCRIPT, address]), 'exit'))[0];
  assert.equal(await exits(url), 0);
  answer = { status: 503, body: '{"ok":false,"version":"1.0.0","away":[{"part":"database","since":1}]}' };
  assert.equal(await exits(url), 0);
  answer = { status: 503, body: 'no upstream' };
  assert.equal(await exits(url), 1);
  assert.equal(await exits('https://127.0.0.1:1/healthz'), 1);
});
