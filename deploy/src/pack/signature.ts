import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { PackError } from './pack-error.js';

/** Makes a pair of keys (Ed25519, PEM): the private one for whoever packs, mode 0600, and `<file>.pub` for every machine. */
export function makeKey(file: string): void {
  if (existsSync(file))
    throw new PackError(`${file} is there already: a key is never replaced, name another file`);
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  writeFileSync(`${file}.pub`, publicKey.export({ type: 'spki', format: 'pem' }));
}

/** Signs a file; the signature, 64 bytes, lies beside it as `<file>.sig`, as `openssl pkeyutl -verify -rawin` reads it. */
export function signFile(file: string, keyFile: string): void {
  writeFileSync(`${file}.sig`, sign(null, readFileSync(file), readKey(keyFile)));
}

/** The public half of a private key, PEM. */
export function publicHalf(keyFile: string): string {
  return createPublicKey(readKey(keyFile)).export({ type: 'spki', format: 'pem' }).toString();
}

function readKey(file: string) {
  if (!existsSync(file)) throw new PackError(`${file}: there is no such key; deploy/pack key makes one`);
  if ((statSync(file).mode & 0o077) !== 0) {
    throw new PackError(`${file}: others may read this private key; chmod 600 it, or make a new one`);
  }
  const key = createPrivateKey(readFileSync(file));
  if (key.asymmetricKeyType !== 'ed25519')
    throw new PackError(`${file} is no Ed25519 key; deploy/pack key makes one`);
  return key;
}
