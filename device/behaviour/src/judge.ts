import type { BootId, Challenge, ChallengeAsked, Policy, SoftwareReport } from '@invigil/contract';
import { Behaviour, type BehaviourStep } from './behaviour.js';
import type { GazeCalibration } from './gaze/calibrate-gaze.js';
import type { Observation } from './observation.js';

export type JudgeOptions = {
  /** Names the signals. */
  boot: BootId;
  policy: Policy;
  /** Number of the first signal; 1 if left out. */
  firstSignal?: number;
};

const NOTHING = { changes: [], analysis: null };

/** Turns observations into signals and risk under the policy that is in force, which may change. */
export class Judge {
  readonly #boot: BootId;
  #policy: Policy;
  #behaviour: Behaviour;
  /** What another policy ended, until the next step tells it. */
  #ended: Pick<BehaviourStep, 'analysis' | 'changes' | 'challenges'> = NOTHING;
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

  /** A part of the seat's software told something; the next step says what follows. */
  tell(report: SoftwareReport): void {
    this.#behaviour.tell(report);
  }

  /** Measures looks against the candidate's own calibration, from the next observation on, under whatever policy. */
  calibrate(calibration: GazeCalibration): void {
    this.#behaviour.calibrate(calibration);
  }

  /** Works under another policy from the next observation on. What is open ends here: it was opened by other rules. */
  apply(policy: Policy): void {
    this.#ended = this.finish();
    const { calibration, nextSignal: firstSignal } = this.#behaviour;
    this.#policy = policy;
    const holding = this.#behaviour.holding(this.#now);
    this.#behaviour = new Behaviour({ policy, boot: this.#boot, firstSignal });
    for (const report of holding) this.#behaviour.tell(report);
    if (calibration) this.#behaviour.calibrate(calibration);
  }

  /** Closes what is open, at the time of the last observation. */
  finish(): BehaviourStep {
    return this.#withEnded(this.#behaviour.finish(this.#now));
  }

  #withEnded(step: BehaviourStep): BehaviourStep {
    const ended = this.#ended;
    this.#ended = NOTHING;
    const challenges: Challenge[] = [...(ended.challenges ?? []), ...(step.challenges ?? [])];
    // A policy that has just begun has no minute of its own to tell.
    return {
      ...step,
      changes: [...ended.changes, ...step.changes],
      analysis: step.analysis ?? ended.analysis,
      ...(challenges.length > 0 && { challenges }),
    };
  }
}
