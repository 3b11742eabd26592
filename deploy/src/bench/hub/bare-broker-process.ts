import { createServer } from 'node:net';
import { hubSubscriptions } from '@invigil/contract';
import { Aedes } from 'aedes';
import { serve } from './served.js';

// The broker alone: it takes the same messages and hands them to a subscriber that does nothing with them.
const broker = await Aedes.createBroker();
for (const filter of hubSubscriptions('bench')) {
  await new Promise<void>((resolve) => {
    broker.subscribe(filter, (_packet, done) => done(), resolve);
  });
}
const server = createServer((socket) => {
  socket.setNoDelay(true);
  broker.handle(socket);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  serve(`mqtt://127.0.0.1:${port}`, async () => {
    server.close();
    await new Promise<void>((resolve) => broker.close(resolve));
  });
});
