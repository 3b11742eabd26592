import { type Incident, IncidentList } from '@invigil/contract';
import type { LocalRoom } from '../room/room.js';

/** The hub's record, read as somebody who is signed in. Throws an Error where the log-in fails. */
export async function signedInFetch(room: LocalRoom): Promise<{ incidents: () => Promise<Incident[]> }> {
  const login = await fetch(`${room.url}/api/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: room.url },
    body: JSON.stringify(room.login),
  });
  if (!login.ok) throw new Error(`log-in failed: ${login.status} ${await login.text()}`);
  const cookie = login.headers.getSetCookie().map((one) => one.split(';')[0]);
  return {
    async incidents() {
      const answer = await fetch(`${room.url}/api/incidents`, { headers: { cookie: cookie.join('; ') } });
      return IncidentList.parse(await answer.json()).incidents;
    },
  };
}
