import type {
  Challenge,
  Hand,
  Incident,
  IncidentBefore,
  MinuteAnalysis,
  Risk,
  SeatAddress,
  Signal,
} from '@invigil/contract';
import type { Board } from '../live/board.js';
import type { PlannedRoom, PlannedSeat } from '../lib/room-plan.js';
import type { ReachedRisks } from '../store/reached-risks.js';
import type { BootDraft } from './boot-memory.js';
import type { GroupChanges } from './group-changes.js';
import type { NewEvents } from './new-events.js';
import type { RoomParts } from './room-parts.js';

/** What ingest needs of the live feed. */
export type FeedPort = {
  seat(key: string): void;
  /** `before`: what it was; null of a new one. */
  incident(incident: Incident, before: IncidentBefore | null): void;
  /** `into`: the incident that it became part of, where it did. */
  incidentRemoved(place: SeatAddress, id: string, into: string | undefined): void;
  risk(place: SeatAddress, at: number, risk: Risk): void;
  signal(place: SeatAddress, signal: Signal): void;
  challenge(place: SeatAddress, challenge: Challenge): void;
  analysis(place: SeatAddress, minute: MinuteAnalysis): void;
  hand(place: SeatAddress, hand: Hand): void;
};

/**
 * Told of the hub's own work, for who watches over it. Times are those of `performance.now()`, ms. Nothing of what a message says, or of whom,
 * goes there.
 */
export type IngestWatch = {
  /** What came together was stored, and its seats were told so. */
  committed(group: CommittedGroup): void;
  /** It was not stored. */
  refused(why: 'disk-full' | 'refused'): void;
};

export type CommittedGroup = {
  /** When each message of a seat came. */
  receivedAt: readonly number[];
  beganAt: number;
  committedAt: number;
  ackedAt: number;
  /** Events that were new. */
  events: number;
  deadLetters: number;
};

/** What keeping a message needs, within one transaction. */
export type IngestContext = {
  board: Board;
  feed: FeedPort;
  /** A seat's row number in the store. */
  seatId: (seat: PlannedSeat) => number;
  room: (seat: PlannedSeat) => PlannedRoom;
  draft: BootDraft;
  /** Events that are still to be written. */
  events: NewEvents;
  /** What is settled at the end of the transaction: findings, risks, incidents. */
  changes: GroupChanges;
  /**
   * Rooms whose alert budget is weighed at the end of the transaction: `decisions` where incidents changed; `all` once in a while, to
   * bring the ranks of what waits up to date.
   */
  weigh: Map<PlannedRoom, 'decisions' | 'all'>;
  reached: ReachedRisks;
  parts: RoomParts;
  /** Events of a boot do not carry the hash of the one before them. */
  chainBroken(seat: PlannedSeat, boot: string, seqs: readonly number[]): void;
  maxDeadLetters: number;
  /** Time of the transaction, on the hub's clock. */
  at: number;
};

/** Something to do once the transaction is committed, never before: the board shows what is stored. */
export type AfterCommit = () => void;
