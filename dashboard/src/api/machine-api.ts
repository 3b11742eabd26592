import { CertificateList, EnrolmentToken, HealthHistory, MachineList } from '@invigil/contract';
import type { Hub } from './hub.js';
import { urls } from './urls.js';

type Asks = Pick<Hub, 'ask' | 'get'>;
type Place = { room: string; seat: string };

/** The machines of a room, in the order of their places. */
export function loadMachines(hub: Asks, room: string): Promise<MachineList> {
  return hub.get(urls.machines(room), MachineList);
}

/** How a seat fared between two times, in ms on the hub's clock. */
export function loadHealth(hub: Asks, place: Place, from: number, to: number): Promise<HealthHistory> {
  return hub.get(urls.health(place, from, to), HealthHistory);
}

/** Every certificate that was given out, newest first. */
export async function loadCertificates(hub: Asks): Promise<CertificateList['certificates']> {
  return (await hub.get(urls.certificates, CertificateList)).certificates;
}

/** Ends a certificate now, and the seat's connection with it. */
export async function revokeCertificate(hub: Asks, serial: string): Promise<void> {
  await hub.ask(urls.revoke(serial), { method: 'POST' });
}

/** A one-time token with which a seat gets its certificate. */
export function makeEnrolmentToken(hub: Asks, place: Place): Promise<{ payload: string; expiresAt: number }> {
  const { room, seat } = place;
  return hub.get(urls.enrolmentTokens, EnrolmentToken, {
    method: 'POST',
    body: JSON.stringify({ room, seat }),
  });
}
