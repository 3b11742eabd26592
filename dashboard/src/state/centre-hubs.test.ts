import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HubInCentre, Rollup } from '@invigil/contract';
import { SAMPLE_NOW } from '../lib/sample-views.js';
import { centreHubs, centreSum } from './centre-hubs.js';

const ROLLUP: Rollup = {
  at: SAMPLE_NOW,
  since: SAMPLE_NOW - 60_000,
  centre: 'south',
  version: '0.1.0',
  publicUrl: 'https://south.example/',
  rooms: [
    {
      room: 'r2',
      name: 'Room 2',
      examOpen: true,
      seats: { online: 3, stopped: 0, lost: 1, never: 2 },
      ready: 2,
      blind: 1,
      incidents: { watch: 3, blind: 0, alert: 1 },
      watched: 0.97,
      versions: [{ version: '0.1.0', seats: 4 }],
      heardAt: SAMPLE_NOW,
    },
  ],
};
const HUB: HubInCentre = {
  name: 'South',
  own: false,
  trouble: null,
  heardAt: SAMPLE_NOW,
  rollup: ROLLUP,
};

function drawn(...hubs: HubInCentre[]) {
  return centreHubs({ at: SAMPLE_NOW, hubs }, (room) => `/rooms/${room}`);
}

test('says of a hub whether its figures are of now, and since when it was not heard', () => {
  const hubs = drawn(
    HUB,
    { ...HUB, trouble: 'unreachable', heardAt: 5 },
    { ...HUB, trouble: null, heardAt: null, rollup: null },
    { ...HUB, trouble: 'refused', heardAt: null, rollup: null },
  );
  assert.deepEqual(
    hubs.map(({ standing }) => standing),
    [
      { type: 'now' },
      { type: 'old', trouble: 'unreachable', heardAt: 5 },
      { type: 'asked' },
      { type: 'never', trouble: 'refused' },
    ],
  );
  assert.equal(hubs[1]?.rooms.length, 1, 'the last figures stay');
  assert.deepEqual(centreSum(hubs), { hubs: 4, rooms: 2, unheard: 2 });
});

test('says since when the database of a hub is away, on the clock of the hub that asked', () => {
  const skewed = { ...ROLLUP, at: SAMPLE_NOW + 3_600_000, storeAwaySince: SAMPLE_NOW + 3_600_000 - 30_000 };
  const [south] = drawn({ ...HUB, rollup: skewed });
  assert.deepEqual(south?.standing, { type: 'store-away', since: SAMPLE_NOW - 30_000 });
  assert.deepEqual(centreSum(drawn({ ...HUB, rollup: skewed })).unheard, 0, 'it is heard');
});

test('leads to the room on the dashboard of its own hub, and nowhere where that is not known', () => {
  const own = { ...HUB, own: true };
  const [south, here, silent] = drawn(HUB, own, { ...HUB, rollup: { ...ROLLUP, publicUrl: null } });
  assert.deepEqual(
    [south?.dashboard, south?.rooms[0]?.href],
    ['https://south.example/', 'https://south.example/rooms/r2'],
  );
  assert.deepEqual([here?.dashboard, here?.rooms[0]?.href], [null, '/rooms/r2']);
  assert.deepEqual([silent?.dashboard, silent?.rooms[0]?.href], [null, null]);
});

test('counts the places of a room, and its incidents from the most severe on', () => {
  const [south] = drawn(HUB);
  assert.equal(south?.rooms[0]?.places, 6);
  assert.deepEqual(south?.rooms[0]?.incidents, [
    { severity: 'alert', count: 1 },
    { severity: 'blind', count: 0 },
    { severity: 'watch', count: 3 },
  ]);
});
