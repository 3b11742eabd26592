import {
  ErasureReceipt,
  ReceiptList,
  type Policy,
  ReplayResult,
  SeatPolicy,
  type SessionFilter,
  SessionPage,
  SessionReport,
  TrackList,
} from '@invigil/contract';
import { formatTag } from '../lib/locale.js';
import type { Hub } from './hub.js';

/** Names one session of a seat. */
export type SessionPlace = { room: string; seat: string; session: string };

/** What is asked for in the list of sessions; times in ms. */
export type SessionsAsked = {
  room?: string;
  from?: number;
  to?: number;
  state?: SessionFilter;
  after?: string;
  /** How many at once. */
  limit?: number;
};

/** A step of a legal hold. */
export type HoldStep = 'hold' | 'hold/confirm' | 'hold/release' | 'hold/release/confirm';

/** Addresses of what people read of the sessions that are kept. What the hub writes for people it writes in the language of the page. */
export const recordUrls = {
  sessions: (asked: SessionsAsked): string => `/api/sessions?${query(asked)}`,
  sessionTable: ({ after: _after, limit: _limit, ...asked }: SessionsAsked): string =>
    `/api/sessions.csv?${query(asked)}`,
  incidentTable: ({ from, room, to }: SessionsAsked): string =>
    `/api/incidents.csv?${query({ ...(room && { room }), ...(from && { from }), ...(to && { to }), lang: formatTag() })}`,
  session: ({ room, seat, session }: SessionPlace): string =>
    `/api/seats/${room}/${seat}/sessions/${session}`,
  report: (place: SessionPlace): string => `${recordUrls.session(place)}/report`,
  page: (place: SessionPlace): string =>
    `${recordUrls.session(place)}/report.html?${query({ lang: formatTag() })}`,
  bundle: (place: SessionPlace): string =>
    `${recordUrls.session(place)}/bundle?${query({ lang: formatTag() })}`,
  forCandidate: (place: SessionPlace): string =>
    `${recordUrls.session(place)}/export?${query({ lang: formatTag() })}`,
  tracks: ({ room, seat }: SessionPlace): string => `/api/seats/${room}/${seat}/tracks`,
  policy: ({ room, seat }: SessionPlace): string => `/api/seats/${room}/${seat}/policy`,
} as const;

/** The sessions that are kept, and what people do about them. Each call fails with a `DashboardError`. */
export const recordsApi = {
  sessions: (hub: Hub, asked: SessionsAsked): Promise<SessionPage> =>
    hub.get(recordUrls.sessions(asked), SessionPage),
  report: (hub: Hub, place: SessionPlace): Promise<SessionReport> =>
    hub.get(recordUrls.report(place), SessionReport),
  tracks: (hub: Hub, place: SessionPlace): Promise<TrackList> => hub.get(recordUrls.tracks(place), TrackList),
  /** What the hub wants of the seat now. */
  policy: (hub: Hub, place: SessionPlace): Promise<SeatPolicy> =>
    hub.get(recordUrls.policy(place), SeatPolicy),
  askForTrack: (hub: Hub, place: SessionPlace, boot: string): Promise<unknown> =>
    hub.ask(`${recordUrls.tracks(place)}/${boot}/request`, { method: 'POST' }),
  replay: (hub: Hub, place: SessionPlace, boot: string, policy: Policy): Promise<ReplayResult> =>
    hub.get(`${recordUrls.tracks(place)}/${boot}/replay`, ReplayResult, {
      method: 'POST',
      body: JSON.stringify({ policy, ...sessionOf(place) }),
    }),
  hold: (hub: Hub, place: SessionPlace, step: HoldStep, reason?: string): Promise<unknown> =>
    hub.ask(`${recordUrls.session(place)}/${step}`, {
      method: 'POST',
      ...(reason !== undefined && { body: JSON.stringify({ reason }) }),
    }),
  erase: (hub: Hub, place: SessionPlace, reason: string): Promise<ErasureReceipt> =>
    hub.get(`${recordUrls.session(place)}/erase`, ErasureReceipt, {
      method: 'POST',
      body: JSON.stringify({ reason }),
    }),
  /** Receipts of what was erased of a session, newest first. */
  receipts: async (hub: Hub, { room, seat, session }: SessionPlace): Promise<ReceiptList['receipts']> =>
    (await hub.get('/api/receipts', ReceiptList)).receipts.filter(
      ({ receipt }) => receipt.room === room && receipt.seat === seat && receipt.session === session,
    ),
} as const;

/** A name of what was told outside of any session is none. */
function sessionOf({ session }: SessionPlace): { session?: string } {
  return session.startsWith('~') ? {} : { session };
}

function query(asked: SessionsAsked & { lang?: string }): string {
  return new URLSearchParams(Object.entries(asked).map(([key, value]) => [key, String(value)])).toString();
}
