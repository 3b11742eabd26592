import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalPolicy, Policy, ruleOf } from './policy.js';
import { SEAT_KINDS } from './signal.js';

test('an empty policy is the standard one, with a rule for every kind', () => {
  const policy = Policy.parse({});
  for (const kind of SEAT_KINDS) assert.ok(ruleOf(policy, kind).onsetMs > 0, kind);
});

test('a policy that was written before a kind of blindness was known watches for it by its default', () => {
  const { covered, dark } = Policy.parse({}).coverage;
  const old = Policy.parse({ coverage: { covered: { ...covered, enabled: false }, dark } });
  assert.equal(ruleOf(old, 'covered').enabled, false);
  assert.deepEqual(old.coverage.looped, Policy.parse({}).coverage.looped);
});

test('an unknown key is refused', () => {
  assert.ok(!Policy.safeParse({ conduct: { phne: {} } }).success);
  assert.ok(!Policy.safeParse({ conduct: { phone: { onset: 1 } } }).success);
  assert.ok(!Policy.safeParse({ evidnce: {} }).success);
});

test('a policy may change one field of one rule and leave the rest as it is', () => {
  const { conduct } = Policy.parse({ conduct: { phone: { weight: 5 } } });
  assert.deepEqual(conduct.phone, { ...Policy.parse({}).conduct.phone, weight: 5 });
});

test('watch above alert is refused', () => {
  assert.ok(!Policy.safeParse({ levels: { watch: 60, alert: 50, hysteresis: 1 } }).success);
});

test('the same policy in another order of keys has the same text', () => {
  const policy = Policy.parse({});
  const turned = Policy.parse(Object.fromEntries(Object.entries(policy).toReversed()));
  assert.equal(canonicalPolicy(turned), canonicalPolicy(policy));
  assert.notEqual(canonicalPolicy({ ...policy, incidentGapMs: 1 }), canonicalPolicy(policy));
});

test('nobody is compared with anybody unless the policy says so', () => {
  assert.equal(Policy.parse({}).identity.enabled, false);
  assert.ok(!Policy.safeParse({ identity: { enabled: true, minSimilarity: 1.1 } }).success);
  assert.equal(Policy.parse({ identity: { enabled: true } }).identity.minSimilarity, 0.55);
});
