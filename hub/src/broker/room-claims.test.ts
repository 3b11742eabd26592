import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HubClaim } from '@invigil/contract';
import { RoomClaims } from './room-claims.js';

const [OWN, OTHER] = ['a'.repeat(16), 'b'.repeat(16)];

function claims(options: { at?: number; takeOver?: boolean; hub?: string } = {}) {
  const { at = 1000, hub = OWN, takeOver = false } = options;
  const acts: string[] = [];
  const told = (act: string) => (room: string) => void acts.push(`${act} ${room}`);
  const all = new RoomClaims({
    hub,
    rooms: ['r1', 'r2'],
    clock: { now: () => at },
    takeOver,
    acts: {
      claimed: (room, alone) => void acts.push(`claimed ${room}${alone ? ' alone' : ''}`),
      yielded: told('yielded'),
      refused: told('refused'),
      spokenOver: told('again'),
    },
  });
  const hear = (room: string, online: boolean, claim?: HubClaim) =>
    all.hear(room, { online, at: 0, ...(claim && { hub: claim }) });
  return { all, acts, hear };
}

test('claims what nobody holds, and waits for the end of a hub that is there', () => {
  const { acts, all, hear } = claims();
  hear('r1', true, { id: OTHER, since: 500 });
  hear('r2', false, { id: OTHER, since: 500 });
  all.settle();
  assert.deepEqual(acts, ['refused r1', 'claimed r2']);
  assert.deepEqual([all.serves('r1'), all.serves('r2')], [false, true]);
  hear('r1', false, { id: 'c'.repeat(16), since: 400 });
  assert.ok(!all.serves('r1'), 'the end of a third one changes nothing');
  hear('r1', false, { id: OTHER, since: 500 });
  assert.ok(all.serves('r1'));
});

test('takes no notice of its own words of before, nor of hubs that say not who they are', () => {
  const { acts, all, hear } = claims();
  hear('r1', true, { id: OWN, since: 500 });
  hear('r2', true);
  hear('r9', true, { id: OTHER, since: 500 });
  all.settle();
  assert.deepEqual(acts, ['claimed r1 alone', 'claimed r2']);
});

test('takes over when it is told to, with a later claim than the other’s whatever the clocks say', () => {
  const { acts, all, hear } = claims({ at: 1000, takeOver: true });
  hear('r1', true, { id: OTHER, since: 9000 });
  all.settle();
  assert.deepEqual(acts, ['claimed r1', 'claimed r2']);
  assert.equal(all.claimOf('r1')?.since, 9001);
});

test('yields to a later claim, and speaks again over an older one or a last will', () => {
  const { acts, all, hear } = claims();
  all.settle();
  acts.length = 0;
  hear('r1', true, { id: OTHER, since: 999 });
  hear('r1', false, { id: OTHER, since: 2000 });
  assert.deepEqual(acts, ['again r1', 'claimed r1', 'again r1'], 'one that came and went unheard');
  hear('r1', true, { id: OTHER, since: 2000 });
  assert.deepEqual(acts.slice(3), ['yielded r1']);
  assert.equal(all.claimOf('r1'), undefined);
});

test('of two that claim at the same moment one stays', () => {
  const one = claims();
  const two = claims({ hub: OTHER });
  for (const { all } of [one, two]) all.settle();
  one.hear('r1', true, { id: OTHER, since: 1000 });
  two.hear('r1', true, { id: OWN, since: 1000 });
  assert.deepEqual([one.all.serves('r1'), two.all.serves('r1')], [false, true]);
});

test('is alone only where its own words stood, and learns that it was not when another speaks late', () => {
  const { acts, all, hear } = claims();
  hear('r1', false, { id: OWN, since: 500 });
  all.settle();
  assert.deepEqual(
    acts,
    ['claimed r1 alone', 'claimed r2'],
    'of r2 the broker may have forgotten who served it',
  );
  hear('r1', true, { id: OWN, since: 1000 });
  hear('r1', false, { id: OTHER, since: 700 });
  hear('r1', false, { id: OTHER, since: 700 });
  hear('r2', false, { id: OTHER, since: 700 });
  assert.deepEqual(acts.slice(2), ['claimed r1', 'again r1', 'again r1', 'again r2']);
});
