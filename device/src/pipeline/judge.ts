import { createHash } from 'node:crypto';
import { Behaviour, type BehaviourStep, type Observation, type SignalChange } from '@invigil/behaviour';
import { type BootId, canonicalPolicy, type Policy, type Sha256 } from '@invigil/contract';

/** Turns observations into signals and risk under the policy that is in force, which the hub may change. */
export class Judge {
  readonly #boot: BootId;
  #policy: Policy;
  #behaviour: Behaviour;
  /** What another policy ended, until the next step tells it. */
  #ended: SignalChange[] = [];
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
    return this.#withEnded(this.#behaviour.observe(observation));
  }

  /** Works under another policy from the next observation on. What is open ends here: it was opened by other rules. */
  apply(policy: Policy): void {
    this.#ended = this.finish().changes;
    const firstSignal = this.#behaviour.nextSignal;
    this.#policy = policy;
    this.#behaviour = new Behaviour({ policy, boot: this.#boot, firstSignal });
  }

  /** Closes what is open. */
  finish(): BehaviourStep {
    return this.#withEnded(this.#behaviour.finish(this.#now));
  }

  #withEnded(step: BehaviourStep): BehaviourStep {
    const changes = [...this.#ended, ...step.changes];
    this.#ended = [];
    return { ...step, changes };
  }
}

/** SHA-256 of a policy's canonical text. */
export function hashOfPolicy(policy: Policy): Sha256 {
  return createHash('sha256').update(canonicalPolicy(policy)).digest('hex');
}
