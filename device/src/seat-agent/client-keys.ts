import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type ClientHello, ClientName, proofText } from '@invigil/contract';

const KEY_BYTES = 32;

/** The keys of one boot, one for each kind of client. They leave the daemon by files only, and the extension's through the page. */
export class ClientKeys {
  readonly #keys = new Map(ClientName.options.map((client) => [client, randomBytes(KEY_BYTES)]));

  /** The key as 64 hexadecimal digits. */
  hex(client: ClientName): string {
    return this.#of(client).toString('hex');
  }

  /** Whether who says hello has the key of the kind of client that it says it is. Takes as long for a wrong proof as for a right one. */
  proves({ client, proof }: Pick<ClientHello, 'client' | 'proof'>, nonce: string): boolean {
    const expected = createHmac('sha256', this.#of(client)).update(proofText(nonce, client)).digest();
    const given = Buffer.from(proof, 'hex');
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  #of(client: ClientName): Buffer {
    const key = this.#keys.get(client);
    if (key === undefined) throw new Error(`there is no key for ${client}`);
    return key;
  }
}
