import { type Incident, IncidentList, type Policy, ReplayResult, TrackList } from '@invigil/contract';
import type { LocalRoom } from '../room/room.js';

/** What somebody who is signed in can ask of the hub's record. */
export type SignedIn = {
  incidents: () => Promise<Incident[]>;
  /** Clears an incident as harmless. */
  clear: (incident: Incident) => Promise<void>;
  tracks: (seat: string) => Promise<TrackList>;
  /** Asks the seat for the track of a boot. */
  askForTrack: (seat: string, boot: string) => Promise<void>;
  replay: (seat: string, boot: string, policy?: Policy) => Promise<ReplayResult>;
};

/** The hub's record, read as somebody who is signed in. Throws an Error where the log-in, or a question, is refused. */
export async function signedInFetch(room: LocalRoom): Promise<SignedIn> {
  const ask = async (path: string, body?: object, cookie?: string): Promise<Response> => {
    const answer = await fetch(room.url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', origin: room.url, ...(cookie && { cookie }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path} is refused: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const login = await ask('/api/login', room.login);
  const cookie = login.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const tracksOf = (seat: string): string => `/api/seats/${room.plan.room}/${seat}/tracks`;
  return {
    async incidents() {
      return IncidentList.parse(await (await ask('/api/incidents', undefined, cookie)).json()).incidents;
    },
    async clear({ id, judged, room: of, seat }) {
      const request = { outcome: 'cleared', reason: 'harmless', after: judged?.n ?? 0 };
      await ask(`/api/seats/${of}/${seat}/incidents/${id}/judgements`, request, cookie);
    },
    async tracks(seat) {
      return TrackList.parse(await (await ask(tracksOf(seat), undefined, cookie)).json());
    },
    async askForTrack(seat, boot) {
      await ask(`${tracksOf(seat)}/${boot}/request`, {}, cookie);
    },
    async replay(seat, boot, policy) {
      const answer = await ask(`${tracksOf(seat)}/${boot}/replay`, { policy }, cookie);
      return ReplayResult.parse(await answer.json());
    },
  };
}
