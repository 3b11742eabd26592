import {
  Ack,
  ChallengeCommand,
  ClockAnswer,
  decode,
  HubPresence,
  MessageCommand,
  parseTopic,
  PreviewCommand,
  readWantedPolicy,
  TrackCommand,
  type CommandVerb,
  type Decoded,
  type ReadPolicy,
} from '@invigil/contract';

/** A command of the hub. */
export type SeatCommand =
  | { verb: 'preview'; command: PreviewCommand }
  | { verb: 'track'; command: TrackCommand }
  | { verb: 'challenge'; command: ChallengeCommand }
  | { verb: 'message'; command: MessageCommand };

/** What the hub can say to a seat. */
export type InboxMessage =
  /** `clock`: it answers when it is asked for its time. */
  | { type: 'hub'; online: boolean; clock: boolean }
  | { type: 'ack'; ack: Ack }
  | { type: 'time'; answer: ClockAnswer }
  | { type: 'policy'; wanted: ReadPolicy }
  | { type: 'command'; command: SeatCommand };

/** Bytes on a topic into what they say, or why they say nothing. Never throws. */
export function readInbox(topic: string, payload: Uint8Array): Decoded<InboxMessage> {
  const parsed = parseTopic(topic);
  if (parsed === undefined) return unknownTopic(topic);
  switch (parsed.type) {
    case 'hub-state':
      return map(decode(HubPresence, payload), ({ clock, online }) => ({
        type: 'hub',
        online,
        clock: clock === true,
      }));
    case 'command':
      return map(readCommand(parsed.verb, payload), (command) => ({ type: 'command', command }));
    case 'seat':
      if (parsed.channel === 'ack') return map(decode(Ack, payload), (ack) => ({ type: 'ack', ack }));
      if (parsed.channel === 'time') {
        return map(decode(ClockAnswer, payload), (answer) => ({ type: 'time', answer }));
      }
      if (parsed.channel === 'policy') {
        return map(readWantedPolicy(payload), (wanted) => ({ type: 'policy', wanted }));
      }
      return unknownTopic(topic);
    case 'response':
      return unknownTopic(topic);
  }
}

function readCommand(verb: CommandVerb, payload: Uint8Array): Decoded<SeatCommand> {
  switch (verb) {
    case 'preview':
      return map(decode(PreviewCommand, payload), (command) => ({ verb, command }));
    case 'challenge':
      return map(decode(ChallengeCommand, payload), (command) => ({ verb, command }));
    case 'message':
      return map(decode(MessageCommand, payload), (command) => ({ verb, command }));
    case 'track':
      return map(decode(TrackCommand, payload), (command) => ({ verb, command }));
  }
}

function map<T, U>(decoded: Decoded<T>, into: (value: T) => U): Decoded<U> {
  return decoded.ok ? { ok: true, value: into(decoded.value) } : decoded;
}

function unknownTopic(topic: string): Decoded<InboxMessage> {
  return { ok: false, error: { code: 'wrong-shape', message: `nothing is expected on ${topic}` } };
}
