import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect as connectTo } from 'node:net';
import { test } from 'node:test';
import { proofOf, startTestAgent, type talk, until } from './test-agent.js';
import { type Attack, attack } from './test-attack.js';

type Agent = Awaited<ReturnType<typeof startTestAgent>>;

/** Status of a request, and whether anything of the seat was in the answer. */
function statusOf(port: number, path: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('error', reject).on('upgrade', (response, socket) => {
      socket.destroy();
      resolve(response.statusCode);
    });
    asked.end();
  });
}

/** Status of what is answered to bytes, which no library would send so. */
function statusOfBytes(port: number, words: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connectTo(port, '127.0.0.1', () => socket.write(words));
    socket.on('error', reject).once('data', (said) => {
      socket.destroy();
      resolve(Number(said.toString('latin1').split(' ', 2)[1]));
    });
  });
}

const UPGRADE = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

test('pages of other origins and names that were made to lead here get nothing', async () => {
  const { port, stop } = await startTestAgent();
  const own = `127.0.0.1:${port}`;
  const refused: Record<string, string>[] = [
    { host: 'evil.example' },
    { host: `evil.example:${port}` },
    { host: '127.0.0.1' },
    { host: `127.0.0.1:${port + 1}` },
    { host: `[::1]:${port}` },
    { host: `127.0.0.1.evil.example:${port}` },
    { host: own, origin: 'https://exam.example' },
    { host: own, origin: 'null' },
    { host: own, origin: `https://127.0.0.1:${port}` },
    { host: own, origin: `http://127.0.0.1:${port + 1}` },
    { host: own, origin: `http://127.0.0.1:${port}.evil.example` },
    { host: own, origin: `http://evil@127.0.0.1:${port}` },
    { host: own, origin: `chrome-extension://${'z'.repeat(32)}` },
    { host: own, origin: '' },
  ];
  for (const headers of refused) {
    assert.equal(await statusOf(port, '/client', { ...UPGRADE, ...headers }), 403, JSON.stringify(headers));
    assert.equal(await statusOf(port, '/exam', headers), 403, JSON.stringify(headers));
  }
  assert.equal(
    await statusOf(port, '/exam', { host: own, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }),
    403,
  );
  assert.equal(await statusOf(port, '/client', { ...UPGRADE, host: own }), 101);
  assert.equal(await statusOf(port, '/other', { ...UPGRADE, host: own }), 404);
  assert.equal(await statusOf(port, '/exam', { host: `localhost:${port}` }), 200);
  await stop();
});

test('a request that names no host or two, or another site’s address, and one that would change something get nothing', async () => {
  const { port, stop } = await startTestAgent();
  const own = `Host: 127.0.0.1:${port}\r\n`;
  const upgrade = Object.entries(UPGRADE)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  const statuses: [string, number][] = [
    [`GET /exam HTTP/1.1\r\n${own}\r\n`, 200],
    ['GET /exam HTTP/1.0\r\n\r\n', 403],
    ['GET /exam HTTP/1.1\r\n\r\n', 400],
    [`GET /client HTTP/1.1\r\n${upgrade}\r\n`, 403],
    [`GET /client HTTP/1.0\r\n${upgrade}\r\n`, 403],
    [`GET /exam HTTP/1.1\r\nHost: evil.example\r\n${own}\r\n`, 403],
    [`GET http://evil.example/exam HTTP/1.1\r\n${own}\r\n`, 404],
    [`GET http://127.0.0.1:${port}/exam HTTP/1.1\r\nHost: evil.example\r\n\r\n`, 403],
    [`GET /../../etc/passwd HTTP/1.1\r\n${own}\r\n`, 404],
    [`POST /exam HTTP/1.1\r\n${own}Content-Length: 2\r\n\r\n{}`, 405],
    [`DELETE /client HTTP/1.1\r\n${own}\r\n`, 405],
  ];
  for (const [words, status] of statuses) assert.equal(await statusOfBytes(port, words), status, words);
  await stop();
});

test('nobody is let in without the key of its kind and this connection’s nonce', async () => {
  const { connect, keys, port, reports, stop } = await startTestAgent();
  const refusals = async (talking: Awaited<ReturnType<typeof talk>>) => {
    const reason = (await talking.hear('refused'))?.reason;
    await talking.closed;
    assert.equal(
      talking.heard.some(({ type }) => type === 'welcome' || type === 'status'),
      false,
    );
    return reason;
  };
  assert.equal(await refusals(await connect('page', { key: '00'.repeat(32) })), 'proof');
  assert.equal(await refusals(await connect('page', { key: '' })), 'proof');
  assert.equal(await refusals(await connect('page', { key: keys.editor })), 'proof');
  assert.equal(await refusals(await connect('page', { key: keys.browser })), 'proof');
  // The right key, from where this kind of client never is.
  assert.equal(await refusals(await connect('page', { origin: undefined })), 'proof');
  assert.equal(await refusals(await connect('editor', { origin: `http://127.0.0.1:${port}` })), 'proof');
  assert.equal(await refusals(await connect('editor', { version: 2 })), 'version');
  assert.deepEqual(reports, []);
  await stop();
});

test('a proof that was seen is worth nothing in another connection', async () => {
  const { connect, keys, stop } = await startTestAgent();
  const honest = await connect('editor');
  const seen = await honest.hear('challenge');
  assert.ok((await honest.hear('welcome')) && seen);
  const proof = proofOf(keys.editor, seen.nonce, 'editor');
  const thief = await connect('editor', { key: '', proof });
  assert.equal((await thief.hear('refused'))?.reason, 'proof');
  await thief.closed;
  assert.notEqual((await thief.hear('challenge'))?.nonce, seen.nonce);
  await stop();
});

test('who says nothing is cut off, and so is who sends bytes that are no message, or binary ones', async () => {
  const { connect, port, stop } = await startTestAgent();
  const silent = connectTo(port, '127.0.0.1');
  const half = connectTo(port, '127.0.0.1');
  half.write('GET /exam HTTP/1.1\r\nHost: ');
  silent.resume();
  half.resume();
  const from = performance.now();
  const editor = await connect('editor');
  await editor.hear('welcome');
  for (let i = 0; i < 30; i++)
    editor.socket.send(i % 2 === 0 ? '{"type":"alive","more":1}' : Buffer.alloc(9));
  await editor.closed;
  const reasons = editor.heard.flatMap((message) => (message.type === 'refused' ? [message.reason] : []));
  assert.equal(reasons.filter((reason) => reason === 'not-read').length, 20);
  assert.equal(reasons.at(-1), 'too-many');
  await Promise.all([once(silent, 'close'), once(half, 'close')]);
  assert.ok(performance.now() - from < 10_000);
  await stop();
});

test('at most four of a kind are let in', async () => {
  const { connect, stop } = await startTestAgent();
  for (let i = 0; i < 4; i++) assert.ok(await (await connect('page')).hear('welcome'));
  assert.equal((await (await connect('page')).hear('refused'))?.reason, 'too-many');
  assert.ok(await (await connect('editor')).hear('welcome'));
  await stop();
});

test('a client that is too fast is slowed down without losing a message, one that floods is cut', async () => {
  const { connect, events, stop } = await startTestAgent();
  const page = await connect('page');
  await page.hear('welcome');
  for (let i = 0; i < 260; i++) page.say({ type: 'alive' });
  page.say({ type: 'checked-out' });
  await until(() => events.length === 1);
  const flood = await connect('editor');
  await flood.hear('welcome');
  for (let i = 0; i < 20_000 && flood.socket.readyState === flood.socket.OPEN; i++)
    flood.say({ type: 'alive' });
  assert.equal((await flood.hear('refused'))?.reason, 'too-many');
  await flood.closed;
  await stop();
});

test('10,000 silent connections don’t disturb who is honest', () => withstands('idle', 10_000));
test('1,000 handshakes that are never ended don’t disturb who is honest', () => withstands('slow', 1000));
test('frames of 10 MB don’t disturb who is honest', () => withstands('huge', 50));

/** An honest client says what it sees all through an attack, another one comes in the middle of it. */
async function withstands(kind: Attack, count: number): Promise<void> {
  const running = await startTestAgent();
  const { connect, port, reports, stop } = running;
  const honest = await connect('editor');
  await honest.hear('welcome');
  const calm = await delays(running, honest, () => Promise.resolve(false), 40);
  const before = process.memoryUsage().rss;
  const { over } = attack(kind, port, count);
  let ended = false;
  const end = over.then((closed) => {
    ended = true;
    return closed;
  });
  const latecomer = connect('page').then((page) => page.hear('welcome'));
  const underAttack = await delays(running, honest, () => Promise.resolve(!ended), 40);
  assert.equal(await end, count, 'each of them was closed by the agent or gave up');
  assert.ok(await latecomer, 'who is honest is let in meanwhile');
  assert.equal(
    honest.heard.some(({ type }) => type === 'refused'),
    false,
  );
  assert.equal(
    reports.some(({ type }) => type === 'silent'),
    false,
  );
  const grownMb = (process.memoryUsage().rss - before) / 1e6;
  assert.ok(grownMb < 200, `memory grew by ${grownMb.toFixed(0)} MB`);
  const ratio = median(underAttack) / median(calm);
  assert.ok(ratio < 100, `what is honest is taken ${ratio.toFixed(0)} times as late`);
  await stop();
}

/** How long each message of an honest client takes to be told, ms: at least so many, and as long as it goes on. */
async function delays(
  { reports }: Agent,
  client: Awaited<ReturnType<Agent['connect']>>,
  goesOn: () => Promise<boolean>,
  least: number,
): Promise<number[]> {
  const taken: number[] = [];
  while (taken.length < least || (await goesOn())) {
    const told = reports.length;
    const from = performance.now();
    client.say({ type: 'happened', kind: 'text-copied', at: Date.now() });
    await until(() => reports.length > told);
    taken.push(performance.now() - from);
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
  return taken;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
