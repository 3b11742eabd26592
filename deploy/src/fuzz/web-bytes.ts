import { randomBytes } from 'node:crypto';

/** WebSocket frames as bytes (RFC 6455, 5.2), right or wrong: a library would refuse to write most of them. */
export function frame(first: number, payload: Uint8Array, { masked = true } = {}): Buffer {
  const bit = masked ? 0x80 : 0;
  const length =
    payload.length < 126
      ? Buffer.from([bit | payload.length])
      : payload.length < 65_536
        ? Buffer.from([bit | 126, payload.length >> 8, payload.length & 255])
        : Buffer.concat([Buffer.from([bit | 127, 0, 0, 0, 0]), bigEndian(payload.length)]);
  // A mask of zeros changes nothing and is as good as another.
  const mask = masked ? Buffer.alloc(4) : Buffer.alloc(0);
  return Buffer.concat([Buffer.from([first]), length, mask, payload]);
}

export const TEXT = 0x81;
export const BINARY = 0x82;
export const CLOSE = 0x88;

/** The request that turns a connection into a WebSocket. */
export function upgradeRequest(at: URL, path: string, headers: Readonly<Record<string, string>>): Buffer {
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: ${at.host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}

/** The whole frames of a server, after its answer to the upgrade. */
export function framesIn(said: Buffer): { first: number; payload: Buffer }[] {
  const found = [];
  let at = said.indexOf('\r\n\r\n') + 4;
  while (at + 2 <= said.length) {
    const short = (said[at + 1] ?? 0) & 0x7f;
    const head = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (at + head > said.length) break;
    const length =
      short === 126 ? said.readUInt16BE(at + 2) : short === 127 ? said.readUInt32BE(at + 6) : short;
    if (at + head + length > said.length) break;
    found.push({ first: said[at] ?? 0, payload: said.subarray(at + head, at + head + length) });
    at += head + length;
  }
  return found;
}

function bigEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
