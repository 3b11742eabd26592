import { type BehaviourStep, Bystanders, type Observation, StepEvents } from '@invigil/behaviour';
import type { EventBody, EvidencePicture, Policy, Signal } from '@invigil/contract';
import { FrameSnapshot } from '../evidence/frame-snapshot.js';
import type { Frame } from '../lib/frame.js';
import type { Log } from '../lib/log.js';
import { Progress } from './progress.js';

type ReportDeps = {
  outbox: { appendAll(bodies: readonly EventBody[], at: number): void };
  evidence: {
    see(snapshot: FrameSnapshot, policy: Policy['evidence']): void;
    capture(signal: Signal, policy: Policy['evidence']): Promise<EvidencePicture[]>;
    forget(): void;
  };
  policy: () => Policy;
  log: Log;
};

/** Tells what follows from a frame: events into the outbox, pictures into the evidence. */
export class Report {
  readonly #deps: ReportDeps;
  readonly #events = new StepEvents();
  readonly #bystanders = new Bystanders();
  readonly #pending = new Set<Promise<void>>();
  readonly #progress = new Progress();
  #held: FrameSnapshot | undefined;

  constructor(deps: ReportDeps) {
    this.#deps = deps;
  }

  /**
   * Takes a step, the frame that brought it and what was seen in it. The frame is held until the next one comes: somebody may look.
   */
  tell(step: BehaviourStep, frame?: Frame, observation?: Observation): void {
    const { log, outbox } = this.#deps;
    this.#progress.note();
    if (frame !== undefined) {
      const isSeen = observation?.type === 'frame';
      this.#hold(new FrameSnapshot(frame, isSeen ? this.#bystanders.see(observation) : undefined));
    }
    const bodies = this.#events.of(step);
    if (bodies.length === 0) return;
    try {
      outbox.appendAll(bodies, step.at);
    } catch (err) {
      log.error({ err, events: bodies.length }, 'events not stored');
    }
    for (const { type, signal } of step.changes) {
      // A picture of somebody is evidence of what a camera tells, and of nothing else.
      if (type === 'opened' && signal.source === 'camera') this.#picture(signal, step.at);
    }
  }

  /** Whether a step came since this was last asked; the pipeline gives them without end. */
  hasMoved(): boolean {
    return this.#progress.hasMoved();
  }

  /** Forgets the last frame and the pictures of the last seconds. */
  forget(): void {
    this.#deps.evidence.forget();
    this.#held?.release();
    this.#held = undefined;
  }

  /** Waits for the pictures that are being taken, and gives the last frame back. */
  async stop(): Promise<void> {
    await Promise.all(this.#pending);
    this.#held?.release();
  }

  #hold(snapshot: FrameSnapshot): void {
    const { evidence, policy } = this.#deps;
    evidence.see(snapshot, policy().evidence);
    this.#held?.release();
    this.#held = snapshot;
  }

  #picture(signal: Signal, at: number): void {
    const told = this.#tellPictures(signal, at).finally(() => this.#pending.delete(told));
    this.#pending.add(told);
  }

  async #tellPictures(signal: Signal, at: number): Promise<void> {
    const { evidence, log, outbox, policy } = this.#deps;
    try {
      const pictures = await evidence.capture(signal, policy().evidence);
      if (pictures.length > 0) outbox.appendAll([{ type: 'evidence', signalId: signal.id, pictures }], at);
    } catch (err) {
      log.error({ err, signal: signal.id }, 'evidence not stored');
    }
  }
}
