import { type ClientHello, proofText, SEAT_CLIENT_VERSION } from '@invigil/contract';
import { createHmac } from 'node:crypto';

/** The editor's answer to the daemon's nonce. The key is that of `editor.json`, hexadecimal; it is used as its bytes. */
export function helloOf(key: string, nonce: string, version: string): ClientHello {
  const proof = createHmac('sha256', Buffer.from(key, 'hex'))
    .update(proofText(nonce, 'editor'))
    .digest('hex');
  return { type: 'hello', v: SEAT_CLIENT_VERSION, client: 'editor', version, proof };
}
