import { X509Certificate } from 'node:crypto';
import type { Clock } from '../lib/clock.js';
import { messageOf } from '../lib/errors.js';
import type { Log } from '../lib/log.js';
import { readIdentity, replaceCertificate } from '../lib/seat-identity.js';
import { askCertificate } from './ask-certificate.js';
import { requestFor } from './certificate-request.js';

/** A certificate is renewed once less than this share of its life is left. */
const RENEW_BELOW = 1 / 3;
const LOOK_EVERY_MS = 3_600_000;

type KeepDeps = {
  /** Folder of the seat's key and certificates; undefined for a seat that has none. */
  folder: string | undefined;
  /** `https://…` of the hub. */
  httpUrl: string;
  clock: Clock;
  log: Log;
};

/** Renews the seat's certificate before it ends, until `signal` aborts. A hub that can't be reached is asked again in an hour. */
export async function keepCertificate(deps: KeepDeps, signal: AbortSignal): Promise<void> {
  const { clock, folder, httpUrl, log } = deps;
  if (folder === undefined) return;
  while (!signal.aborted) {
    try {
      if (await renewIfDue(folder, httpUrl, clock)) log.info({}, 'certificate renewed');
    } catch (err) {
      log.warn({ reason: messageOf(err) }, 'certificate not renewed, trying again');
    }
    await clock.sleep(LOOK_EVERY_MS, signal);
  }
}

/** Whether the certificate was near its end and there is a new one. The key stays, so that one file is replaced and never half. */
async function renewIfDue(folder: string, httpUrl: string, clock: Clock): Promise<boolean> {
  const identity = readIdentity(folder);
  const { validFrom, validTo } = new X509Certificate(identity.cert);
  const [from, to] = [Date.parse(validFrom), Date.parse(validTo)];
  if (to - clock.now() >= (to - from) * RENEW_BELOW) return false;
  const csr = await requestFor(identity.key);
  const given = await askCertificate(new URL('/api/seat/certificate', httpUrl), { csr }, identity);
  replaceCertificate(folder, given.certificate);
  return true;
}
