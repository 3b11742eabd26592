import type { BehaviourStep } from '@invigil/behaviour';
import { isBlind, type SignalId, type SignalKind } from '@invigil/contract';

/** Which kinds of blindness are open, of what the seat's judgement told so far. */
export class BlindKinds {
  readonly #open = new Map<SignalId, SignalKind>();

  see({ changes }: Pick<BehaviourStep, 'changes'>): void {
    for (const { signal, type } of changes) {
      if (type === 'closed') this.#open.delete(signal.id);
      else if (signal.source === 'camera' && isBlind(signal.kind)) this.#open.set(signal.id, signal.kind);
    }
  }

  get kinds(): SignalKind[] {
    return [...new Set(this.#open.values())];
  }
}
