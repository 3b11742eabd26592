import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { hasMosquitto } from '@invigil/hub/boundaries';
import { allReached } from '../bench/rows.js';
import { runCampaign } from '../chaos/campaign.js';

/** Runs a campaign in a folder of its own. Gives its figures. */
async function campaign(
  options: Omit<Parameters<typeof runCampaign>[1], 'rate' | 'rounds' | 'seed' | 'stopping'>,
): Promise<Awaited<ReturnType<typeof runCampaign>>> {
  const folder = mkdtempSync(join(tmpdir(), 'invigil-chaos-test-'));
  try {
    const same = { rate: 20, rounds: 1, seed: 1, stopping: new AbortController().signal };
    return await runCampaign(folder, { ...same, ...options });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test(
  'on PostgreSQL and mosquitto seats lose, double and mix up nothing when the database is killed, cut off, and put back from a dump',
  { skip: hasMosquitto ? false : 'mosquitto is not on this machine' },
  async () => {
    const rows = await campaign({
      broker: 'mosquitto',
      database: 'postgres',
      seats: 3,
      events: 400,
      minutes: 5,
      only: ['database-kill', 'database-cut', 'database-and-hub-kill', 'hub-restore'],
    });
    assert.deepEqual(
      rows.filter(({ goal, pass }) => goal !== null && !pass),
      [],
    );
    const recovered = rows.filter(({ name }) => name.endsWith('recovered after, median'));
    assert.equal(recovered.length, 4, 'each fault was tried');
  },
);

test('five seats over TLS lose, double and mix up nothing when hub and seats are killed and the hub’s log is cut', async () => {
  const rows = await campaign({
    broker: 'embedded',
    database: 'sqlite',
    seats: 5,
    events: 500,
    minutes: 1,
    only: ['hub-kill', 'seats-kill', 'hub-wal-cut'],
  });
  const missed = rows.filter(({ goal, pass }) => goal !== null && !pass);
  assert.deepEqual(missed, []);
  assert.ok(allReached(rows));
  // Each seat in its first boot, and in another after the kill.
  const told = rows.find(({ name }) => name === 'events told');
  assert.deepEqual(told?.n, 10);
});
