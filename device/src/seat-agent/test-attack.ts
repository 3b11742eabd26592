import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** What attackers do, each in a process of its own: what they cost is not what the agent costs. Run as plain scripts. */
const ATTACKS = {
  /** Connections that say nothing, all at once, opened again as they are cut. */
  idle: `
    for (let i = 0; i < 400; i++) open();
    function open() {
      if (opened++ >= COUNT) return;
      const socket = net.connect(PORT, '127.0.0.1');
      socket.on('error', () => {}).on('close', () => { done(); setImmediate(open); });
      socket.setTimeout(4000, () => socket.destroy());
    }`,
  /** Handshakes that are begun and never ended. */
  slow: `
    for (let i = 0; i < 300; i++) open();
    function open() {
      if (opened++ >= COUNT) return;
      const socket = net.connect(PORT, '127.0.0.1', () => socket.write(UPGRADE));
      socket.on('error', () => {}).on('close', () => { done(); setImmediate(open); }).resume();
    }`,
  /** Frames of ten megabytes. */
  huge: `
    const head = Buffer.alloc(14);
    head[0] = 0x81; head[1] = 0xff; head.writeBigUInt64BE(BigInt(10 * 1024 * 1024), 2);
    const part = Buffer.alloc(64 * 1024, 0x61);
    for (let i = 0; i < 4; i++) open();
    function open() {
      if (opened++ >= COUNT) return;
      let left = 160;
      const socket = net.connect(PORT, '127.0.0.1', () => { socket.write(UPGRADE); socket.write(head); more(); });
      const more = () => { while (left-- > 0 && !socket.destroyed) if (!socket.write(part)) { socket.once('drain', more); return; } };
      socket.on('error', () => {}).on('close', () => { done(); setImmediate(open); }).resume();
    }`,
} as const;

export type Attack = keyof typeof ATTACKS;

/** Begins an attack with so many connections. Returns what waits for its end, and how many connections were closed on it. */
export function attack(
  kind: Attack,
  port: number,
  count: number,
): { over: Promise<number>; child: ChildProcess } {
  const script = `
    const net = require('node:net');
    const PORT = ${port}, COUNT = ${count};
    const UPGRADE = 'GET /client HTTP/1.1\\r\\nHost: 127.0.0.1:' + PORT + '\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\n'
      + 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\\r\\nSec-WebSocket-Version: 13\\r\\n\\r\\n';
    let opened = 0, closed = 0;
    function done() { if (++closed >= COUNT) { console.log(closed); process.exit(0); } }
    ${ATTACKS[kind]}`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  return { child, over: once(child, 'close').then(() => Number(said)) };
}
