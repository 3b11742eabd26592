import type { HubClaim } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import type { HubConfig } from '../lib/hub-config.js';
import type { SeatMessage } from '../ingest/entry.js';
import type { Log } from '../lib/log.js';
import type { RoomPlan } from '../lib/room-plan.js';
import type { BrokerTls } from './seat-links.js';

/** What a broker hands to the hub. */
export type BrokerHandlers = {
  onMessage: (message: SeatMessage) => void;
  /** The hub hears every seat from here on; called again after each lost connection. */
  onReady: () => void;
  /** The hub serves this room from here on, where others may have served it since it did: called before it hears the room's seats. */
  onClaimed?: ((room: string) => Promise<void>) | undefined;
};

/** `qos` 1 where it is left out. 0: what is said again, in other words, when it is lost. */
export type PublishOptions = { retain: boolean; qos?: 0 | 1 };

/** The way to the seats, whichever broker it is. */
export type SeatBroker = {
  /** Begins to hand messages on. Throws a HubError with code `broker-unavailable`. */
  start(handlers: BrokerHandlers): Promise<void>;
  /** Resolves when the broker has it, or can't be reached: nothing depends on it. */
  publish(topic: string, payload: string, options: PublishOptions): Promise<void>;
  /** Whether this hub serves a room: another one may, at a broker that they share. */
  serves(room: string): boolean;
  /** The claim under which it does; left out where no other can. */
  claimOf?(room: string): HubClaim | undefined;
  /** Address for the seats; undefined where the broker is another's. */
  url(): string | undefined;
  close(): Promise<void>;
};

/** Who was refused: under what name, and from where. */
export type RefusedClient = { actor: string | null; address: string | null };

export type BrokerDeps = {
  plan: RoomPlan;
  log: Log;
  /** Id of this hub among those of its centre. */
  hubId: string;
  clock?: Clock | undefined;
  /** Claim rooms that another hub serves. */
  takeOver?: boolean | undefined;
  /** Without it seats come with their token, in the clear. */
  tls?: BrokerTls | undefined;
  /** Told of who would be a seat and is not, and of a seat that asks for what is not its own. */
  refused?: ((who: RefusedClient, what: string) => void) | undefined;
};
export type MqttConfig = HubConfig['mqtt'];
