import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Policy, canonicalPolicy } from './policy.js';
import { readWantedPolicy } from './wanted-policy.js';

const HASH = 'a'.repeat(64);
const STANDARD = Policy.parse({});

function read(policy: unknown) {
  return readWantedPolicy(JSON.stringify({ hash: HASH, policy }));
}

test('reads what a hub of the same version writes, with the text that its hash is of', () => {
  const wanted = read(STANDARD);
  assert.ok(wanted.ok);
  assert.deepEqual(wanted.value, {
    hash: HASH,
    text: canonicalPolicy(STANDARD),
    policy: STANDARD,
    ignored: [],
  });
});

test('fills in what an older hub does not know, and keeps the text as the hub wrote it', () => {
  const { alertBudget: _, ...older } = STANDARD;
  const wanted = read(older);
  assert.ok(wanted.ok);
  assert.deepEqual(wanted.value.policy, STANDARD);
  assert.doesNotMatch(wanted.value.text, /alertBudget/);
});

test('lets pass what a newer hub adds at any depth, and names it', () => {
  const newer = {
    ...STANDARD,
    posture: { enabled: true },
    conduct: { ...STANDARD.conduct, phone: { ...STANDARD.conduct.phone, colour: 1 }, whisper: { weight: 3 } },
  };
  const wanted = read(newer);
  assert.ok(wanted.ok);
  assert.deepEqual(wanted.value.policy, STANDARD);
  assert.deepEqual(wanted.value.ignored.toSorted(), ['conduct.phone.colour', 'conduct.whisper', 'posture']);
  assert.match(wanted.value.text, /whisper/);
});

test('a field that has no name of letters is let pass as well', () => {
  const wanted = read({ ...STANDARD, 'a.b "c"': 1, '0': 2 });
  assert.ok(wanted.ok);
  assert.equal(wanted.value.ignored.length, 2);
});

test('refuses what is out of its range, what is no policy, and what has no hash', () => {
  const wrong = read({ ...STANDARD, incidentGapMs: -1, posture: {} });
  assert.ok(!wrong.ok && wrong.error.message.startsWith('policy: incidentGapMs: '));
  assert.ok(!read(undefined).ok);
  assert.ok(!read('standard').ok);
  assert.ok(!readWantedPolicy(JSON.stringify({ policy: STANDARD })).ok);
  assert.ok(!readWantedPolicy('garbage').ok);
});
