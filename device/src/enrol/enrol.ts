import type { EnrolmentPayload } from '@invigil/contract';
import { DeviceError, messageOf } from '../lib/errors.js';
import { writeIdentity } from '../lib/seat-identity.js';
import { askCertificate } from './ask-certificate.js';
import { newKey, requestFor } from './certificate-request.js';
import { authorityOf } from './first-contact.js';

/**
 * Makes a key, gets a certificate for it with the one-time token, and keeps both with the authority's certificate in `folder`.
 * Returns `centre/room/seat`. The token is told only to a hub of the authority whose fingerprint was given.
 * Throws DeviceError: `hub-not-trusted`, `enrolment-refused`, `hub-unreachable`, `identity-unusable`.
 */
export async function enrol(
  { ca: fingerprint, hub, token }: EnrolmentPayload,
  folder: string,
): Promise<string> {
  const key = newKey();
  const csr = await requestFor(key);
  try {
    const ca = await authorityOf(new URL(hub), fingerprint);
    if (ca === undefined) {
      const line = `${hub} shows no authority with the fingerprint ${fingerprint}: it is not this centre's hub`;
      throw new DeviceError('hub-not-trusted', line);
    }
    const given = await askCertificate(new URL('/api/enrol', hub), { token, csr }, { ca });
    writeIdentity(folder, { key, cert: given.certificate, ca });
    return given.principal;
  } catch (cause) {
    if (cause instanceof DeviceError) throw cause;
    throw new DeviceError('hub-unreachable', `${hub}: ${messageOf(cause)}`, { cause });
  }
}
