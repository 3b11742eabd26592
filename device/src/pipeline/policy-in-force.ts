import type { Policy, ReadPolicy, Sha256 } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import type { Gate } from '../lib/gate.js';
import type { Log } from '../lib/log.js';
import { sha256Hex } from '../lib/sha256.js';

/** Names of fields that a birth message has room for, and the characters of one. */
const MOST_IGNORED = 32;
const LONGEST_NAME = 128;

type InForceDeps = {
  judge: { readonly policy: Policy; readonly policyHash: Sha256; apply(policy: Policy): void };
  /** What the seat starts with; undefined: its own configuration, which the judge has. */
  kept: ReadPolicy | undefined;
  keep: (wanted: ReadPolicy) => void;
  /** Open while the camera may be. Shut until it is known what the hub wants. */
  camera: Gate;
  /** Called when the camera was shut: ends what is open, and forgets its pictures. */
  onShut: () => void;
  identify: (enabled: boolean) => void;
  /** Tells again what the seat is. */
  announce: () => void;
  clock: Pick<Clock, 'sleep'>;
  log: Log;
};

/** Which policy a seat works under: the hub's word, and what follows from it for camera, judgement and birth message. */
export class PolicyInForce {
  readonly #deps: InForceDeps;
  readonly #spoken = new AbortController();
  #hash: Sha256;
  #ignored: readonly string[];

  constructor(deps: InForceDeps) {
    this.#deps = deps;
    this.#hash = deps.kept?.hash ?? deps.judge.policyHash;
    this.#ignored = deps.kept?.ignored ?? [];
  }

  /** What the birth message says of it. */
  get told(): { policyHash: Sha256; policyIgnored?: string[] } {
    const names = this.#ignored.slice(0, MOST_IGNORED).map((name) => name.slice(0, LONGEST_NAME));
    return { policyHash: this.#hash, ...(names.length > 0 && { policyIgnored: names }) };
  }

  /** Whether the policy keeps the camera shut. */
  get shut(): boolean {
    return !this.#deps.judge.policy.camera.enabled;
  }

  /**
   * Waits for the hub's first word, at most `withinMs`: it may be that the camera must not be opened. Then what is in force acts on
   * camera and nets. Returns early, and does nothing, once `signal` aborts.
   */
  async begin(withinMs: number, signal: AbortSignal): Promise<void> {
    await this.#deps.clock.sleep(withinMs, AbortSignal.any([this.#spoken.signal, signal]));
    if (!signal.aborted) this.#act();
  }

  /** Takes what the hub wants. One whose text is not that of its hash is told in the log and left. */
  want(wanted: ReadPolicy): void {
    const { announce, judge, keep, log, onShut } = this.#deps;
    const { hash, ignored, policy, text } = wanted;
    const read = sha256Hex(text);
    if (read !== hash) {
      log.warn({ wanted: hash, read }, 'policy ignored: its hash is not the one it came with');
      return;
    }
    if (hash !== this.#hash) {
      this.#hash = hash;
      this.#ignored = ignored;
      judge.apply(policy);
      if (this.shut) onShut();
      log.info({ policy: policy.id, version: policy.version, hash }, 'policy applied');
      if (ignored.length > 0)
        log.warn({ ignored }, 'the hub wants what this version of the seat does not know');
      announce();
    }
    keep(wanted);
    this.#act();
    this.#spoken.abort();
  }

  #act(): void {
    const { camera, identify, judge } = this.#deps;
    camera.set(!this.shut);
    identify(judge.policy.identity.enabled && !this.shut);
  }
}
