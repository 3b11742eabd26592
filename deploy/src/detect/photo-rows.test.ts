import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JudgedPhoto } from './judge-all.js';
import { photoRows } from './photo-rows.js';

const photo = (photo: Partial<JudgedPhoto>): JudgedPhoto => ({
  split: 'test',
  scene: 'room-a',
  hasPhones: true,
  somebody: true,
  told: false,
  ...photo,
});

test('webcam rooms with somebody in view have a goal on scenes apart; a phone in nobody’s reach is not counted', () => {
  const rows = photoRows([
    photo({ told: true }),
    photo({}),
    photo({ somebody: false }),
    photo({ scene: 'web', told: true }),
    photo({ scene: 'people', hasPhones: false, somebody: false, told: true }),
    photo({ scene: 'people', hasPhones: false }),
    photo({ split: 'dev' }),
  ]);
  assert.deepEqual(
    rows.map(({ goal, n, name, value }) => [
      name.replace(/^photographs shown for 8 s, (.*): .*$/, '$1'),
      value,
      n,
      goal,
    ]),
    [
      ['scenes to choose by, webcam rooms with a phone and somebody', 0, 1, null],
      ['scenes apart, webcam rooms with a phone and somebody', 0.5, 2, '≥ 0.8'],
      ['scenes apart, other pictures with a phone and somebody', 1, 1, null],
      ['scenes apart, without a phone', 0.5, 2, null],
    ],
  );
});

test('without photographs there is nothing to tell', () => {
  assert.deepEqual(photoRows([]), []);
});
