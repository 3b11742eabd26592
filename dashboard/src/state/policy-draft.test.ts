import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Policy } from '@invigil/contract';
import { POLICY_FIELDS, differences, readDraft, textOf } from './policy-draft.js';

const STANDARD = Policy.parse({});

test('every field of a policy but name, number and arrangements can be changed, each in its group', () => {
  const paths = POLICY_FIELDS.map(({ path }) => path);
  assert.ok(paths.includes('conduct.phone.onsetMs') && paths.includes('evidence.enabled'));
  assert.ok(!paths.some((path) => /^(id|version|arranged)(\.|$)/.test(path)));
  assert.deepEqual(
    POLICY_FIELDS.filter(
      ({ path }) =>
        !['true', 'false'].includes(textOf(STANDARD, path)) && Number.isNaN(Number(textOf(STANDARD, path))),
    ),
    [],
    'each is a number or a flag',
  );
  const one = POLICY_FIELDS.find(({ path }) => path === 'incidentGapMs');
  assert.deepEqual([one?.group, one?.type], ['general', 'number']);
});

test('what is typed becomes the policy, with a comma too', () => {
  const edits = new Map([
    ['conduct.phone.minConfidence', '0,5'],
    ['conduct.book.enabled', 'false'],
  ]);
  const { policy } = readDraft(STANDARD, edits);
  assert.deepEqual([policy?.conduct.phone.minConfidence, policy?.conduct.book.enabled], [0.5, false]);
  assert.ok(policy);
  assert.deepEqual(
    differences(STANDARD, policy).map(({ after, before, field }) => [field.path, before, after]),
    [
      ['conduct.phone.minConfidence', '0.35', '0.5'],
      ['conduct.book.enabled', 'true', 'false'],
    ],
  );
});

test('each fault is told of its own field', () => {
  const edits = new Map([
    ['conduct.phone.onsetMs', '2.5'],
    ['conduct.phone.minConfidence', '1.2'],
    ['incidentGapMs', ''],
    ['levels.watch', '60'],
  ]);
  assert.deepEqual(Object.fromEntries(readDraft(STANDARD, edits).faults ?? []), {
    'conduct.phone.onsetMs': 'not-whole',
    'conduct.phone.minConfidence': 'out-of-range',
    incidentGapMs: 'no-number',
    'levels.watch': 'watch-below-alert',
  });
});
