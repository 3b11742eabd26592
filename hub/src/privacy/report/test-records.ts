import { SILENT } from '../../lib/testing.js';
import type { RecordReader } from './record-reader.js';
import { type RecordsDeps, recordsPort } from './records-port.js';
import { plainReader } from './test-reader.js';

type TestHub = Omit<RecordsDeps, 'retention' | 'version' | 'reader' | 'log'> & {
  config: { retention: RecordsDeps['retention'] };
};

/** For tests only: what people read of a hub's sessions, in this thread unless another reader is given. */
export function testRecords(
  { clock, config, db, pictures, plan, seatIds, signer }: TestHub,
  reader: RecordReader = plainReader(db),
) {
  const { retention } = config;
  return recordsPort({
    db,
    plan,
    seatIds,
    retention,
    signer,
    clock,
    pictures,
    version: '0.1.0',
    reader,
    log: SILENT,
  });
}
