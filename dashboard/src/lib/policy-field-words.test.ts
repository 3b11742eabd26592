import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Policy, fieldsOf } from '@invigil/contract';
import { saidField } from './policy-field-words.js';

test('every field of a policy is said as the contract says it, and none is left without words', () => {
  for (const field of fieldsOf(Policy)) {
    const nowhere = { ...field, meaning: '(no words)' };
    if (['id', 'version', 'arranged'].includes(field.path)) continue;
    const { meaning, range, unit } = saidField(nowhere);
    assert.deepEqual([meaning, range, unit], [field.meaning, field.range, field.unit], field.path);
  }
});
