import type {
  ChallengeAsked,
  ChallengeCommand,
  CommandResponse,
  MessageCommand,
  PreviewCommand,
  TrackCommand,
} from '@invigil/contract';
import type { SeatCommand } from '../outbox/link-inbox.js';

/** A cue's last picture comes a moment after its time is over, ms. */
const LAST_PICTURE_MS = 1000;

/** A screen on which a candidate reads. */
export type CandidateScreen = {
  /**
   * Puts words up, in answer to a raised hand or to none, and waits until they can be read. Gives why they can't, in one line, or
   * undefined: they stand there.
   */
  show(message: Pick<MessageCommand, 'id' | 'words' | 'hand'>): Promise<string | undefined>;
};

/** Who does what the hub asks. `handle` returns why not, in one line, or undefined. */
type CommandUsers = {
  preview: { handle(command: PreviewCommand): string | undefined };
  track: { handle(command: TrackCommand): string | undefined };
  judge: { challenge(asked: ChallengeAsked): void };
  /** Told of each cue that the hub gives. */
  desk: { hubCue(withinMs: number): void };
  /** Undefined: nobody reads here. */
  screen: CandidateScreen | undefined;
  pace: { attend(forMs: number): void };
  clock: { now(): number };
  /** The time on the hub's clock, in which its commands tell theirs. */
  hubClock: { now(): number };
};

/** Does what the hub asks, and says whether it was done. */
export async function hearCommand(heard: SeatCommand, users: CommandUsers): Promise<CommandResponse> {
  const { id } = heard.command;
  const reason = await obey(heard, users);
  return reason === undefined ? { id, ok: true } : { id, ok: false, reason };
}

function obey(
  { command, verb }: SeatCommand,
  users: CommandUsers,
): string | undefined | Promise<string | undefined> {
  switch (verb) {
    case 'preview':
      return users.preview.handle(command);
    case 'track':
      return users.track.handle(command);
    case 'challenge':
      return giveCue(command, users);
    case 'message':
      return showMessage(command, users);
  }
}

/** The cue is given now: the judgement counts from here, and the seat looks as often as it can. */
function giveCue(
  command: ChallengeCommand,
  { clock, desk, hubClock, judge, pace }: CommandUsers,
): string | undefined {
  const askedAt = clock.now();
  if (hubClock.now() >= command.expiresAt) return 'the command has expired';
  const { cue, id, issuer, withinMs } = command;
  desk.hubCue(withinMs);
  pace.attend(withinMs + LAST_PICTURE_MS);
  judge.challenge({ id, issuer, cue, askedAt, withinMs });
  return undefined;
}

function showMessage(
  { expiresAt, hand, id, words }: MessageCommand,
  { hubClock, screen }: CommandUsers,
): string | undefined | Promise<string | undefined> {
  if (hubClock.now() >= expiresAt) return 'the command has expired';
  if (screen === undefined) return 'there is nothing here that shows messages';
  return screen.show({ id, words, ...(hand !== undefined && { hand }) });
}
