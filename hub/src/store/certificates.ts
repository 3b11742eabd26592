import type { CertificateList } from '@invigil/contract';
import type { CertificateStore } from '../pki/seat-certificates.js';
import type { Db } from './schema.js';

/** What the centre's certificates need, from this database. */
export function certificateStore(db: Db): CertificateStore {
  return {
    async insertToken({ tokenHash, principal, issuedAt, issuedBy, expiresAt }) {
      await db.deleteFrom('enrolment_token').where('expires_at', '<=', issuedAt).execute();
      await db
        .insertInto('enrolment_token')
        .values({
          token_hash: tokenHash,
          principal,
          issued_at: issuedAt,
          issued_by: issuedBy,
          expires_at: expiresAt,
        })
        .execute();
    },

    async useToken(tokenHash, now) {
      // One statement, so that of two who bring the same token one gets it.
      const row = await db
        .updateTable('enrolment_token')
        .set({ used_at: now })
        .where('token_hash', '=', tokenHash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .returning(['principal', 'issued_by'])
        .executeTakeFirst();
      return row === undefined ? undefined : { principal: row.principal, issuedBy: row.issued_by };
    },

    async insert({ serial, principal, issuedAt, issuedBy, expiresAt }) {
      await db
        .insertInto('certificate')
        .values({ serial, principal, issued_at: issuedAt, issued_by: issuedBy, expires_at: expiresAt })
        .execute();
    },

    async revoke(serial, by, now) {
      const done = await db
        .updateTable('certificate')
        .set({ revoked_at: now, revoked_by: by })
        .where('serial', '=', serial)
        .where('revoked_at', 'is', null)
        .executeTakeFirst();
      return done.numUpdatedRows > 0n;
    },

    async revokeOthers({ principal, serial }, by, now) {
      await db
        .updateTable('certificate')
        .set({ revoked_at: now, revoked_by: by })
        .where('principal', '=', principal)
        .where('serial', '!=', serial)
        .where('revoked_at', 'is', null)
        .execute();
    },

    async holders(serials, now) {
      if (serials.length === 0) return new Map();
      const rows = await db
        .selectFrom('certificate')
        .select(['serial', 'principal'])
        .where('serial', 'in', [...serials])
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', now)
        .execute();
      return new Map(rows.map((row) => [row.serial, row.principal]));
    },

    list: () => listCertificates(db),
  };
}

async function listCertificates(db: Db): Promise<CertificateList['certificates']> {
  const rows = await db.selectFrom('certificate').selectAll().orderBy('issued_at', 'desc').execute();
  return rows.map((row) => ({
    serial: row.serial,
    principal: row.principal,
    issuedAt: row.issued_at,
    issuedBy: row.issued_by,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    revokedBy: row.revoked_by,
  }));
}
