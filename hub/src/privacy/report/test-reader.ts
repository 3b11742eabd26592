import type { Db } from '../../store/schema.js';
import { type CertificateAsked, doRecordJob } from './record-jobs.js';
import type { RecordReader } from './record-reader.js';

/** For tests only: a reader in this thread, over this connection. */
export function plainReader(db: Db): RecordReader {
  const certificate = async (asked: CertificateAsked) =>
    (await doRecordJob(db, { type: 'certificate', asked })).certificate;
  return {
    report: async (asked) => (await doRecordJob(db, { type: 'report', asked })).report,
    certificate,
    count: certificate,
  };
}
