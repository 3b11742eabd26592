import { said } from '@invigil/contract';
import type { UserPort } from '../http/user-routes.js';
import type { Clock } from '../lib/clock.js';
import { HubError } from '../lib/hub-error.js';
import { addUser } from './add-user.js';
import type { Db } from './schema.js';
import {
  type By,
  type UserFault,
  changeUser,
  disableUser,
  enableUser,
  resetPassword,
  signOutUser,
  takeFactorOff,
} from './user-admin.js';
import { listUsers } from './user-list.js';
import { findUser } from './users.js';

/** What administrators do to users, in this database. `rooms`: those that there are. */
export function userPort(deps: { db: Db; clock: Clock; rooms: () => readonly string[] }): UserPort {
  const { clock, db } = deps;
  const by = (who: By['who']): By => ({ who, at: clock.now() });
  const unknown = (rooms: readonly string[]): UserFault | undefined => {
    const known = new Set(deps.rooms());
    const stranger = rooms.find((room) => !known.has(room));
    return stranger === undefined
      ? undefined
      : { code: 'bad-request', ...said('no-room-named', { room: stranger }) };
  };
  return {
    list: () => listUsers(db, clock.now()),
    async add(user, who) {
      const fault = unknown(user.rooms);
      if (fault !== undefined) return fault;
      const { name } = user;
      if ((await findUser(db, name)) !== undefined)
        return { code: 'conflict', ...said('user-exists', { name }) };
      try {
        await addUser(db, { ...user, mustChangePassword: true }, clock.now(), who);
        return { logins: [] };
      } catch (cause) {
        if (cause instanceof HubError && cause.code === 'user-invalid')
          return { code: 'conflict', ...said('user-form', { why: cause.message }) };
        throw cause;
      }
    },
    change: async (name, change, who) => unknown(change.rooms) ?? changeUser(db, name, change, by(who)),
    resetPassword: (name, password, who) => resetPassword(db, name, password, by(who)),
    signOut: (name, who) => signOutUser(db, name, by(who)),
    disable: (name, who) => disableUser(db, name, by(who)),
    enable: (name, who) => enableUser(db, name, by(who)),
    takeFactorOff: (name, who) => takeFactorOff(db, name, by(who)),
  };
}
