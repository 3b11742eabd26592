import { createHash } from 'node:crypto';
import { Behaviour, type BehaviourStep, type Observation } from '@invigil/behaviour';
import { type BootId, canonicalPolicy, type Policy, type Sha256 } from '@invigil/contract';

/** Turns observations into signals and risk under the policy that is in force, which the hub may change. */
export class Judge {
  readonly #boot: BootId;
  #policy: Policy;
  #behaviour: Behaviour;
  #finished: BehaviourStep | undefined;
  #now = 0;

  constructor(boot: BootId, policy: Policy) {
    this.#boot = boot;
    this.#policy = policy;
    this.#behaviour = new Behaviour({ policy, boot });
  }

  get policy(): Policy {
    return this.#policy;
  }

  /** Hash of the policy in force: what the birth message names. */
  get policyHash(): Sha256 {
    return hashOfPolicy(this.#policy);
  }

  /** What follows from an observation. */
  observe(observation: Observation): BehaviourStep {
    this.#now = observation.capturedAt;
    const step = this.#behaviour.observe(observation);
    const before = this.#finished;
    this.#finished = undefined;
    const changes = [...(before?.changes ?? []), ...step.changes];
    return { ...step, changes };
  }

  /** Works under another policy from the next observation on. What is open ends here: it was opened by other rules. */
  apply(policy: Policy): void {
    this.#finished = this.finish();
    const firstSignal = this.#behaviour.nextSignal;
    this.#policy = policy;
    this.#behaviour = new Behaviour({ policy, boot: this.#boot, firstSignal });
  }

  /** Closes what is open. */
  finish(): BehaviourStep {
    return this.#behaviour.finish(this.#now);
  }
}

/** SHA-256 of a policy's canonical text. */
export function hashOfPolicy(policy: Policy): Sha256 {
  return createHash('sha256').update(canonicalPolicy(policy)).digest('hex');
}
