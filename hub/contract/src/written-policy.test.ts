import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Policy } from './policy.js';
import { PROFILES, ProfileName } from './profiles.js';
import { readWritten } from './written.js';
import { WrittenPolicy } from './written-policy.js';

test('nothing written is the standard policy, as is the profile of that name', () => {
  assert.deepEqual(WrittenPolicy.parse({}), Policy.parse({}));
  assert.deepEqual(WrittenPolicy.parse({ profile: 'standard' }), Policy.parse({}));
});

test('every profile is a policy under its own name that differs from the standard in something', () => {
  for (const name of ProfileName.options) {
    const policy = WrittenPolicy.parse({ profile: name });
    assert.equal(policy.id, name);
    assert.ok(!('profile' in policy));
    if (name === 'standard') continue;
    assert.notDeepEqual({ ...policy, id: 'standard' }, Policy.parse({}), name);
    assert.ok(PROFILES[name].why.length > 0);
  }
});

test('profiles keep to what their kinds of exam allow', () => {
  const open = WrittenPolicy.parse({ profile: 'open-book' });
  assert.ok(!open.conduct.book.enabled && open.conduct.phone.enabled);
  const oral = WrittenPolicy.parse({ profile: 'oral' });
  assert.ok(!oral.conduct.speaking.enabled && !oral.conduct['gaze-off-screen'].enabled);
  const low = WrittenPolicy.parse({ profile: 'low-stakes' });
  assert.equal(low.conduct.phone.onsetMs, 2 * Policy.parse({}).conduct.phone.onsetMs);
  assert.equal(low.conduct.phone.weight, Policy.parse({}).conduct.phone.weight / 2);
});

test('a field that is written holds over the one of the profile, and the others stay as the profile has them', () => {
  const written = { profile: 'closed-book', version: 4, conduct: { book: { onsetMs: 9000 } } };
  const policy = WrittenPolicy.parse(written);
  const profile = WrittenPolicy.parse({ profile: 'closed-book' });
  assert.deepEqual(policy.conduct.book, { ...profile.conduct.book, onsetMs: 9000 });
  assert.deepEqual(policy.conduct['second-screen'], profile.conduct['second-screen']);
  assert.deepEqual([policy.id, policy.version], ['closed-book', 4]);
});

test('what does not fit is refused with its path and the nearest known name', () => {
  const cases: [unknown, RegExp][] = [
    [{ profile: 'closed-bok' }, /^profile: there is no "closed-bok"; did you mean "closed-book"\?/],
    [{ profil: 'oral' }, /^profil: unknown key; did you mean "profile"\?/],
    [{ profile: 'oral', conduct: { phnoe: {} } }, /^conduct\.phnoe: unknown key; did you mean "phone"\?/],
    [{ profile: 'oral', levels: { watch: 60 } }, /^levels\.watch: watch must be below alert/],
    [{ profile: 'oral', conduct: { phone: { onsetMs: 1 } } }, /^conduct\.phone\.onsetMs: /],
    ['oral', /expected object/],
  ];
  for (const [written, expected] of cases) {
    const read = readWritten(WrittenPolicy, written);
    assert.ok(!read.ok, String(written));
    assert.match(read.error.message, expected);
  }
});
