import {
  type CertificateList,
  type SeatAddress,
  type SeatCertificate,
  seatPrincipal,
} from '@invigil/contract';
import { type Clock, newSecret } from '../lib/clock.js';
import type { Peer } from '../lib/peer-certificate.js';
import type { PlannedSeat, RoomPlan } from '../lib/room-plan.js';
import { plannedSeat } from '../lib/seat-keys.js';
import { sha256Hex } from '../lib/sha256.js';
import type { CentreAuthority } from './centre-authority.js';
import { keyOfRequest } from './read-request.js';

const TOKEN_MS = 15 * 60_000;

type Issue = { principal: string; issuedAt: number; issuedBy: string; expiresAt: number };

/** What certificates need of the store. */
export type CertificateStore = {
  insertToken(token: Issue & { tokenHash: string }): Promise<void>;
  /** Uses a token up. Undefined: there is none, it was used, or it has ended. */
  useToken(tokenHash: string, now: number): Promise<{ principal: string; issuedBy: string } | undefined>;
  insert(certificate: Issue & { serial: string }): Promise<void>;
  /** False: there is none, or it is revoked. */
  revoke(serial: string, by: string, now: number): Promise<boolean>;
  /** Revokes what a seat holds beside this one. */
  revokeOthers(kept: { principal: string; serial: string }, by: string, now: number): Promise<void>;
  /** Whose these certificates are, by serial; what is revoked, has ended or was never given out is left out. */
  holders(serials: readonly string[], now: number): Promise<ReadonlyMap<string, string>>;
  list(): Promise<CertificateList['certificates']>;
};

/** Who makes a certificate, and for how long. */
type Deps = {
  authority: CentreAuthority;
  store: CertificateStore;
  plan: RoomPlan;
  clock: Clock;
  /** Life of a seat's certificate, ms. */
  lastsMs: number;
};

/** The certificates of a centre's seats: how a seat gets one, keeps one and loses it. */
export class SeatCertificates {
  readonly #deps: Deps;
  readonly #listeners = new Set<() => void>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** A token with which a seat gets its certificate, once, within 15 minutes. Undefined: the plan has no such seat. */
  async issueToken(
    place: Pick<SeatAddress, 'room' | 'seat'>,
    by: string,
  ): Promise<{ token: string; expiresAt: number } | undefined> {
    const { clock, plan, store } = this.#deps;
    const principal = seatPrincipal({ centre: plan.centre, ...place });
    if (plannedSeat(plan, principal) === undefined) return undefined;
    const token = newSecret();
    const issuedAt = clock.now();
    const expiresAt = issuedAt + TOKEN_MS;
    await store.insertToken({ tokenHash: sha256Hex(token), principal, issuedAt, issuedBy: by, expiresAt });
    return { token, expiresAt };
  }

  /**
   * A seat's first certificate, or the first of its new machine: what the seat held before is revoked. The token decides for which
   * seat, whatever name the request has.
   */
  async enrol(token: string, csr: string): Promise<SeatCertificate | 'bad-request' | 'bad-token'> {
    const { clock, plan, store } = this.#deps;
    // Read before the token is used up, so that a broken request does not cost it.
    const key = await keyOfRequest(csr);
    if (key === undefined) return 'bad-request';
    const grant = await store.useToken(sha256Hex(token), clock.now());
    if (grant === undefined || plannedSeat(plan, grant.principal) === undefined) return 'bad-token';
    const issued = await this.#issue(grant.principal, key, grant.issuedBy);
    await store.revokeOthers(issued, 'enrolled anew', clock.now());
    this.#tellRevoked();
    return issued.answer;
  }

  /** A seat's next certificate. The one before stays good until it ends: the seat may not have kept this one yet. */
  async renew(seat: PlannedSeat, csr: string): Promise<SeatCertificate | 'bad-request'> {
    const key = await keyOfRequest(csr);
    if (key === undefined) return 'bad-request';
    return (await this.#issue(seatPrincipal(seat), key, 'renewal')).answer;
  }

  /** Ends a certificate now, connections with it too. False: there is none, or it is revoked already. */
  async revoke(serial: string, by: string): Promise<boolean> {
    const done = await this.#deps.store.revoke(serial.toUpperCase(), by, this.#deps.clock.now());
    if (done) this.#tellRevoked();
    return done;
  }

  list(): Promise<CertificateList['certificates']> {
    return this.#deps.store.list();
  }

  /** The seat of a certificate that still holds. */
  async seatOf({ name, serial }: Peer): Promise<PlannedSeat | undefined> {
    const holder = (await this.holders([serial])).get(serial);
    return holder === name ? plannedSeat(this.#deps.plan, name) : undefined;
  }

  /** Whose these certificates are, by serial, of those that still hold. */
  holders(serials: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.#deps.store.holders(serials, this.#deps.clock.now());
  }

  /** Calls back whenever something was revoked by this process. */
  whenRevoked(listener: () => void): void {
    this.#listeners.add(listener);
  }

  async #issue(principal: string, key: Parameters<CentreAuthority['issueSeat']>[1], issuedBy: string) {
    const { authority, clock, lastsMs, store } = this.#deps;
    const issuedAt = clock.now();
    const { certificate, expiresAt, serial } = await authority.issueSeat(principal, key, {
      now: issuedAt,
      lastsMs,
    });
    // Kept before it is given out: what the hub has not written down it does not let in.
    await store.insert({ serial, principal, issuedAt, issuedBy, expiresAt });
    const answer = { principal, certificate, authority: authority.certificate, expiresAt };
    return { principal, serial, answer };
  }

  #tellRevoked(): void {
    for (const listener of this.#listeners) listener();
  }
}
