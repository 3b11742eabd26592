/** MQTT 3.1.1 packets as bytes, valid or not: a library would refuse to write most of them. */

/** A text with its length before it (1.5.3). */
function text(words: Uint8Array | string): Buffer {
  const bytes = Buffer.from(words).subarray(0, 65_535);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** A packet: first byte, remaining length (2.2.3), the rest. */
export function packet(first: number, rest: Uint8Array): Buffer {
  const length: number[] = [];
  let left = rest.length;
  do {
    length.push((left % 128) + (left > 127 ? 128 : 0));
    left = Math.floor(left / 128);
  } while (left > 0);
  return Buffer.concat([Buffer.from([first, ...length]), rest]);
}

export type ConnectWords = {
  clientId: string;
  username: string;
  password: string;
  keepalive: number;
  will?: { topic: string; payload: Uint8Array } | undefined;
};

/** CONNECT (3.1), clean session. */
export function connectPacket({ clientId, keepalive, password, username, will }: ConnectWords): Buffer {
  const flags = 0xc2 | (will === undefined ? 0 : 0x0c);
  const head = Buffer.concat([text('MQTT'), Buffer.from([4, flags, keepalive >> 8, keepalive & 0xff])]);
  const wills = will === undefined ? [] : [text(will.topic), text(will.payload)];
  return packet(0x10, Buffer.concat([head, text(clientId), ...wills, text(username), text(password)]));
}

/** PUBLISH (3.3). */
export function publishPacket(words: {
  topic: string;
  payload: Uint8Array;
  qos: number;
  retain: boolean;
}): Buffer {
  const id = words.qos === 0 ? [] : [Buffer.from([0, 7])];
  const first = 0x30 | (words.qos << 1) | (words.retain ? 1 : 0);
  return packet(first, Buffer.concat([text(words.topic), ...id, words.payload]));
}

/** SUBSCRIBE (3.8), or UNSUBSCRIBE (3.10), which has no quality of service. */
export function subscribePacket(filters: readonly string[], qos: number): Buffer {
  const each = filters.map((filter) => Buffer.concat([text(filter), Buffer.from([qos])]));
  return packet(0x82, Buffer.concat([Buffer.from([0, 9]), ...each]));
}

export const PINGREQ = Buffer.from([0xc0, 0]);

/** The first bytes of the packets in what a broker said; an unfinished last one is left out. */
export function packetsIn(said: Buffer): { first: number; rest: Buffer }[] {
  const found = [];
  let at = 0;
  while (at + 1 < said.length) {
    let [length, step, unit] = [0, 1, 1];
    for (;;) {
      const byte = said[at + step] ?? 0;
      length += (byte % 128) * unit;
      unit *= 128;
      step += 1;
      if (byte < 128 || step > 4) break;
    }
    if (at + step + length > said.length) break;
    found.push({ first: said[at] ?? 0, rest: said.subarray(at + step, at + step + length) });
    at += step + length;
  }
  return found;
}
