import {
  type Birth,
  type Hand,
  type Health,
  type Incident,
  type Risk,
  type RoomView,
  type SeatPresence,
  type SeatView,
  type Signal,
  isCameraCoverage,
  seatKey,
} from '@invigil/contract';
import type { RoomPlan } from '../lib/room-plan.js';
import { roomView } from './room-view.js';
import { NO_RISK, type SeatNow, coverageSpan, silentSeat, viewOf, watchedMsOf } from './seat-now.js';

/** How long an incident that has ended stays on the page, ms. */
const KEPT_MS = 3_600_000;

/** Everything that a live page shows, as it is now. It holds what is committed, and knows nobody who looks. */
export class Board {
  readonly #plan: RoomPlan;
  readonly #seats: Map<string, SeatNow>;
  readonly #incidents = new Map<string, Incident>();

  constructor(plan: RoomPlan) {
    this.#plan = plan;
    this.#seats = new Map([...plan.seats.values()].map((seat) => [seat.key, silentSeat(seat)]));
  }

  /** As the rooms are planned now. */
  get rooms(): RoomView[] {
    return this.#plan.rooms.map(roomView);
  }

  /** Puts back what the store knows of a seat, after a restart. */
  restore(key: string, known: Partial<Omit<SeatNow, 'seat'>>): void {
    const seat = this.#seats.get(key);
    if (seat !== undefined) Object.assign(seat, known);
  }

  /** The seat of a key, to look at. */
  seat(key: string): Readonly<SeatNow> | undefined {
    return this.#seats.get(key);
  }

  keys(): string[] {
    return [...this.#seats.keys()];
  }

  view(key: string, at: number): SeatView | undefined {
    const seat = this.#seats.get(key);
    return seat === undefined ? undefined : viewOf(seat, at);
  }

  heard(key: string, at: number): void {
    this.#change(key, (seat) => {
      seat.heardAt = at;
    });
  }

  presence(
    key: string,
    change: { state: SeatPresence['state']; boot: string; at: number; watchedSince: number },
  ): void {
    this.#change(key, (seat) => {
      if (seat.boot !== change.boot) {
        seat.risk = NO_RISK;
        seat.health = null;
      }
      const ongoing = seat.offline.at(-1);
      if (change.state === 'online' && ongoing?.to === null) ongoing.to = change.at;
      if (change.state !== 'online' && ongoing?.to !== null) seat.offline.push({ from: change.at, to: null });
      seat.state = change.state;
      seat.boot = change.boot;
      seat.stateSince = change.at;
      this.#countFrom(seat, change.watchedSince);
    });
  }

  birth(key: string, birth: Birth, watchedSince: number): void {
    this.#change(key, (seat) => {
      // Whoever raised a hand in another session is gone.
      if (seat.session !== null && seat.session !== birth.session) seat.hands.clear();
      seat.session = birth.session;
      seat.policyHash = birth.policyHash;
      seat.version = birth.versions.invigil;
      seat.policyIgnored = birth.policyIgnored ?? [];
      seat.shut = birth.camera.shut === true;
      this.#countFrom(seat, watchedSince);
    });
  }

  health(key: string, health: Health): void {
    this.#change(key, (seat) => {
      seat.health = health;
    });
  }

  risk(key: string, risk: Risk): void {
    this.#change(key, (seat) => {
      seat.risk = risk;
    });
  }

  asOf(key: string, at: number): void {
    this.#change(key, (seat) => {
      seat.asOf = Math.max(seat.asOf ?? 0, at);
    });
  }

  signal(key: string, signal: Signal): void {
    this.#change(key, (seat) => {
      if (signal.endedAt === null) seat.open.set(signal.id, signal);
      else seat.open.delete(signal.id);
      if (isCameraCoverage(signal)) seat.coverage.set(signal.id, coverageSpan(signal));
    });
  }

  /** A hand was raised, taken down or answered. */
  hand(key: string, { answered, id, loweredAt, raisedAt, words }: Hand): void {
    this.#change(key, (seat) => {
      if (answered === null && loweredAt === null) seat.hands.set(id, { id, raisedAt, words });
      else seat.hands.delete(id);
    });
  }

  /** Takes away a finding that no longer holds. */
  forgetSignal(key: string, id: string): void {
    this.#change(key, (seat) => {
      seat.open.delete(id);
    });
  }

  incident(incident: Incident): void {
    // The record may hold seats that are no longer planned.
    if (!this.#seats.has(seatKey(incident))) return;
    this.#incidents.set(incidentKey(incident), incident);
  }

  /** Takes away an incident that has become part of another one. True: it was there. */
  removeIncident(place: { room: string; seat: string; id: string }): boolean {
    return this.#incidents.delete(incidentKey(place));
  }

  /** Open incidents and those that ended within the last hour. */
  incidents(now: number): Incident[] {
    for (const [key, incident] of this.#incidents) {
      if (incident.endedAt !== null && incident.endedAt < now - KEPT_MS) this.#incidents.delete(key);
    }
    return [...this.#incidents.values()];
  }

  /** Rooms in which an item is held back. */
  roomsThatWait(): Set<string> {
    return new Set(
      [...this.#incidents.values()].filter((one) => one.heldBack !== undefined).map((one) => one.room),
    );
  }

  /** How long the camera of a seat could see within a time, ms. */
  watchedMs(key: string, from: number, to: number): number {
    const seat = this.#seats.get(key);
    return seat === undefined ? 0 : watchedMsOf(seat, from, to);
  }

  #change(key: string, change: (seat: SeatNow) => void): void {
    const seat = this.#seats.get(key);
    if (seat !== undefined) change(seat);
  }

  /** Blind times from before the count no longer matter. */
  #countFrom(seat: SeatNow, since: number): void {
    seat.watchedSince = since;
    seat.offline = seat.offline.filter((span) => span.to === null || span.to > since);
    for (const [id, span] of seat.coverage) {
      if (span.to !== null && span.to <= since) seat.coverage.delete(id);
    }
  }
}

function incidentKey({ room, seat, id }: { room: string; seat: string; id: string }): string {
  return `${room}/${seat}/${id}`;
}
