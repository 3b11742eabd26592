import { randomUUID } from 'node:crypto';
import {
  type Ack,
  type ChallengeCommand,
  type ChallengePending,
  type Cue,
  type HubPresence,
  type MessageCommand,
  type PreviewCommand,
  type TrackCommand,
  type WantedPolicy,
  commandTopic,
  hubStateTopic,
  seatTopic,
} from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import type { PlannedSeat, RoomPlan } from '../lib/room-plan.js';
import type { SeatBroker } from './seat-broker.js';

/** A seat that reads a command later than this ignores it, ms. */
const COMMAND_LASTS_MS = 10_000;

type VoiceBroker = Pick<SeatBroker, 'publish' | 'serves' | 'claimOf'>;

/** Everything that the hub says to seats, of the rooms that it serves. */
export class HubVoice {
  readonly #broker: VoiceBroker;
  readonly #plan: RoomPlan;
  readonly #clock: Clock;

  constructor(deps: { broker: VoiceBroker; plan: RoomPlan; clock: Clock }) {
    this.#broker = deps.broker;
    this.#plan = deps.plan;
    this.#clock = deps.clock;
  }

  /** Tells every seat its policy, and then every room whether the hub is there. Retained. */
  async announce(online: boolean): Promise<void> {
    const said: Promise<void>[] = [];
    for (const room of this.#plan.rooms) {
      if (!this.#broker.serves(room.room)) continue;
      const hub = this.#broker.claimOf?.(room.room);
      if (online) said.push(...room.seats.map((seat) => this.#wants(seat)));
      const presence: HubPresence = {
        online,
        at: this.#clock.now(),
        ...(online && { clock: true }),
        ...(hub && { hub }),
      };
      said.push(this.#say(hubStateTopic({ centre: this.#plan.centre, room: room.room }), presence, true));
    }
    await Promise.all(said);
  }

  /** Tells a seat what is committed. A seat that does not hear it sends again, and is told again: nobody need confirm it. */
  ack(seat: PlannedSeat, ack: Ack): void {
    void this.#broker.publish(seatTopic(seat, 'ack'), JSON.stringify(ack), { qos: 0, retain: false });
  }

  /** Asks a seat for preview pictures for a while. */
  askForPreview(seat: PlannedSeat, issuer: string, lastsMs: number): void {
    const asked = this.#asked(issuer);
    const command: PreviewCommand = { ...asked, until: asked.issuedAt + lastsMs };
    void this.#say(commandTopic(seat, 'preview'), command, false);
  }

  /** Asks a seat to watch whether somebody answers a cue, from now on. */
  giveCue(seat: PlannedSeat, issuer: string, cue: Cue): ChallengePending {
    const { withinMs } = seat.policy.liveness;
    const asked = this.#asked(issuer);
    const command: ChallengeCommand = { ...asked, cue, withinMs };
    void this.#say(commandTopic(seat, 'challenge'), command, false);
    return { id: asked.id, askedAt: asked.issuedAt, until: asked.issuedAt + withinMs };
  }

  /** A message to a candidate, to be kept before it is sent: its answer may come at once. */
  messageOf(issuer: string, said: Pick<MessageCommand, 'words' | 'hand'>): MessageCommand {
    return { ...this.#asked(issuer), ...said };
  }

  /** Has a seat show words to its candidate. */
  sendMessage(seat: PlannedSeat, command: MessageCommand): void {
    void this.#say(commandTopic(seat, 'message'), command, false);
  }

  /** Asks a seat to bring the track of one of its boots. */
  askForTrack(seat: PlannedSeat, issuer: string, boot: string): void {
    const command: TrackCommand = { ...this.#asked(issuer), boot };
    void this.#say(commandTopic(seat, 'track'), command, false);
  }

  #asked(issuer: string) {
    const issuedAt = this.#clock.now();
    return { id: randomUUID(), issuer, issuedAt, expiresAt: issuedAt + COMMAND_LASTS_MS };
  }

  /** Tells seats their policy, which has changed. Retained: a seat that is away hears it when it is back. */
  async wants(seats: readonly PlannedSeat[]): Promise<void> {
    const own = seats.filter(({ room }) => this.#broker.serves(room));
    await Promise.all(own.map((seat) => this.#wants(seat)));
  }

  #wants(seat: PlannedSeat): Promise<void> {
    const wanted: WantedPolicy = { hash: seat.policyHash, policy: seat.policy };
    return this.#say(seatTopic(seat, 'policy'), wanted, true);
  }

  #say(topic: string, message: object, retain: boolean): Promise<void> {
    return this.#broker.publish(topic, JSON.stringify(message), { retain });
  }
}
