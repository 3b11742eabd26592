import type { CompletenessCertificate, SessionReport } from '@invigil/contract';
import { HubError } from '../../lib/hub-error.js';
import { JobThread, programBeside } from '../../lib/job-thread.js';
import type { StorePlace } from '../../lib/store-place.js';
import type { CertificateAsked, RecordJob, RecordRead } from './record-jobs.js';
import type { ReportAsked } from './session-report.js';

/** Reads of a session what takes long. Undefined: nothing of it is kept. */
export type RecordReader = {
  report(asked: ReportAsked): Promise<SessionReport | undefined>;
  certificate(asked: CertificateAsked): Promise<CompletenessCertificate | undefined>;
  /** A certificate that nobody waits for, or not for long: it holds up no other. */
  count(asked: CertificateAsked): Promise<CompletenessCertificate | undefined>;
};

/** Reads of people who wait; a centre has a few of them. */
const MOST_WAITING = 32;
/** Lines of a few lists. */
const MOST_COUNTED = 2000;
const LONGEST_MS = 120_000;
/** Loading what it needs takes a thread a third of a second. */
const IDLE_MS = 30_000;

/** A reader that goes on beside the hub, over connections of its own. */
export class ThreadReader implements RecordReader {
  readonly #place: StorePlace;
  readonly #asked = threadOf(MOST_WAITING);
  readonly #counted = threadOf(MOST_COUNTED);

  constructor(place: StorePlace) {
    this.#place = place;
  }

  async report(asked: ReportAsked): Promise<SessionReport | undefined> {
    return (await this.#run(this.#asked, { type: 'report', asked })).report;
  }

  async certificate(asked: CertificateAsked): Promise<CompletenessCertificate | undefined> {
    return (await this.#run(this.#asked, { type: 'certificate', asked })).certificate;
  }

  async count(asked: CertificateAsked): Promise<CompletenessCertificate | undefined> {
    return (await this.#run(this.#counted, { type: 'certificate', asked })).certificate;
  }

  /** Breaks off what is being read. */
  async stop(): Promise<void> {
    await Promise.all([this.#asked.stop(), this.#counted.stop()]);
  }

  async #run(thread: ReturnType<typeof threadOf>, job: RecordJob): Promise<RecordRead> {
    const outcome = await thread.run({ place: this.#place, job });
    if (outcome.type === 'done') return outcome.result;
    throw new HubError('busy', 'too many reports at once; try again later');
  }
}

function threadOf(mostWaiting: number): JobThread<{ place: StorePlace; job: RecordJob }, RecordRead> {
  return new JobThread({
    program: programBeside(import.meta.url, 'record-worker'),
    mostWaiting,
    longestMs: LONGEST_MS,
    idleMs: IDLE_MS,
  });
}
