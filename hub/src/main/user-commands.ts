import type { Role } from '@invigil/contract';
import { newSecret, systemClock } from '../lib/clock.js';
import type { HubConfig } from '../lib/hub-config.js';
import { HubError } from '../lib/hub-error.js';
import { openDatabase } from '../store/open-database.js';
import type { Db } from '../store/schema.js';
import {
  type By,
  CONSOLE,
  type UserDone,
  type UserFault,
  changeUser,
  disableUser,
  enableUser,
  resetPassword,
  signOutUser,
  takeFactorOff,
} from '../store/user-admin.js';
import { listUsers } from '../store/user-list.js';

type Act = (db: Db, name: string, by: By) => Promise<UserDone | UserFault>;

/** What `invigil-hub user …` does to one user, as the page of an administrator does. */
const ACTS = {
  'totp-off': { act: takeFactorOff, said: (name) => `the second factor of ${name} is off` },
  'sign-out': { act: signOutUser, said: (name) => `${name} is signed out everywhere` },
  disable: { act: disableUser, said: (name) => `${name} may not sign in any more` },
  enable: { act: enableUser, said: (name) => `${name} may sign in again` },
} as const satisfies Record<string, { act: Act; said: (name: string) => string }>;
export type UserAct = keyof typeof ACTS;

/** Does it and says so. Throws a HubError `not-there` or `user-invalid`. */
export function doToUser(config: HubConfig, name: string, what: UserAct): Promise<string[]> {
  const { act, said } = ACTS[what];
  return withDatabase(config, async (db) => {
    const { name: asWritten } = done(await act(db, name, byConsole()));
    return [said(asWritten)];
  });
}

/** Gives a user a password that is printed once and must be changed first. */
export function resetByConsole(config: HubConfig, name: string): Promise<string[]> {
  const password = newSecret().slice(0, 16);
  return withDatabase(config, async (db) => {
    done(await resetPassword(db, name, password, byConsole()));
    return [`${name}, new password (printed only now, to be changed at the first log-in): ${password}`];
  });
}

/** Gives a user another role, or other rooms. */
export function changeByConsole(
  config: HubConfig,
  name: string,
  change: { role: Role; rooms: string[] },
): Promise<string[]> {
  const unknown = change.rooms.find((given) => config.rooms.every(({ room }) => room !== given));
  if (unknown !== undefined) throw new HubError('user-invalid', `there is no room ${unknown}`);
  return withDatabase(config, async (db) => {
    done(await changeUser(db, name, change, byConsole()));
    return [`${name}: ${[change.role, ...change.rooms].join(' ')}`];
  });
}

/** Everybody who may sign in, or might once. */
export function listByConsole(config: HubConfig): Promise<string[]> {
  return withDatabase(config, async (db) =>
    (await listUsers(db, systemClock.now())).map(({ disabledAt, lastLoginAt, name, role, rooms }) => {
      const last = lastLoginAt === null ? 'never signed in' : `last ${new Date(lastLoginAt).toISOString()}`;
      return [name, role, ...rooms, last, ...(disabledAt === null ? [] : ['disabled'])].join(' · ');
    }),
  );
}

function done(outcome: UserDone | UserFault): UserDone {
  if ('code' in outcome)
    throw new HubError(outcome.code === 'not-found' ? 'not-there' : 'user-invalid', outcome.message);
  return outcome;
}

function byConsole(): By {
  return { who: CONSOLE, at: systemClock.now() };
}

async function withDatabase<T>(config: HubConfig, use: (db: Db) => Promise<T>): Promise<T> {
  const db = await openDatabase(config);
  try {
    return await use(db);
  } finally {
    await db.destroy();
  }
}
