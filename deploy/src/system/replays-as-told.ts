import assert from 'node:assert/strict';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { readTrack, replay } from '@invigil/behaviour';
import { EventBody, Policy } from '@invigil/contract';
import { readKeptTrack } from '@invigil/hub';
import type { LocalRoom } from '../room/room.js';
import { toldBy } from './hub-record.js';
import { signedInFetch } from './rest.js';
import { until } from './until.js';

const WITHOUT_PHONE = Policy.parse({ conduct: { phone: { enabled: false } } });

/**
 * Asks for a seat's track, stops it, and fails unless the hub then has its whole track, whose replay gives the text of every event that the seat told;
 * and unless exactly the phones vanish where a policy does not watch for them.
 */
export async function replaysAsTold(room: LocalRoom, seat: string): Promise<void> {
  const hub = await signedInFetch(room);
  const { boot } = await hub.tracks(seat);
  assert.ok(boot !== null);
  await hub.askForTrack(seat, boot);
  await until(async () => (await hub.tracks(seat)).tracks.some((one) => one.boot === boot && !one.finished));

  await room.seat(seat)?.stop();
  const [track] = (await hub.tracks(seat)).tracks;
  assert.ok(track?.finished, 'the hub has the whole track once the seat has stopped');

  const told = toldBy(room.plan, seat, track.boot);
  const file = await readKeptTrack({ dataDir: join(room.plan.folder, 'hub') }, track.boot);
  assert.ok(file !== undefined, 'the hub keeps its file');
  const again = [...replay(readTrack(file, (packed) => inflateSync(packed)))];
  assert.equal(
    JSON.stringify(again.map(({ at, body }) => ({ at, body: JSON.stringify(EventBody.parse(body)) }))),
    JSON.stringify(told),
  );
  const perHour = (track.bytes * 3_600_000) / ((track.to ?? 0) - (track.from ?? 0));
  console.log(
    `# ${seat}: ${told.length} events told again from ${track.observations} observations in ${track.bytes} bytes, ${(perHour * 3e-6).toFixed(2)} MB in three hours`,
  );

  const same = await hub.replay(seat, track.boot);
  assert.deepEqual(same.replayed, same.live);
  const other = await hub.replay(seat, track.boot, WITHOUT_PHONE);
  assert.deepEqual(
    other.vanished,
    same.live.signals.filter(({ kind }) => kind === 'phone'),
  );
  assert.deepEqual([other.appeared, other.changed], [[], []]);
  if (seat === 'phone') assert.ok(other.vanished.length > 0, 'a film with a phone shows one');
}
