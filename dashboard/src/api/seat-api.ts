import { IncidentList, SeatMessage, SeatNote, SeatTalk, type Incident } from '@invigil/contract';
import type { Hub } from './hub.js';
import { urls } from './urls.js';

type Asks = Pick<Hub, 'get'>;
type Place = { room: string; seat: string };

/** Notes, messages and raised hands of a seat, newest first. */
export function loadTalk(hub: Asks, place: Place): Promise<SeatTalk> {
  return hub.get(urls.talk(place), SeatTalk);
}

/** The incidents of a seat since a time, in ms on the seat's clock. */
export async function loadIncidents(hub: Asks, place: Place, from: number): Promise<Incident[]> {
  return (await hub.get(urls.incidentsOf(place, from), IncidentList)).incidents;
}

/** Writes a note on a seat, or on one of its incidents. */
export function writeNote(hub: Asks, place: Place, words: string, incident?: string): Promise<SeatNote> {
  const body = JSON.stringify({ words, ...(incident !== undefined && { incident }) });
  return hub.get(urls.notes(place), SeatNote, { method: 'POST', body });
}

/** Strikes an own note through. */
export function strikeNote(hub: Asks, place: Place, note: string, reason: string): Promise<SeatNote> {
  return hub.get(urls.strike(place, note), SeatNote, { method: 'POST', body: JSON.stringify({ reason }) });
}

/** Sends words to the candidate; with `hand` they answer a raised hand. */
export function sendMessage(hub: Asks, place: Place, words: string, hand?: string): Promise<SeatMessage> {
  const body = JSON.stringify({ words, ...(hand !== undefined && { hand }) });
  return hub.get(urls.messages(place), SeatMessage, { method: 'POST', body });
}

/** Has the seat bring the track of one of its boots. */
export async function askForTrack(hub: Pick<Hub, 'ask'>, place: Place, boot: string): Promise<void> {
  await hub.ask(urls.trackRequest(place, boot), { method: 'POST' });
}

/** Whether the hub has a picture that it does not give to who is signed in. False too where it gives no answer. */
export async function isPictureRefused(sha256: string): Promise<boolean> {
  const answer = await fetch(urls.evidence(sha256, 0), { method: 'HEAD' }).catch(() => undefined);
  return answer?.status === 403;
}
