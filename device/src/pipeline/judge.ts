import { createHash } from 'node:crypto';
import { type BehaviourStep, isAskedFor, Judge, type Observation } from '@invigil/behaviour';
import {
  type BootId,
  canonicalPolicy,
  type ChallengeAsked,
  type Policy,
  type Sha256,
  type SoftwareReport,
  type TrackNote,
  type UsedCalibration,
} from '@invigil/contract';

type SeatJudgeDeps = {
  boot: BootId;
  policy: Policy;
  /** Writes down what comes to the judgement. What it returns is what is judged. */
  track: { observe(observation: Observation): Observation; note(note: TrackNote): void };
};

/** A seat's judgement under the policy in force, which the hub may change. It judges what stands in the track, and nothing else. */
export class SeatJudge {
  readonly #track: SeatJudgeDeps['track'];
  readonly #judge: Judge;

  constructor({ track, ...options }: SeatJudgeDeps) {
    this.#track = track;
    this.#judge = new Judge(options);
  }

  get policy(): Policy {
    return this.#judge.policy;
  }

  /** Hash of the policy in force: what the birth message names. */
  get policyHash(): Sha256 {
    return hashOfPolicy(this.policy);
  }

  /** What follows from an observation. */
  observe(observation: Observation): BehaviourStep {
    return this.#judge.observe(this.#track.observe(observation));
  }

  /** Judges the next observations by a cue that is given now. */
  challenge(asked: ChallengeAsked): void {
    this.#track.note({ type: 'challenge', asked });
    this.#judge.challenge(asked);
  }

  /** A part of the seat's software told something. What the policy does not ask for is not written down either. */
  tell(report: SoftwareReport): void {
    if (!isAskedFor(this.policy, report)) return;
    this.#track.note({ type: 'software', report });
    this.#judge.tell(report);
  }

  /** Measures looks against what the candidate's calibration taught, from the next observation on. */
  calibrate(calibration: UsedCalibration): void {
    this.#track.note({ type: 'calibration', calibration });
    this.#judge.calibrate(calibration);
  }

  /** Works under another policy from the next observation on. */
  apply(policy: Policy): void {
    this.#track.note({ type: 'policy', policyHash: hashOfPolicy(policy), policy });
    this.#judge.apply(policy);
  }

  /** Closes what is open. */
  finish(): BehaviourStep {
    this.#track.note({ type: 'finish', at: this.#judge.now });
    return this.#judge.finish();
  }
}

/** SHA-256 of a policy's canonical text. */
export function hashOfPolicy(policy: Policy): Sha256 {
  return createHash('sha256').update(canonicalPolicy(policy)).digest('hex');
}
