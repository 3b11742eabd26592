import { GivenLogin, type User, type UserChange, UserList, type UserRequest } from '@invigil/contract';
import type { Hub } from './hub.js';
import { urls } from './urls.js';

type Asks = Pick<Hub, 'ask' | 'get'>;

/** Everybody who may sign in, or might once, by name. */
export async function loadUsers(hub: Asks): Promise<User[]> {
  return (await hub.get(urls.users, UserList)).users;
}

/** Makes a user; the password that the hub made up is told only now. */
export function addUser(hub: Asks, user: UserRequest): Promise<GivenLogin> {
  return hub.get(urls.users, GivenLogin, { method: 'POST', body: JSON.stringify(user) });
}

/** Gives a user another role, or other rooms. */
export async function changeUser(hub: Asks, name: string, change: UserChange): Promise<void> {
  await hub.ask(urls.user(name), { method: 'PUT', body: JSON.stringify(change) });
}

/** Gives a user a password that the hub makes up, and ends their log-ins. */
export function resetPassword(hub: Asks, name: string): Promise<GivenLogin> {
  return hub.get(urls.userAct(name, 'password'), GivenLogin, { method: 'POST', body: '{}' });
}

/** Ends every log-in of a user. */
export async function signOutUser(hub: Asks, name: string): Promise<void> {
  await hub.ask(urls.userLogins(name), { method: 'DELETE' });
}

/** Keeps a user out, lets one in again, or takes the second factor off. */
export async function actOnUser(
  hub: Asks,
  name: string,
  act: 'disable' | 'enable' | 'totp/off',
): Promise<void> {
  await hub.ask(urls.userAct(name, act), { method: 'POST' });
}
