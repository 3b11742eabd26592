import type { SeatCertificate } from '@invigil/contract';
import type { HubConfig } from '../lib/hub-config.js';
import { HubError } from '../lib/hub-error.js';
import { withCertificates } from './centre-commands.js';

/** A seat of the centre, and its request for a certificate (PKCS #10, PEM). */
export type SeatRequest = { room: string; seat: string; csr: string };

/**
 * Enrols many seats on the hub's own machine: each with a token of its own that is used at once. In the order of the requests.
 * Throws a HubError `not-there` where a seat is not in the plan or a request is none.
 */
export function certifySeats(
  config: HubConfig,
  requests: readonly SeatRequest[],
): Promise<SeatCertificate[]> {
  return withCertificates(config, async (certificates) => {
    const given: SeatCertificate[] = [];
    for (const { csr, ...place } of requests) {
      const token = await certificates.issueToken(place, 'by hand, in bulk');
      const answer = token === undefined ? 'bad-token' : await certificates.enrol(token.token, csr);
      if (typeof answer === 'string')
        throw new HubError('not-there', `${place.room}/${place.seat}: ${answer}`);
      given.push(answer);
    }
    return given;
  });
}
