import type { AuditVerb, LiveChange, LiveRequest, Role } from '@invigil/contract';

/** How far a role may: every room, the rooms that were given to the user, or every room with nothing in it that tells of a candidate. */
export type Reach = 'all' | 'own-rooms' | 'machines';

/** Who may: everybody, a seat with its credentials, or the roles that are named. A role that isn't named may not. */
type Who = 'public' | 'seat' | Partial<Record<Role, Reach>>;

/** One line of the table. */
export type Rule = {
  who: Who;
  /**
   * Where a request names the room that it is about: in its path, in its query (none: the answer holds own rooms only), or by a picture
   * that belongs to seats. Left out: it is about no room.
   */
  room?: 'path' | 'query' | 'picture';
  /** What the audit log says of it. A change is written before it is done, a look before the answer goes out. */
  audit?: AuditVerb;
};

const ANYBODY_SIGNED_IN = {
  admin: 'all',
  invigilator: 'all',
  reviewer: 'all',
  technician: 'all',
  auditor: 'all',
} as const;
const READS_RECORDS = { admin: 'all', invigilator: 'own-rooms', reviewer: 'all' } as const;
const LOOKS_LIVE = { admin: 'all', invigilator: 'own-rooms' } as const;
const SEES_THE_ROOM = { ...READS_RECORDS, technician: 'machines' } as const;
/** Says how rooms stand: nothing of candidates is in that. */
const ARRANGES_ROOMS = { admin: 'all', technician: 'all' } as const;
/** Exams and candidates: who runs the centre sets them, and who watches or reviews reads them. */
const RUNS_THE_CENTRE = { admin: 'all' } as const;
/** Policies say nothing of candidates. */
const READS_POLICIES = { admin: 'all', invigilator: 'all', reviewer: 'all', technician: 'all' } as const;
const LETS_SEATS_IN = { admin: 'all', technician: 'all' } as const;
/** May see until when what is kept, and ask that it be kept longer. */
const KEEPS_RECORDS = { admin: 'all', reviewer: 'all' } as const;
/** Erases, confirms a hold, and hands out what is kept of a candidate. */
const ENDS_RECORDS = { admin: 'all' } as const;
/** Before an exam: whether each machine is ready. */
const READIES_SEATS = { admin: 'all', invigilator: 'own-rooms', technician: 'machines' } as const;
const TENDS_MACHINES = { admin: 'all', technician: 'machines' } as const;
const MAKES_USERS = { admin: 'all' } as const;
const READS_AUDIT = { admin: 'all', auditor: 'all' } as const;

const PUBLIC = { who: 'public' } as const;
const SEAT = { who: 'seat' } as const;
const SIGNED_IN = { who: ANYBODY_SIGNED_IN } as const;

/**
 * Every route of the hub and who may use it. A route that isn't here can't be registered, and a line without a route keeps the hub from
 * starting; `HEAD` goes with `GET`. The rules of a WebSocket's messages are in {@link LIVE_REQUESTS} and {@link LIVE_CHANGES}.
 */
export const ROUTES = {
  'GET /healthz': PUBLIC,
  'GET /login': PUBLIC,
  'GET /login.css': PUBLIC,
  'GET /icon.svg': PUBLIC,
  // These are told to the audit log by their handlers, which know how they went.
  'POST /api/login': PUBLIC,
  'PUT /api/password': SIGNED_IN,

  'POST /api/totp': SIGNED_IN,
  'POST /api/totp/confirm': SIGNED_IN,
  'POST /api/totp/off': SIGNED_IN,

  'GET /api/users': { who: MAKES_USERS, audit: 'users-read' },
  // What is done to a user is told to the audit log with the change itself: what was refused is none.
  'POST /api/users': { who: MAKES_USERS },
  'PUT /api/users/:name': { who: MAKES_USERS },
  'POST /api/users/:name/password': { who: MAKES_USERS },
  'DELETE /api/users/:name/logins': { who: MAKES_USERS },
  'POST /api/users/:name/disable': { who: MAKES_USERS },
  'POST /api/users/:name/enable': { who: MAKES_USERS },
  'POST /api/users/:name/totp/off': { who: MAKES_USERS },

  'GET /api/me': SIGNED_IN,
  'POST /api/logout': { who: ANYBODY_SIGNED_IN, audit: 'signed-out' },
  'GET /api/logins': SIGNED_IN,
  'DELETE /api/logins': { who: ANYBODY_SIGNED_IN, audit: 'sessions-revoked' },
  'DELETE /api/logins/:id': { who: ANYBODY_SIGNED_IN, audit: 'sessions-revoked' },

  'GET /api/live': { who: SEES_THE_ROOM, audit: 'room-viewed' },
  'GET /api/incidents': { who: READS_RECORDS, room: 'query', audit: 'record-read' },
  'GET /api/seats/:room/:seat/timeline': { who: READS_RECORDS, room: 'path', audit: 'record-read' },
  'GET /api/seats/:room/:seat/analysis': { who: READS_RECORDS, room: 'path', audit: 'record-read' },
  'GET /api/seats/:room/:seat/sessions/:session/certificate': {
    who: READS_RECORDS,
    room: 'path',
    audit: 'record-read',
  },
  'GET /api/seats/:room/:seat/incidents/:incident/judgements': {
    who: READS_RECORDS,
    room: 'path',
    audit: 'record-read',
  },
  // These four are told to the audit log by their handlers, which know how they went.
  'POST /api/seats/:room/:seat/incidents/:incident/judgements': { who: READS_RECORDS, room: 'path' },
  'POST /api/rooms/:room/judgements': { who: READS_RECORDS, room: 'path' },
  'PUT /api/seats/:room/:seat/incidents/:incident/acknowledgement': { who: READS_RECORDS, room: 'path' },
  'DELETE /api/seats/:room/:seat/incidents/:incident/acknowledgement': { who: READS_RECORDS, room: 'path' },
  'GET /api/seats/:room/:seat/challenges': { who: READS_RECORDS, room: 'path', audit: 'record-read' },
  'GET /api/seats/:room/:seat/talk': { who: READS_RECORDS, room: 'path', audit: 'record-read' },
  // These three are told to the audit log by their handlers, which know how it went.
  'POST /api/seats/:room/:seat/notes': { who: READS_RECORDS, room: 'path' },
  'POST /api/seats/:room/:seat/notes/:id/strike': { who: READS_RECORDS, room: 'path' },
  'POST /api/seats/:room/:seat/messages': { who: LOOKS_LIVE, room: 'path' },
  'GET /api/seats/:room/:seat/tracks': { who: READS_RECORDS, room: 'path', audit: 'record-read' },
  'GET /api/evidence/:sha256': { who: READS_RECORDS, room: 'picture', audit: 'evidence-opened' },
  'GET /api/seats/:room/:seat/preview': { who: LOOKS_LIVE, room: 'path', audit: 'preview-opened' },
  'POST /api/seats/:room/:seat/challenge': { who: LOOKS_LIVE, room: 'path', audit: 'challenge-asked' },
  'POST /api/seats/:room/:seat/tracks/:boot/request': { who: LOOKS_LIVE, room: 'path', audit: 'track-asked' },
  'POST /api/seats/:room/:seat/tracks/:boot/replay': {
    who: READS_RECORDS,
    room: 'path',
    audit: 'replay-run',
  },

  // Nothing of a person is in these.
  'GET /api/rooms/:room/machines': { who: READIES_SEATS, room: 'path' },
  'GET /api/seats/:room/:seat/health': { who: TENDS_MACHINES, room: 'path' },
  'GET /api/support-bundle': { who: TENDS_MACHINES, audit: 'support-bundle-made' },
  'GET /api/centre': { who: TENDS_MACHINES },
  'GET /api/freeze': { who: TENDS_MACHINES },
  // Told to the audit log with the change itself.
  'POST /api/freeze/overrides': { who: RUNS_THE_CENTRE },
  'POST /api/freeze/overrides/:id/grant': { who: RUNS_THE_CENTRE },
  'DELETE /api/freeze/overrides/:id': { who: RUNS_THE_CENTRE },
  'GET /api/sessions': { who: READS_RECORDS, room: 'query', audit: 'record-read' },
  'GET /api/sessions.csv': { who: READS_RECORDS, room: 'query', audit: 'list-exported' },
  'GET /api/incidents.csv': { who: READS_RECORDS, room: 'query', audit: 'list-exported' },
  'GET /api/seats/:room/:seat/sessions/:session/report': {
    who: READS_RECORDS,
    room: 'path',
    audit: 'record-read',
  },
  'GET /api/seats/:room/:seat/sessions/:session/report.html': {
    who: READS_RECORDS,
    room: 'path',
    audit: 'record-read',
  },
  'GET /api/seats/:room/:seat/sessions/:session/bundle': {
    who: KEEPS_RECORDS,
    room: 'path',
    audit: 'bundle-exported',
  },
  'GET /api/seats/:room/:seat/policy': { who: READS_RECORDS, room: 'path' },
  // Told to the audit log with the change itself. The CSV is of what everybody who sees the room is shown.
  'PUT /api/rooms/:room/layout': { who: ARRANGES_ROOMS, room: 'path' },
  'GET /api/rooms/:room/layout/csv': { who: ARRANGES_ROOMS, room: 'path' },
  'POST /api/rooms/:room/layout/csv': { who: ARRANGES_ROOMS, room: 'path' },

  'GET /api/notice': SIGNED_IN,
  'GET /api/seats/:room/:seat/sessions/:session/export': {
    who: ENDS_RECORDS,
    room: 'path',
    audit: 'session-exported',
  },
  'GET /api/retention': { who: KEEPS_RECORDS, audit: 'retention-read' },
  'GET /api/receipts': { who: READS_AUDIT, audit: 'receipts-read' },
  'POST /api/seats/:room/:seat/sessions/:session/erase': {
    who: ENDS_RECORDS,
    room: 'path',
    audit: 'erasure-asked',
  },
  // These four are told to the audit log with the change itself: what was refused is none.
  'POST /api/seats/:room/:seat/sessions/:session/hold': { who: KEEPS_RECORDS, room: 'path' },
  'POST /api/seats/:room/:seat/sessions/:session/hold/confirm': { who: ENDS_RECORDS, room: 'path' },
  'POST /api/seats/:room/:seat/sessions/:session/hold/release': { who: KEEPS_RECORDS, room: 'path' },
  'POST /api/seats/:room/:seat/sessions/:session/hold/release/confirm': { who: ENDS_RECORDS, room: 'path' },

  // What is set here is told to the audit log with the change itself.
  'GET /api/policies': { who: READS_POLICIES },
  'GET /api/policies/:policy/versions/:version': { who: READS_POLICIES },
  'PUT /api/policies/:policy': { who: RUNS_THE_CENTRE },
  'POST /api/policies/:policy/publish': { who: RUNS_THE_CENTRE },
  'GET /api/exams': { who: READS_RECORDS },
  'POST /api/exams': { who: RUNS_THE_CENTRE },
  'GET /api/exams/:exam': { who: READS_RECORDS, audit: 'candidates-read' },
  'PUT /api/exams/:exam': { who: RUNS_THE_CENTRE },
  'DELETE /api/exams/:exam': { who: RUNS_THE_CENTRE },
  'POST /api/exams/:exam/open': { who: RUNS_THE_CENTRE },
  'POST /api/exams/:exam/close': { who: RUNS_THE_CENTRE },
  'POST /api/exams/:exam/candidates': { who: RUNS_THE_CENTRE },
  'PUT /api/exams/:exam/candidates/:id': { who: RUNS_THE_CENTRE },
  'DELETE /api/exams/:exam/candidates/:id': { who: RUNS_THE_CENTRE },
  'PUT /api/exams/:exam/candidates/:id/place': { who: RUNS_THE_CENTRE },
  'GET /api/candidates/template': { who: RUNS_THE_CENTRE },
  'POST /api/candidates/preview': { who: RUNS_THE_CENTRE, audit: 'candidates-read' },
  'POST /api/candidates/import': { who: RUNS_THE_CENTRE },

  'GET /api/audit': { who: READS_AUDIT, audit: 'audit-read' },
  'GET /api/audit/export': { who: READS_AUDIT, audit: 'audit-exported' },

  // These three are told to the audit log by their handlers, which know of which seat they are.
  'POST /api/enrolment-tokens': { who: LETS_SEATS_IN },
  'POST /api/enrol': PUBLIC,
  'POST /api/certificates/:serial/revoke': { who: LETS_SEATS_IN },
  'GET /api/certificates': { who: LETS_SEATS_IN, audit: 'certificates-read' },
  'POST /api/seat/certificate': SEAT,

  'GET /api/seat/exam': SEAT,
  'GET /api/seat/freeze': SEAT,
  'PUT /api/seat/evidence/:sha256': SEAT,
  'PUT /api/seat/preview': SEAT,
  'PUT /api/seat/track/:boot': SEAT,

  // What the hub can do, and the files of the dashboard: nothing of a room.
  'GET /api/docs': SIGNED_IN,
  'GET /api/docs/json': SIGNED_IN,
  'GET /api/docs/yaml': SIGNED_IN,
  'GET /api/docs/static/*': SIGNED_IN,
  'GET /api/docs/static/index.html': SIGNED_IN,
  'GET /api/docs/static/swagger-initializer.js': SIGNED_IN,
  'GET /*': SIGNED_IN,
} as const satisfies Record<string, Rule>;

/** What a page may ask over the live socket. Watching has a seat send pictures. */
export const LIVE_REQUESTS = {
  watch: { who: LOOKS_LIVE, room: 'path', audit: 'seat-viewed' },
  unwatch: { who: LOOKS_LIVE, room: 'path' },
} as const satisfies Record<LiveRequest['type'], Rule>;

/** What a page is told over the live socket, in a snapshot (`room`, `seat`, `incident`) or a delta. */
export const LIVE_CHANGES = {
  room: { who: SEES_THE_ROOM, room: 'path' },
  seat: { who: SEES_THE_ROOM, room: 'path' },
  incident: { who: READS_RECORDS, room: 'path' },
  'incident-removed': { who: READS_RECORDS, room: 'path' },
  risk: { who: LOOKS_LIVE, room: 'path' },
  signal: { who: LOOKS_LIVE, room: 'path' },
  analysis: { who: LOOKS_LIVE, room: 'path' },
  challenge: { who: LOOKS_LIVE, room: 'path' },
  note: { who: LOOKS_LIVE, room: 'path' },
  message: { who: LOOKS_LIVE, room: 'path' },
  hand: { who: LOOKS_LIVE, room: 'path' },
  preview: { who: LOOKS_LIVE, room: 'path' },
  refused: { who: SEES_THE_ROOM },
} as const satisfies Record<LiveChange['type'] | 'room', Rule>;

const RULES: ReadonlyMap<string, Rule> = new Map(Object.entries(ROUTES));

/** The name in the table of a route as it was registered, such as `GET /api/me`. */
export function routeName(method: string, path: string): string {
  const get = method === 'HEAD' ? 'GET' : method;
  // What is registered under a prefix is there with and without a slash at its end.
  return `${get} ${path.length > 1 ? path.replace(/\/$/, '') : path}`;
}

/** The line of a route; undefined: it has none. */
export function ruleOf(method: string, path: string): Rule | undefined {
  return RULES.get(routeName(method, path));
}
