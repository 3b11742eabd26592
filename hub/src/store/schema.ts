import type { Generated, Kysely, Selectable } from 'kysely';
import type { FreezeSchema } from './freeze-schema.js';
import type { HealthSchema } from './health-schema.js';
import type { RoomSchema } from './room-schema.js';
import type { CentreSchema } from './centre-schema.js';
import type { PrivacySchema } from './privacy-schema.js';
import type { TalkSchema } from './talk-schema.js';

type SeatTable = {
  id: Generated<number>;
  centre: string;
  room: string;
  seat: string;
  /** What the seat is, by its own last word or by its silence; null: it has never spoken. */
  state: string | null;
  boot: string | null;
  state_since: number | null;
  watched_since: number | null;
  session: string | null;
  policy_hash: string | null;
  birth: string | null;
  health: string | null;
  heard_at: number | null;
};

type BootTable = { id: Generated<number>; seat_id: number; boot: string };

type EventTable = {
  seat_id: number;
  boot_id: number;
  seq: number;
  session: string | null;
  at: number;
  received_at: number;
  hist: number;
  type: string;
  /** Level of a risk, else null: the index of alerts stands on it. */
  level: string | null;
  body: string;
  /** Hash that it carries of the event before it; null where it carries none. */
  prev: Uint8Array | null;
  /** Its own, taken when it came; null of what was stored before 2026-11-25. */
  hash: Uint8Array | null;
  /** What it says of the seat's clock; both null where it says nothing. */
  clock_offset_ms: number | null;
  clock_uncertainty_ms: number | null;
};

/** An event that did not carry the hash of the one before it when both were there. */
type ChainBreakTable = { boot_id: number; seq: number; found_at: number };

/** A closed range of events of a boot that the seat gave up, with the times of the first and the last of them. */
type GivenUpTable = {
  seat_id: number;
  boot: string;
  first: number;
  last: number;
  session: string | null;
  from_at: number;
  to_at: number;
  told_at: number;
};

/** A session of which a boot told an event. */
type BootSessionTable = { boot_id: number; session: string };

/** A policy that a seat said it worked under in a boot, its nets, and what it was made of (JSON); null of before 2026-11-30. */
type BornTable = {
  seat_id: number;
  boot: string;
  policy_hash: string;
  at: number;
  nets: string;
  versions: string | null;
  inference: string | null;
};

/** A policy under which a seat worked; its body is its canonical text. */
type PolicyTextTable = { hash: string; body: string; first_at: number };

type SignalTable = {
  seat_id: number;
  id: string;
  class: string;
  kind: string;
  source: string;
  started_at: number;
  opened_at: number;
  ended_at: number | null;
  confidence: number;
  direction: string | null;
  hist: number;
  incident_id: string | null;
  /** Null of a seat of before 2026-11-25. */
  seen_ms: number | null;
  /** Of a finding of the room: the other seat, and the signals on which it rests (JSON). */
  toward: string | null;
  basis: string | null;
  /** Why it counts for less (JSON). */
  shared: string | null;
  /** What the seat's software tells of it (JSON). */
  detail: string | null;
  /** 1: it is no incident. */
  noted: Generated<number>;
};

/** A number of the hub's that is another than the seat's own. */
type HubRiskTable = {
  seat_id: number;
  boot_id: number;
  /** The risk event on which it rests. */
  seq: number;
  at: number;
  /** 1: in place of that event's risk. 0: later, while nothing new was told. */
  told: number;
  level: string;
  body: string;
};

/** The risk that is shown: the hub's number where there is one, else the seat's own. A view. */
type ShownRiskView = Omit<HubRiskTable, 'told'>;

type IncidentTable = {
  seat_id: number;
  id: string;
  class: string;
  severity: string;
  started_at: number;
  ended_at: number | null;
  hist: number;
};

/** What the alert budget made of an incident, by the id that it had then: the id of one of its signals. */
type BudgetTable = {
  seat_id: number;
  incident_id: string;
  /** When it was held back first; null: it was shown at once. */
  held_at: number | null;
  /** When it was shown; null: it is held back, or was until it was over. */
  shown_at: number | null;
  /** Why it came up after it was held back. */
  came_up: string | null;
  /** Its rank when it was weighed last, and what was shown and allowed then. */
  rank: number;
  shown: number;
  allowed: number;
};

type EvidenceTable = { seat_id: number; signal_id: string; sha256: string; taken_at: number; role: string };

type PictureTable = {
  sha256: string;
  seat_id: number;
  bytes: number;
  received_at: number;
  /** With whose key its file is sealed; null: it is in plain, from before 2026-11-29. */
  session: string | null;
};

/** What is known of a seat's track, and of the file that holds it. */
type TrackTable = {
  seat_id: number;
  boot: string;
  session: string | null;
  version: string;
  policy_hash: string;
  from_at: number | null;
  to_at: number | null;
  observations: number;
  finished: number;
  sha256: string;
  bytes: number;
  received_at: number;
  /** 0: its file is in plain, from before 2026-11-29. */
  sealed: number;
};

type PresenceTable = { seat_id: number; state: string; boot: string; at: number };

/** What became of a cue; its body is a Challenge. */
type ChallengeTable = { seat_id: number; id: string; asked_at: number; outcome: string; body: string };

type DeadLetterTable = {
  id: Generated<number>;
  at: number;
  topic: string;
  reason: string;
  payload: Uint8Array;
};

type UserTable = {
  id: Generated<number>;
  name: string;
  role: string;
  password_hash: string;
  created_at: number;
  /** 1: it was given by somebody else. */
  must_change_password: Generated<number>;
  /** Since when they may not sign in; null: they may. */
  disabled_at: number | null;
  last_login_at: number | null;
};

/** A second factor. `used_step`: the last step of 30 s whose code was taken. */
type TotpTable = { user_id: number; secret: string; confirmed_at: number | null; used_step: number };

/** Codes that stand in for a second factor, by their SHA-256. */
type RecoveryCodeTable = { user_id: number; code_hash: string };

/** A log-in: the cookie's secret is kept as its SHA-256 only. */
type LoginTable = {
  secret_hash: string;
  user_id: number;
  created_at: number;
  expires_at: number;
  /** From where it was made; null of one of before 2026-11-25. */
  address: string | null;
};

/** Rooms of an invigilator. */
type UserRoomTable = { user_id: number; room: string };

/** Its triggers let rows be added at the end, and nothing else. */
type AuditTable = {
  n: number;
  at: number;
  actor: string | null;
  role: string | null;
  address: string | null;
  verb: string;
  subject: string;
  count: number;
  previous: string;
  hash: string;
};

/** A certificate that the centre gave to a seat. */
type CertificateTable = {
  serial: string;
  principal: string;
  issued_at: number;
  issued_by: string;
  expires_at: number;
  revoked_at: number | null;
  revoked_by: string | null;
};

/** What somebody made of an incident, by the id that it had then: the id of one of its signals. */
type JudgementTable = {
  seat_id: number;
  incident_id: string;
  n: number;
  at: number;
  judge: string;
  role: string;
  outcome: string;
  reason: string;
  words: string | null;
  /** What the incident was then, and how many signals it had. */
  severity: string;
  signals: number;
};

/** Who is looking at an incident, by the id that it had then: the id of one of its signals. */
type AcknowledgementTable = { seat_id: number; incident_id: string; looker: string; at: number };

/** A one-time token of a seat: kept as its SHA-256 only. */
type EnrolmentTokenTable = {
  token_hash: string;
  principal: string;
  issued_at: number;
  issued_by: string;
  expires_at: number;
  used_at: number | null;
};

/** Every table. Times are milliseconds since 1970; JSON columns hold contract types. */
export type Schema = CentreSchema &
  FreezeSchema &
  HealthSchema &
  RoomSchema &
  PrivacySchema &
  TalkSchema & {
    seat: SeatTable;
    boot: BootTable;
    event: EventTable;
    chain_break: ChainBreakTable;
    given_up: GivenUpTable;
    boot_session: BootSessionTable;
    born: BornTable;
    hub_risk: HubRiskTable;
    shown_risk: ShownRiskView;
    signal: SignalTable;
    incident: IncidentTable;
    budget: BudgetTable;
    evidence: EvidenceTable;
    picture: PictureTable;
    track: TrackTable;
    presence: PresenceTable;
    challenge: ChallengeTable;
    dead_letter: DeadLetterTable;
    user: UserTable;
    user_room: UserRoomTable;
    login: LoginTable;
    totp: TotpTable;
    recovery_code: RecoveryCodeTable;
    audit: AuditTable;
    certificate: CertificateTable;
    enrolment_token: EnrolmentTokenTable;
    judgement: JudgementTable;
    acknowledgement: AcknowledgementTable;
    policy_text: PolicyTextTable;
  };

/** The database, or one transaction of it. */
export type Db = Kysely<Schema>;
export type SignalRow = Selectable<SignalTable>;
export type IncidentRow = Selectable<IncidentTable>;
export type BudgetRow = Selectable<BudgetTable>;
export type EvidenceRow = Selectable<EvidenceTable>;
export type JudgementRow = Selectable<JudgementTable>;
export type AcknowledgementRow = Selectable<AcknowledgementTable>;
export type TrackRow = Selectable<TrackTable>;
