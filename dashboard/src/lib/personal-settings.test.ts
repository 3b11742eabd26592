import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PERSONAL_OPTIONS, PersonalSettings } from './personal-settings.js';

test('is quiet at first, and keeps what each person turned on apart', () => {
  const stored = new Map<string, string>();
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  };
  const settings = new PersonalSettings(storage);
  settings.of('eva');
  assert.deepEqual(
    PERSONAL_OPTIONS.filter((option) => settings.has(option)),
    [],
  );
  let changes = 0;
  settings.subscribe(() => (changes += 1));
  settings.set('sound', true);
  settings.set('keys-off', true);
  settings.set('sound', false);
  assert.equal(changes, 3);
  const later = new PersonalSettings(storage);
  later.of('kim');
  assert.ok(!later.has('keys-off'));
  later.of('eva');
  assert.deepEqual(
    PERSONAL_OPTIONS.filter((option) => later.has(option)),
    ['keys-off'],
  );
});

test('takes nothing that it does not know from a store', () => {
  const settings = new PersonalSettings({ getItem: () => 'sound bells  ', setItem: () => {} });
  settings.of('eva');
  assert.deepEqual(
    PERSONAL_OPTIONS.filter((option) => settings.has(option)),
    ['sound'],
  );
});
