import type { Sha256, SignalId } from '@invigil/contract';

type Place = { room: string; seat: string };

/** Every address of the hub that this app knows. */
export const urls = {
  login: '/login',
  /** The log-in page, which says that the log-in has ended and leads back to a page of the app. */
  loginAgain: ({ hash, pathname, search }: Pick<Location, 'hash' | 'pathname' | 'search'>): string =>
    `/login?${new URLSearchParams({ ended: '', next: pathname + search + hash }).toString()}`,
  logout: '/api/logout',
  me: '/api/me',
  auditExport: '/api/audit/export',
  audit: ({ actor, before, verb }: { actor?: string; before?: number; verb?: string }): string => {
    const asked = new URLSearchParams();
    if (actor !== undefined) asked.set('actor', actor);
    if (verb !== undefined) asked.set('verb', verb);
    if (before !== undefined) asked.set('before', String(before));
    return `/api/audit?${asked.toString()}`;
  },
  machines: (room: string): string => `/api/rooms/${room}/machines`,
  health: ({ room, seat }: Place, from: number, to: number): string =>
    `/api/seats/${room}/${seat}/health?from=${Math.floor(from)}&to=${Math.floor(to)}`,
  supportBundle: '/api/support-bundle',
  certificates: '/api/certificates',
  revoke: (serial: string): string => `/api/certificates/${serial}/revoke`,
  enrolmentTokens: '/api/enrolment-tokens',
  users: '/api/users',
  user: (name: string): string => `/api/users/${encodeURIComponent(name)}`,
  userLogins: (name: string): string => `/api/users/${encodeURIComponent(name)}/logins`,
  userAct: (name: string, act: 'password' | 'disable' | 'enable' | 'totp/off'): string =>
    `/api/users/${encodeURIComponent(name)}/${act}`,
  logins: '/api/logins',
  loginOf: (id: string): string => `/api/logins/${id}`,
  password: '/api/password',
  secondFactor: '/api/totp',
  secondFactorConfirm: '/api/totp/confirm',
  secondFactorOff: '/api/totp/off',
  timeline: ({ room, seat }: Place, from: number, to: number): string =>
    `/api/seats/${room}/${seat}/timeline?from=${Math.floor(from)}&to=${Math.floor(to)}`,
  analysis: ({ room, seat }: Place, from: number, to: number): string =>
    `/api/seats/${room}/${seat}/analysis?from=${Math.floor(from)}&to=${Math.floor(to)}`,
  challenge: ({ room, seat }: Place): string => `/api/seats/${room}/${seat}/challenge`,
  challenges: ({ room, seat }: Place): string => `/api/seats/${room}/${seat}/challenges`,
  talk: ({ room, seat }: Place): string => `/api/seats/${room}/${seat}/talk`,
  notes: ({ room, seat }: Place): string => `/api/seats/${room}/${seat}/notes`,
  strike: ({ room, seat }: Place, note: string): string => `/api/seats/${room}/${seat}/notes/${note}/strike`,
  messages: ({ room, seat }: Place): string => `/api/seats/${room}/${seat}/messages`,
  trackRequest: ({ room, seat }: Place, boot: string): string =>
    `/api/seats/${room}/${seat}/tracks/${boot}/request`,
  incidentsOf: ({ room, seat }: Place, from: number): string =>
    `/api/incidents?room=${room}&seat=${seat}&from=${Math.floor(from)}&limit=1000`,
  judgements: ({ room, seat }: Place, incident: SignalId): string =>
    `/api/seats/${room}/${seat}/incidents/${incident}/judgements`,
  centre: '/api/centre',
  freeze: '/api/freeze',
  overrides: '/api/freeze/overrides',
  layout: (room: string): string => `/api/rooms/${room}/layout`,
  layoutCsv: (room: string): string => `/api/rooms/${room}/layout/csv`,
  judgementsOfRoom: (room: string): string => `/api/rooms/${room}/judgements`,
  acknowledgement: ({ room, seat }: Place, incident: SignalId): string =>
    `/api/seats/${room}/${seat}/incidents/${incident}/acknowledgement`,
  incidents: ({
    from,
    limit,
    room,
    said,
  }: {
    room: string;
    from: number;
    said?: string;
    limit: number;
  }): string => {
    const asked = new URLSearchParams({ room, from: String(Math.floor(from)), limit: String(limit) });
    if (said !== undefined) asked.set('said', said);
    return `/api/incidents?${asked.toString()}`;
  },
  /** The newest picture. `at` only keeps the browser from showing an older one again. */
  preview: ({ room, seat }: Place, at: number): string => `/api/seats/${room}/${seat}/preview?at=${at}`,
  /** `attempt` counts up where a picture that had not arrived yet is asked for again. */
  evidence: (sha256: Sha256, attempt: number): string =>
    attempt === 0 ? `/api/evidence/${sha256}` : `/api/evidence/${sha256}?attempt=${attempt}`,
  /** The live feed of the hub that served `page`. */
  live: (page: URL): string => `${page.protocol === 'https:' ? 'wss:' : 'ws:'}//${page.host}/api/live`,
} as const;
