import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Accommodations } from './accommodations.js';
import { fieldsOf } from './policy-fields.js';
import { policyReference } from './policy-reference.js';
import { Policy } from './policy.js';

const FILE = new URL('../../../docs/policy.md', import.meta.url);

test('docs/policy.md is that of this code (else: npm run protocol -w hub/contract)', () => {
  assert.equal(readFileSync(FILE, 'utf8'), policyReference());
});

test('each field of a policy has a meaning, a range, a default, and a unit where it is an amount', () => {
  for (const { meaning, path, range, standard, unit } of fieldsOf(Policy)) {
    assert.notEqual(meaning, '', path);
    assert.notEqual(range, '', path);
    if (path !== 'arranged') assert.notEqual(standard, '', path);
    if (/^[\d…]/.test(range)) assert.notEqual(unit, '', path);
  }
});

test('each field of an arrangement has a meaning and a range', () => {
  for (const { meaning, path, range } of fieldsOf(Accommodations)) {
    assert.notEqual(meaning, '', path);
    assert.notEqual(range, '', path);
  }
});
