import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HubError } from '../../lib/hub-error.js';
import { certificateOf } from '../../store/certificate-of.js';
import { ThreadReader } from './record-reader.js';
import { testRecords } from './test-records.js';
import { reported } from './test-report.js';

const ASKED = { centre: 'north', room: 'r2', seat: 'a1', seatId: 1, session: 'maths', now: 1 };

test('reads the same in a thread of its own, while the hub writes, and says when too much is asked for', async () => {
  const hub = await reported();
  const { config, db, place, records } = hub;
  const reader = new ThreadReader(config);
  const beside = testRecords(hub, reader);
  try {
    assert.deepEqual(await beside.report(place, true), await records.report(place, true));
    // A transaction is under way: the hub's connection is taken.
    await db.transaction().execute(async () => {
      assert.equal((await beside.certificate(place, 'maths'))?.session, 'maths');
    });
    assert.deepEqual(await reader.certificate(ASKED), await certificateOf(db, ASKED, 'maths', 1));
    assert.equal(await reader.certificate({ ...ASKED, session: 'chemistry' }), undefined);
    const many = await Promise.allSettled(Array.from({ length: 40 }, () => reader.certificate(ASKED)));
    const refused = many.filter(({ status }) => status === 'rejected');
    assert.equal(refused.length, 8);
    assert.ok(
      refused.every(
        (one) => one.status === 'rejected' && one.reason instanceof HubError && one.reason.code === 'busy',
      ),
    );
  } finally {
    await reader.stop();
  }
  await assert.rejects(reader.certificate(ASKED), /the hub stops/);
});
