import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Policy } from '@invigil/contract';
import { POLICY_FIELDS, differences, readDraft, textOf } from './policy-draft.js';

const STANDARD = Policy.parse({});

test('every field of a policy but name, number and arrangements can be changed, each in its group', () => {
  const paths = POLICY_FIELDS.map(({ path }) => path);
  assert.ok(paths.includes('conduct.phone.onsetMs') && paths.includes('evidence.enabled'));
  assert.ok(!paths.some((path) => /^(id|version|arranged)(\.|$)/.test(path)));
  const isOfType = ({ options, path, type }: (typeof POLICY_FIELDS)[number]): boolean => {
    const text = textOf(STANDARD, path);
    if (type === 'flag') return ['true', 'false'].includes(text);
    if (type === 'choice') return options.includes(text);
    return type === 'list' || (text !== '' && !Number.isNaN(Number(text)));
  };
  assert.deepEqual(
    POLICY_FIELDS.filter((field) => !isOfType(field)),
    [],
    'each can be typed as what it is',
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

test('a choice is one of its words, and a list its names with commas between them', () => {
  const names = 'acme.helper, acme.spell';
  const edits = new Map([
    ['parts.editor', 'required'],
    ['parts.allowedExtensions', names],
  ]);
  const { policy } = readDraft(STANDARD, edits);
  assert.ok(policy);
  assert.deepEqual(
    [policy.parts.editor, policy.parts.allowedExtensions, textOf(policy, 'parts.allowedExtensions')],
    ['required', ['acme.helper', 'acme.spell'], names],
  );
  const long = readDraft(STANDARD, new Map([['parts.allowedExtensions', 'a'.repeat(5000)]]));
  assert.deepEqual([...(long.faults ?? [])], [['parts.allowedExtensions', 'wrong-names']]);
});
