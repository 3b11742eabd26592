import { SeatAddress } from './address.js';
import { Slug } from './ids.js';

/** Contract version in every topic. A change that old readers can't follow takes the next number. */
export const TOPIC_VERSION = '1';
const ROOT = `exam/${TOPIC_VERSION}`;

/** What a seat writes: its presence, what it is, how it fares, what happened, and the question what time it is. */
export const SEAT_CHANNELS = ['state', 'birth', 'health', 'evt', 'clock'] as const;
/** What the hub writes to a seat: acknowledgements, the wanted policy, and its own time. */
export const HUB_CHANNELS = ['ack', 'policy', 'time'] as const;
/** What the hub may ask of a seat. */
export const COMMAND_VERBS = ['preview', 'track', 'challenge', 'message'] as const;

export type SeatChannel = (typeof SEAT_CHANNELS)[number];
export type HubChannel = (typeof HUB_CHANNELS)[number];
export type CommandVerb = (typeof COMMAND_VERBS)[number];

/** The reserved seat name under which a room's hub announces itself. */
const HUB_SEAT = 'hub';

/** A topic taken apart. */
export type ParsedTopic =
  | { type: 'seat'; address: SeatAddress; channel: SeatChannel | HubChannel }
  | { type: 'command'; address: SeatAddress; verb: CommandVerb }
  | { type: 'response'; address: SeatAddress; verb: CommandVerb }
  | { type: 'hub-state'; centre: string; room: string };

/** Topic of one of a seat's channels. */
export function seatTopic(address: SeatAddress, channel: SeatChannel | HubChannel): string {
  return `${branch(address)}/${channel}`;
}

/** Topic on which the hub asks a seat for something. */
export function commandTopic(address: SeatAddress, verb: CommandVerb): string {
  return `${branch(address)}/cmd/${verb}`;
}

/** Topic on which a seat answers a command. */
export function responseTopic(address: SeatAddress, verb: CommandVerb): string {
  return `${branch(address)}/res/${verb}`;
}

/** Topic on which a room's hub says that it is there. */
export function hubStateTopic(place: { centre: string; room: string }): string {
  return `${ROOT}/${place.centre}/${place.room}/${HUB_SEAT}/state`;
}

/** What a seat subscribes to: its commands, its acknowledgements, its policy, its room's hub. */
export function seatSubscriptions(address: SeatAddress): string[] {
  return [
    `${branch(address)}/cmd/+`,
    seatTopic(address, 'ack'),
    seatTopic(address, 'policy'),
    hubStateTopic(address),
  ];
}

/** What a seat subscribes to once its hub says that it answers there: an older broker would refuse it. */
export function timeSubscription(address: SeatAddress): string {
  return seatTopic(address, 'time');
}

/** What the hub of a centre subscribes to: every seat's channels and answers. */
export function hubSubscriptions(centre: string): string[] {
  return [
    ...SEAT_CHANNELS.map((channel) => `${ROOT}/${centre}/+/+/${channel}`),
    `${ROOT}/${centre}/+/+/res/+`,
  ];
}

/** What a hub that serves one room of a centre subscribes to, where others may serve others. */
export function roomSubscriptions({ centre, room }: { centre: string; room: string }): string[] {
  return [
    ...SEAT_CHANNELS.map((channel) => `${ROOT}/${centre}/${room}/+/${channel}`),
    `${ROOT}/${centre}/${room}/+/res/+`,
  ];
}

/** Whether a seat may write this topic: its own channels and answers, nothing else. */
export function seatMayPublish(address: SeatAddress, topic: string): boolean {
  const parsed = parseTopic(topic);
  if (parsed === undefined || parsed.type === 'hub-state' || parsed.type === 'command') return false;
  if (!sameSeat(parsed.address, address)) return false;
  return parsed.type === 'response' || isOneOf(SEAT_CHANNELS, parsed.channel);
}

/** Whether a seat may subscribe to this filter: exactly those of {@link seatSubscriptions} and {@link timeSubscription}. */
export function seatMaySubscribe(address: SeatAddress, filter: string): boolean {
  return seatSubscriptions(address).includes(filter) || filter === timeSubscription(address);
}

/** False: a topic is surely none of this channel. Costs next to nothing, where {@link parseTopic} looks at every level. */
export function maybeChannel(topic: string, channel: SeatChannel | HubChannel): boolean {
  return topic.endsWith(`/${channel}`);
}

/** Takes a topic apart; undefined where it is none of the contract's. Never throws. */
export function parseTopic(topic: string): ParsedTopic | undefined {
  const [exam, version, centre, room, seat, channel, verb, ...rest] = topic.split('/');
  if (exam !== 'exam' || version !== TOPIC_VERSION || rest.length > 0) return undefined;
  if (!isSlug(centre) || !isSlug(room) || !isSlug(seat) || channel === undefined) return undefined;
  if (seat === HUB_SEAT) {
    return channel === 'state' && verb === undefined ? { type: 'hub-state', centre, room } : undefined;
  }
  const address = { centre, room, seat };
  if (verb === undefined) {
    if (isOneOf(SEAT_CHANNELS, channel) || isOneOf(HUB_CHANNELS, channel)) {
      return { type: 'seat', address, channel };
    }
    return undefined;
  }
  if (!isOneOf(COMMAND_VERBS, verb)) return undefined;
  if (channel === 'cmd') return { type: 'command', address, verb };
  return channel === 'res' ? { type: 'response', address, verb } : undefined;
}

function branch(address: SeatAddress): string {
  return `${ROOT}/${address.centre}/${address.room}/${address.seat}`;
}

function sameSeat(a: SeatAddress, b: SeatAddress): boolean {
  return a.centre === b.centre && a.room === b.room && a.seat === b.seat;
}

function isSlug(level: string | undefined): level is string {
  return Slug.safeParse(level).success;
}

function isOneOf<T extends string>(set: readonly T[], value: string): value is T {
  return set.some((member) => member === value);
}
