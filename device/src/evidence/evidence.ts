import {
  MAX_PICTURE_BYTES,
  type EvidencePicture,
  type Policy,
  type Signal,
  type SignalKind,
} from '@invigil/contract';
import type { Log } from '../lib/log.js';
import type { EvidenceStore } from './evidence-store.js';
import type { RecentPictures } from './recent-pictures.js';
import type { EncodedPicture, Snapshot } from './snapshot.js';

/** How far from the wanted time the earlier picture may lie: pictures are kept about once a second. */
const BEFORE_TOLERANCE_MS = 1200;

/**
 * Signals that another person is the matter of. Who sits in the candidate's place instead (`identity-mismatch`) is not hidden anyway: that
 * face is the one taken for the candidate's.
 */
const SHOWS_OTHERS: ReadonlySet<SignalKind> = new Set<SignalKind>(['extra-person']);

type EvidenceDeps = {
  recent: Pick<RecentPictures, 'offer' | 'nearest' | 'clear'>;
  store: Pick<EvidenceStore, 'put'>;
  uploader: { poke(): void };
  log: Log;
};

/** Takes the pictures that go with a signal. */
export class Evidence {
  readonly #deps: EvidenceDeps;
  #newest: Snapshot | undefined;

  constructor(deps: EvidenceDeps) {
    this.#deps = deps;
  }

  /** The frame seen last; undefined before the first. */
  newest(): Snapshot | undefined {
    return this.#newest;
  }

  /** Shows each frame as it comes. Nothing is kept for later where the policy wants no pictures. */
  see(snapshot: Snapshot, policy: Policy['evidence']): void {
    this.#newest = snapshot;
    if (policy.enabled && policy.beforeMs > 0) this.#deps.recent.offer(snapshot);
    else this.#deps.recent.clear();
  }

  /** Forgets what was seen: the frame seen last, and the seconds before it. */
  forget(): void {
    this.#newest = undefined;
    this.#deps.recent.clear();
  }

  /**
   * Stores the picture of now and the one of `beforeMs` earlier, for a signal that has just opened. What could not
   * be taken is left out and logged, so the list may be empty: then there is nothing to tell the hub.
   */
  async capture(signal: Signal, policy: Policy['evidence']): Promise<EvidencePicture[]> {
    if (!policy.enabled) return [];
    const { recent } = this.#deps;
    const newest = this.#newest;
    const momentAt = newest?.takenAt ?? signal.openedAt;
    const found =
      policy.beforeMs > 0 ? recent.nearest(momentAt - policy.beforeMs, BEFORE_TOLERANCE_MS) : undefined;
    const before = found !== undefined && found.takenAt < momentAt ? found : undefined;
    const blur = policy.blurBystanders && !SHOWS_OTHERS.has(signal.kind);
    const taken = await Promise.all([
      this.#store('before', signal, before?.takenAt, () => (blur ? before?.blurred : before?.jpeg)),
      this.#store('moment', signal, newest?.takenAt, () =>
        blur ? newest?.encodeBlurred() : newest?.encode(),
      ),
    ]);
    const pictures = taken.filter((picture) => picture !== undefined);
    if (pictures.length > 0) this.#deps.uploader.poke();
    return pictures;
  }

  async #store(
    role: EvidencePicture['role'],
    signal: Signal,
    takenAt: number | undefined,
    encode: () => EncodedPicture['jpeg'] | Promise<EncodedPicture['jpeg']> | undefined,
  ): Promise<EvidencePicture | undefined> {
    const { log, store } = this.#deps;
    try {
      const jpeg = await encode();
      if (jpeg === undefined || takenAt === undefined) return undefined;
      if (jpeg.length > MAX_PICTURE_BYTES) {
        log.error(
          { role, signal: signal.id, bytes: jpeg.length },
          'evidence picture too large for the hub, left out',
        );
        return undefined;
      }
      return { sha256: await store.put(jpeg), takenAt, role };
    } catch (err) {
      log.error({ role, signal: signal.id, err }, 'evidence picture could not be taken');
      return undefined;
    }
  }
}
