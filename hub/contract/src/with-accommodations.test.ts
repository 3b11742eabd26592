import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Accommodations } from './accommodations.js';
import { Policy, canonicalPolicy } from './policy.js';
import { ProfileName } from './profiles.js';
import { CONDUCT_KINDS, ROOM_KINDS, RiskKind } from './signal.js';
import { withAccommodations } from './with-accommodations.js';
import { readWritten } from './written.js';
import { WrittenPolicy } from './written-policy.js';

const STANDARD = Policy.parse({});
const arrange = (given: object, policy = STANDARD): Policy =>
  withAccommodations(policy, Accommodations.parse({ words: 'x', ...given }));

/** Every switch alone and in pairs, at three factors, for one kind or all: some hundred arrangements. */
const ARRANGEMENTS: object[] = [
  {},
  { off: ['phone', 'mutual-looks'] },
  { off: [...RiskKind.options] },
  ...[1, 1.3, 10].flatMap((factor) => [
    { longerOnset: { all: factor } },
    { longerOnset: { 'eyes-closed': factor, all: 2 } },
  ]),
  { readsAloud: true },
  { looksAround: true },
  { noCamera: true },
];
const POLICIES = [
  ...ProfileName.options.map((profile) => WrittenPolicy.parse({ profile })),
  Policy.parse({ conduct: { phone: { onsetMs: 300_000, weight: 0 }, book: { enabled: false } } }),
];

test('an arrangement of nothing changes nothing', () => {
  assert.equal(canonicalPolicy(arrange({})), canonicalPolicy(STANDARD));
});

test('never adds a signal, never shortens an onset, never raises a weight, and stays a policy', () => {
  for (const policy of POLICIES) {
    for (const given of ARRANGEMENTS) {
      const eased = arrange(given, policy);
      assert.deepEqual(Policy.parse(eased), eased);
      for (const kind of CONDUCT_KINDS) {
        const [before, after] = [policy.conduct[kind], eased.conduct[kind]];
        assert.ok(before.enabled || !after.enabled, kind);
        assert.ok(after.onsetMs >= before.onsetMs, kind);
        assert.ok(after.weight <= before.weight, kind);
      }
      for (const kind of ROOM_KINDS) {
        assert.ok(policy.room[kind].enabled || !eased.room[kind].enabled, kind);
        assert.ok(eased.room[kind].weight <= policy.room[kind].weight, kind);
      }
      assert.deepEqual(eased.coverage, policy.coverage);
      assert.ok(policy.camera.enabled || !eased.camera.enabled);
    }
  }
});

test('the same arrangement twice is once, and the order of two does not matter', () => {
  for (const policy of POLICIES) {
    for (const a of ARRANGEMENTS) {
      for (const b of ARRANGEMENTS) {
        const both = canonicalPolicy(arrange(b, arrange(a, policy)));
        assert.equal(canonicalPolicy(arrange(a, arrange(b, policy))), both);
        assert.equal(canonicalPolicy(arrange(a, arrange(b, arrange(a, policy)))), both);
      }
    }
  }
});

test('does what it says', () => {
  assert.equal(arrange({ readsAloud: true }).conduct.speaking.enabled, false);
  assert.equal(arrange({ noCamera: true }).camera.enabled, false);
  assert.equal(arrange({ off: ['neighbour-looks'] }).room['neighbour-looks'].enabled, false);
  const longer = arrange({ longerOnset: { all: 1.5, phone: 2 } }).conduct;
  assert.equal(longer.phone.onsetMs, 2 * STANDARD.conduct.phone.onsetMs);
  assert.equal(longer.book.onsetMs, 1.5 * STANDARD.conduct.book.onsetMs);
  const looks = arrange({ looksAround: true });
  assert.equal(looks.conduct['looking-away'].onsetMs, 2 * STANDARD.conduct['looking-away'].onsetMs);
  assert.equal(looks.conduct['gaze-off-screen'].weight, STANDARD.conduct['gaze-off-screen'].weight / 2);
  assert.deepEqual(looks.conduct.phone, STANDARD.conduct.phone);
  assert.equal(looks.room['mutual-looks'].weight, STANDARD.room['mutual-looks'].weight / 2);
});

test('tells what a rule was before, and gives the policy a hash of its own', () => {
  const eased = arrange({ looksAround: true });
  assert.deepEqual(eased.arranged?.['looking-away'], {
    onsetMs: STANDARD.conduct['looking-away'].onsetMs,
    weight: STANDARD.conduct['looking-away'].weight,
  });
  assert.notEqual(canonicalPolicy(eased), canonicalPolicy(STANDARD));
});

test('an unknown signal or field is refused with its path and the nearest known name', () => {
  const cases: [object, RegExp][] = [
    [{ off: ['speeking'] }, /^off\[0\]: there is no "speeking"; did you mean "speaking"\?/],
    [{ longerOnset: { fone: 2 } }, /^longerOnset\.fone: unknown key; did you mean "phone"\?/],
    [{ longerOnset: { all: 0.5 } }, /^longerOnset\.all: /],
    [{ noCamra: true }, /^noCamra: unknown key; did you mean "noCamera"\?/],
  ];
  for (const [given, expected] of cases) {
    const read = readWritten(Accommodations, { words: 'x', ...given });
    assert.ok(!read.ok);
    assert.match(read.error.message, expected);
  }
});

test('has words for the invigilator and no place for a reason', () => {
  assert.ok(!readWritten(Accommodations, {}).ok);
  const text = JSON.stringify(
    Object.entries(Accommodations.shape).map(([name, { description }]) => [name, description]),
  );
  assert.doesNotMatch(
    text,
    /diagnos|medic|disab|health|illness|disease|syndrome|disorder|autis|adhd|tourette|epilep|\btics?\b/i,
  );
});
