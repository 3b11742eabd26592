import type { BootId, Challenge, ChallengeAsked, Policy } from '@invigil/contract';
import { Behaviour, type BehaviourStep, type SignalChange } from './behaviour.js';
import type { Observation } from './observation.js';

export type JudgeOptions = {
  /** Names the signals. */
  boot: BootId;
  policy: Policy;
  /** Number of the first signal; 1 if left out. */
  firstSignal?: number;
};

/** Turns observations into signals and risk under the policy that is in force, which may change. */
export class Judge {
  readonly #boot: BootId;
  #policy: Policy;
  #behaviour: Behaviour;
  /** What another policy ended, until the next step tells it. */
  #ended: SignalChange[] = [];
  /** What became of a cue that another policy broke off, until the next step tells it. */
  #brokenOff: Challenge[] = [];
  #now = 0;

  constructor(options: JudgeOptions) {
    this.#boot = options.boot;
    this.#policy = options.policy;
    this.#behaviour = new Behaviour(options);
  }

  get policy(): Policy {
    return this.#policy;
  }

  /** Time of the last observation, epoch ms; 0 before the first. */
  get now(): number {
    return this.#now;
  }

  /** What follows from an observation. */
  observe(observation: Observation): BehaviourStep {
    this.#now = observation.capturedAt;
    return this.#withEnded(this.#behaviour.observe(observation));
  }

  /** Judges the next observations by a cue that is given now; a later step tells what became of it. */
  challenge(asked: ChallengeAsked): void {
    this.#behaviour.challenge(asked);
  }

  /** Works under another policy from the next observation on. What is open ends here: it was opened by other rules. */
  apply(policy: Policy): void {
    const { challenges = [], changes } = this.finish();
    this.#ended = changes;
    this.#brokenOff = challenges;
    const firstSignal = this.#behaviour.nextSignal;
    this.#policy = policy;
    this.#behaviour = new Behaviour({ policy, boot: this.#boot, firstSignal });
  }

  /** Closes what is open, at the time of the last observation. */
  finish(): BehaviourStep {
    return this.#withEnded(this.#behaviour.finish(this.#now));
  }

  #withEnded(step: BehaviourStep): BehaviourStep {
    const changes = [...this.#ended, ...step.changes];
    const challenges = [...this.#brokenOff, ...(step.challenges ?? [])];
    this.#ended = [];
    this.#brokenOff = [];
    return { ...step, changes, ...(challenges.length > 0 && { challenges }) };
  }
}
