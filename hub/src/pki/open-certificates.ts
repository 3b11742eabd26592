import { readFileSync } from 'node:fs';
import type { Clock } from '../lib/clock.js';
import type { HubConfig } from '../lib/hub-config.js';
import { HubError, messageOf } from '../lib/hub-error.js';
import type { Peer } from '../lib/peer-certificate.js';
import type { RoomPlan } from '../lib/room-plan.js';
import { fingerprintOf, openPki } from './pki-folder.js';
import { type CertificateStore, SeatCertificates } from './seat-certificates.js';

const DAY_MS = 86_400_000;

/** The certificates that a configuration asks for, for the broker and for HTTP. Throws a HubError `pki-unusable`. */
export async function openCertificates(
  config: HubConfig,
  deps: { store: CertificateStore; plan: RoomPlan; clock: Clock },
) {
  const { http, metrics, mqtt, pki } = config;
  const isUsed = http.tls !== 'off' || mqtt.embedded?.tls === 'auto' || metrics?.tls === 'auto';
  if (!isUsed) return { material: undefined, broker: undefined, http: {} };
  const { clock } = deps;
  const { authority, hub } = await openPki(config.dataDir, { names: pki.names, now: clock.now() });
  const certificates = new SeatCertificates({ ...deps, authority, lastsMs: pki.seatDays * DAY_MS });
  return {
    material: hub,
    broker: mqtt.embedded?.tls === 'auto' ? { material: hub, certificates, clock } : undefined,
    http:
      http.tls === 'off'
        ? {}
        : {
            tls: { own: hub, browsers: http.tls === 'auto' ? undefined : readPair(http.tls) },
            seatOfPeer: (peer: Peer) => certificates.seatOf(peer),
            enrolment: enrolmentOf(certificates, fingerprintOf(authority.certificate)),
          },
  };
}

function enrolmentOf(certificates: SeatCertificates, fingerprint: string) {
  return {
    fingerprint,
    issueToken: certificates.issueToken.bind(certificates),
    enrol: certificates.enrol.bind(certificates),
    renew: certificates.renew.bind(certificates),
    revoke: certificates.revoke.bind(certificates),
    list: certificates.list.bind(certificates),
  };
}

function readPair(files: { cert: string; key: string }): { cert: string; key: string } {
  try {
    return { cert: readFileSync(files.cert, 'utf8'), key: readFileSync(files.key, 'utf8') };
  } catch (cause) {
    throw new HubError('pki-unusable', `http.tls: can't be read: ${messageOf(cause)}`, { cause });
  }
}
