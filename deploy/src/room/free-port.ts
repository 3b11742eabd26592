import { once } from 'node:events';
import { createServer } from 'node:net';

/** A TCP port of the loopback that nobody listens on: `wanted` where it is free, else any. */
export async function freePort(wanted = 0): Promise<number> {
  const server = createServer();
  try {
    server.listen(wanted, '127.0.0.1');
    await once(server, 'listening');
  } catch {
    return freePort();
  }
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('a TCP server has no TCP port');
  return address.port;
}
