import { proofText, type ClientName } from '@invigil/contract';
import { fromHex, toHex } from '../lib/hex.js';

/** HMAC-SHA-256 of the text of a nonce by a key, hexadecimal. @param key hexadecimal */
export async function prove(key: string, nonce: string, client: ClientName): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', fromHex(key), algorithm, false, ['sign']);
  const text = new TextEncoder().encode(proofText(nonce, client));
  return toHex(new Uint8Array(await crypto.subtle.sign('HMAC', imported, text)));
}
