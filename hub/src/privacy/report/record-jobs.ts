import type { CompletenessCertificate, SeatAddress, SessionReport } from '@invigil/contract';
import { certificateOf } from '../../store/certificate-of.js';
import type { Db } from '../../store/schema.js';
import { type ReportAsked, sessionReport } from './session-report.js';

export type CertificateAsked = SeatAddress & { seatId: number; session: string; now: number };

/** What is read beside the event loop: three hours of a seat take about a second. */
export type RecordJob =
  | { type: 'report'; asked: ReportAsked }
  | { type: 'certificate'; asked: CertificateAsked };

/** What was read; neither of the two: the hub keeps nothing of the session. */
export type RecordRead = {
  report?: SessionReport | undefined;
  certificate?: CompletenessCertificate | undefined;
};

/** Reads, as the store is at one moment. */
export async function doRecordJob(db: Db, { asked, type }: RecordJob): Promise<RecordRead> {
  if (type === 'report') return { report: await sessionReport(db, asked) };
  const { now, session, ...place } = asked;
  // In one transaction, so that what comes meanwhile does not make its parts disagree.
  const made = db.transaction().execute((one) => certificateOf(one, place, session, now));
  return { certificate: await made };
}
