import { Transform } from 'node:stream';

/** A packet says that it is larger than is gathered. */
export class PacketTooLarge extends Error {
  override readonly name = 'PacketTooLarge';
}

/**
 * Passes MQTT bytes on and fails at the first packet that says it is larger than `maxBytes`, before its body is
 * gathered. A packet is one byte, its remaining length in 1–4 bytes of 7 bits, then that many bytes (MQTT 3.1.1, 2.2.3).
 */
export function packetSizeGuard(maxBytes: number): Transform {
  let body = 0;
  let lengthBytes = -1;
  let length = 0;

  function takes(chunk: Uint8Array): boolean {
    let at = 0;
    while (at < chunk.length) {
      if (body > 0) {
        const step = Math.min(body, chunk.length - at);
        body -= step;
        at += step;
        continue;
      }
      const byte = chunk[at] ?? 0;
      at += 1;
      if (lengthBytes < 0) {
        lengthBytes = 0;
        length = 0;
        continue;
      }
      length += (byte % 128) * 128 ** lengthBytes;
      lengthBytes += 1;
      if (byte >= 128 && lengthBytes < 4) continue;
      if (byte >= 128 || length > maxBytes) return false;
      body = length;
      lengthBytes = -1;
    }
    return true;
  }

  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      if (takes(chunk)) done(null, chunk);
      else done(new PacketTooLarge(`a packet is larger than ${maxBytes} bytes`));
    },
  });
}
