import {
  type Challenge,
  type Incident,
  type IncidentQuery,
  type SeatAnalysis,
  type Timeline,
} from '@invigil/contract';
import type { AccountStore } from '../http/accounts.js';
import type { SecondFactorStore } from '../http/second-factor.js';
import { analysisOf } from './analysis-of.js';
import { challengesOf } from './challenges.js';
import { findIncidents } from './incidents-read.js';
import type { Db } from './schema.js';
import { timelineOf } from './timeline.js';
import { roomsOfPicture } from './picture-rooms.js';
import { deleteLogin, findLogin, insertLogin, loginsOf } from './logins.js';
import { beginTotp, confirmTotp, findTotp, removeTotp, useRecoveryCode, useStep } from './second-factor.js';
import { openSecret, sealSecret } from './totp-secret.js';
import { changePassword, findUser } from './users.js';

/** What the accounts need, from this database. @param hubKey seals the secrets of second factors */
export function accountStore(db: Db, hubKey: Uint8Array): AccountStore & SecondFactorStore {
  return {
    findUser: (name) => findUser(db, name),
    insertLogin: (login) => insertLogin(db, login),
    findLogin: (secretHash, now) => findLogin(db, secretHash, now),
    loginsOf: (userId, now) => loginsOf(db, userId, now),
    deleteLogin: (secretHash) => deleteLogin(db, secretHash),
    changePassword: (userId, passwordHash) => changePassword(db, userId, passwordHash),
    findTotp: async (userId) => {
      const kept = await findTotp(db, userId);
      return kept && { ...kept, secret: openSecret(kept.secret, userId, hubKey) };
    },
    beginTotp: (userId, secret) => beginTotp(db, userId, sealSecret(secret, userId, hubKey)),
    useStep: (userId, step) => useStep(db, userId, step),
    confirmTotp: (userId, hashes, now) => confirmTotp(db, userId, hashes, now),
    useRecoveryCode: (userId, hash) => useRecoveryCode(db, userId, hash),
    removeTotp: (userId) => db.transaction().execute((one) => removeTotp(one, userId)),
  };
}

/** The record of one centre, from this database. */
export function recordOf(db: Db, centre: string, seatIds: ReadonlyMap<string, number>) {
  return {
    incidents: (query: IncidentQuery, rooms: readonly string[] | null): Promise<Incident[]> =>
      findIncidents(db, centre, query, rooms),
    roomsOfPicture: (sha256: string): Promise<string[]> => roomsOfPicture(db, centre, sha256),
    timeline: async (key: string, from: number, to: number): Promise<Timeline | undefined> => {
      const id = seatIds.get(key);
      return id === undefined ? undefined : timelineOf(db, id, from, to);
    },
    challenges: async (key: string): Promise<Challenge[] | undefined> => {
      const id = seatIds.get(key);
      return id === undefined ? undefined : challengesOf(db, id);
    },
    analysis: async (key: string, from: number, to: number): Promise<SeatAnalysis | undefined> => {
      const id = seatIds.get(key);
      if (id === undefined) return undefined;
      const room = `${key.split('/')[0]}/`;
      const others = [...seatIds].filter(([other]) => other !== key && other.startsWith(room));
      return analysisOf(
        db,
        id,
        others.map(([, other]) => other),
        from,
        to,
      );
    },
  };
}
