import { randomUUID } from 'node:crypto';
import type { BehaviourStep, Observation } from '@invigil/behaviour';
import type {
  AgentMessage,
  ChallengeAsked,
  ClientMessage,
  Cue,
  EventBody,
  MessageCommand,
  Policy,
  UsedCalibration,
} from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import { CandidateTalk } from './candidate-talk.js';
import type { ClientConnection } from './client-connection.js';
import { GazeDots, qualityOf } from './gaze-dots.js';
import type { KeptStanding, Standing } from './kept-standing.js';
import type { SelfView } from './self-view.js';
import { TokenBucket } from './token-bucket.js';

/** Events that a page may cause: each is written to the disk at once. Nobody checks in or raises a hand so often. */
const EVENTS = { perSecond: 0.5, burst: 20 };
/** Dots take so long at most, ms: the seat looks as often as it can meanwhile. */
const DOT_MS = 8000;
/** A cue's last picture comes a moment after its time is over, ms. */
const LAST_PICTURE_MS = 1000;

/** What only the candidate's page says. */
export type PageMessage = Extract<
  ClientMessage,
  {
    type:
      | 'notice-shown'
      | 'checked-in'
      | 'checked-out'
      | 'message-shown'
      | 'hand-raised'
      | 'hand-lowered'
      | 'dot'
      | 'cue'
      | 'watch-self';
  }
>;

export type PageDeskDeps = {
  policy: () => Policy;
  judge: { challenge(asked: ChallengeAsked): void; calibrate(calibration: UsedCalibration): void };
  /** Looks as often as it can for a while. */
  pace: { attend(forMs: number): void };
  event: (body: EventBody) => void;
  /** Sends to every page that is there. Returns how many there are. */
  toPages: (message: AgentMessage) => number;
  selfView: Pick<SelfView, 'watch'>;
  /** Where a start in the midst of an exam finds how far the candidate is. */
  standing: Pick<KeptStanding, 'read' | 'write'>;
  clock: Clock;
};

/** What is done with what the candidate's page says: check-in, hand, messages. */
export class PageDesk {
  readonly #deps: PageDeskDeps;
  readonly #talk: CandidateTalk;
  readonly #events: TokenBucket;
  readonly #dots = new GazeDots();
  /** The cue that a page asked for and that is under way. */
  #cue: { id: string; page: ClientConnection } | undefined;
  /** When a cue of the hub is over, by a clock that never steps back. */
  #hubCueUntil = -Infinity;
  #stage: Standing['stage'];
  #kept: Standing;

  constructor(deps: PageDeskDeps) {
    this.#deps = deps;
    this.#kept = deps.standing.read();
    this.#stage = this.#kept.stage;
    this.#talk = new CandidateTalk({ ...deps, hand: this.#kept.hand });
    this.#events = new TokenBucket({ ...EVENTS, monotonic: () => deps.clock.monotonic() });
  }

  /** What of the status the pages themselves made. */
  get status(): Standing {
    return { stage: this.#stage, hand: this.#talk.hand };
  }

  /** Puts words up on the candidate's screen. Gives why they can't be seen, in one line, or undefined. */
  show(message: Pick<MessageCommand, 'id' | 'words' | 'hand'>): Promise<string | undefined> {
    const shown = this.#talk.show(message);
    this.#keep();
    return shown;
  }

  /** The hub gives a cue: none of the page's own takes its place. */
  hubCue(withinMs: number): void {
    this.#hubCueUntil = this.#deps.clock.monotonic() + withinMs + LAST_PICTURE_MS;
  }

  hear(message: PageMessage, from: ClientConnection): void {
    this.#take(message, from);
    this.#keep();
  }

  #take(message: PageMessage, from: ClientConnection): void {
    switch (message.type) {
      case 'notice-shown':
        this.#tell(message, from);
        return;
      case 'checked-in':
        if (this.#tell(message, from)) this.#stage = 'in-exam';
        return;
      case 'checked-out':
        if (this.#tell(message, from)) this.#stage = 'over';
        return;
      case 'message-shown':
        return this.#talk.shown(message.id);
      case 'hand-raised':
        if (this.#mayTell(from)) this.#talk.raise(message.hand);
        return;
      case 'hand-lowered':
        return this.#talk.lower(message.id);
      case 'dot':
        return this.#dot(message.dot, from);
      case 'cue':
        return this.#giveCue(message.cue, from);
      case 'watch-self':
        return this.#deps.selfView.watch(from, message.on);
    }
  }

  /** Takes what is no signal. False: it was refused. */
  #tell(body: EventBody, from: ClientConnection): boolean {
    if (!this.#mayTell(from)) return false;
    this.#deps.event(body);
    return true;
  }

  /** Takes what was seen, and what followed. */
  see(observation: Observation | undefined, { challenges = [] }: Pick<BehaviourStep, 'challenges'>): void {
    if (observation !== undefined) this.#dots.see(observation);
    const judged = challenges.find(({ id }) => id === this.#cue?.id);
    if (judged === undefined) return;
    const outcome =
      judged.outcome === 'answered' || judged.outcome === 'could-not-see' ? judged.outcome : 'not-answered';
    this.#cue?.page.send({ type: 'cued', outcome });
    this.#cue = undefined;
  }

  #dot(dot: { x: number; y: number } | null, from: ClientConnection): void {
    if (!this.#isCheckIn(from)) return;
    const { clock, judge, pace } = this.#deps;
    if (dot !== null) {
      pace.attend(DOT_MS);
      return this.#dots.show(dot, clock.now());
    }
    const calibration = this.#dots.finish();
    if (calibration.used) judge.calibrate(calibration);
    from.send({ type: 'calibrated', quality: qualityOf(calibration) });
  }

  #giveCue(cue: Cue, from: ClientConnection): void {
    if (!this.#isCheckIn(from)) return;
    const { clock, judge, pace, policy } = this.#deps;
    if (this.#cue !== undefined || clock.monotonic() < this.#hubCueUntil) {
      return from.refuse('not-wanted', 'another cue is under way');
    }
    if (!this.#mayTell(from)) return;
    const id = randomUUID();
    const { withinMs } = policy().liveness;
    this.#cue = { id, page: from };
    pace.attend(withinMs + LAST_PICTURE_MS);
    judge.challenge({ id, issuer: 'seat', cue, askedAt: clock.now(), withinMs });
  }

  /** In the exam nobody asks a page for it: who could calibrate there could look elsewhere meanwhile. After one, another may begin. */
  #isCheckIn(from: ClientConnection): boolean {
    if (this.#stage !== 'in-exam' && this.#deps.policy().camera.enabled) return true;
    from.refuse('not-wanted', 'this belongs to the check-in, with a camera');
    return false;
  }

  #mayTell(from: ClientConnection): boolean {
    if (this.#events.tryTake()) return true;
    from.refuse('too-many', 'too much is told at once');
    return false;
  }

  /** What changed is on the disk before anybody is told. */
  #keep(): void {
    const { hand, stage } = this.status;
    if (stage === this.#kept.stage && hand === this.#kept.hand) return;
    this.#kept = { stage, hand };
    this.#deps.standing.write(this.#kept);
  }
}
