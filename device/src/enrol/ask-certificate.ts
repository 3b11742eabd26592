import { decode, Refusal, SeatCertificate } from '@invigil/contract';
import { DeviceError } from '../lib/errors.js';
import { requestHub, type HubRequest } from '../lib/request-hub.js';

const TIMEOUT_MS = 15_000;

/** Asks the hub for a certificate. Throws DeviceError `enrolment-refused`, or the connection's own error. */
export async function askCertificate(
  url: URL,
  message: { csr: string; token?: string },
  tls: HubRequest['tls'],
): Promise<SeatCertificate> {
  const { status, text } = await requestHub(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
    tls,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const read = decode(SeatCertificate, text);
  if (status === 201 && read.ok) return read.value;
  const refusal = decode(Refusal, text);
  const reason = refusal.ok ? refusal.value.message : `status ${status}`;
  throw new DeviceError('enrolment-refused', `the hub gives no certificate: ${reason}`);
}
