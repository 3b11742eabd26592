import assert from 'node:assert/strict';
import { test } from 'node:test';
import { riskOf, termsOf } from '@invigil/behaviour';
import { Policy, Risk, type RiskLevel, type SeatEvent, type Signal } from '@invigil/contract';
import { findLooks } from './find-looks.js';
import { hubRisk, type RoomPart } from './hub-risk.js';
import { grid, look, RULES, seeded } from './test-room.js';
import { sessionOf } from './test-session.js';

const POLICY = Policy.parse({});
const NOTHING: RoomPart = { findings: [], shared: new Map() };
const LOOKS = [look('a2', 'left', [0, 5]), look('a2', 'left', [60, 66]), look('a2', 'left', [200, 207])];
const FINDING = findLooks('a2', { room: 'r2', places: grid(1, 3), rules: RULES }, LOOKS)[0]!.signal;

type Told = { at: number; risk: Risk };

/** The risks of a session, as they come out of the message that carried them. */
function risksOf(events: readonly SeatEvent[]): Told[] {
  return events.flatMap(({ at, body }) =>
    body.type === 'risk' ? [{ at, risk: Risk.parse(JSON.parse(JSON.stringify(body.risk))) }] : [],
  );
}

/** The hub's numbers over a session. */
function numbersOf(told: readonly Told[], part: RoomPart, policy = POLICY): Risk[] {
  let before: RiskLevel = 'calm';
  return told.map(({ at, risk }) => {
    const number = hubRisk(risk, part, { at, before, policy });
    before = number.level;
    return number;
  });
}

/** What a seat told of one signal that it sees. */
function toldRisk(kind: 'looking-away' | 'phone', seenMs: number): Risk {
  const term = {
    signalId: `${'d'.repeat(16)}-1`,
    kind,
    since: 0,
    confidence: 0.8,
    seenMs,
    sinceEndMs: 0,
    shared: 1,
  };
  return riskOf([term], 'calm', POLICY);
}

test('without a finding the hub’s number is the seat’s own, to the last digit, for every event of any session', () => {
  let events = 0;
  const levels = new Set<RiskLevel>();
  for (let seed = 1; seed <= 40; seed += 1) {
    const told = risksOf(sessionOf(seed));
    const own = told.map(({ risk }) => risk);
    assert.deepEqual(numbersOf(told, NOTHING), own, `seed ${seed}`);
    // It is summed, not handed through: the same code gives the same from the terms alone.
    for (const [index, risk] of own.entries()) {
      assert.deepEqual(riskOf(termsOf(risk) ?? [], own[index - 1]?.level ?? 'calm', POLICY), risk);
      levels.add(risk.level);
    }
    events += told.length;
  }
  assert.ok(events > 2000, `${events} risks`);
  assert.deepEqual([...levels].toSorted(), ['alert', 'calm', 'watch']);
});

test('a finding raises the number, is one of its terms, and never takes it over 100', () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const told = risksOf(sessionOf(seed)).map((one, index) => ({ ...one, at: 210_000 + index * 100 }));
    const numbers = numbersOf(told, { ...NOTHING, findings: [FINDING] });
    for (const [index, number] of numbers.entries()) {
      assert.deepEqual(Risk.parse(number), number);
      assert.ok(number.score >= (told[index]?.risk.score ?? 0), `seed ${seed}`);
      const tenths = number.contributions.reduce((sum, { points }) => sum + Math.round(points * 10), 0);
      assert.equal(tenths, Math.round(number.score * 10));
    }
    assert.ok(numbers[0]?.contributions.some(({ signalId }) => signalId === FINDING.id));
  }
});

test('a finding counts from when it was one, fades after its end, and is forgotten', () => {
  const at = (now: number) =>
    hubRisk({ score: 0, level: 'calm', contributions: [] }, part, {
      at: now,
      before: 'calm',
      policy: POLICY,
    });
  const part = { ...NOTHING, findings: [FINDING] };
  assert.equal(at(203_000).score, 0, 'before the third look was told');
  const [fresh, later, gone] = [at(207_000), at(297_000), at(2_000_000)];
  assert.ok(fresh.score > 15);
  const amount = (risk: Risk) => risk.contributions[0]?.factors?.amount ?? 0;
  assert.ok(Math.abs(amount(later) - amount(fresh) / 2) < 1e-9, 'half is left after the half-life');
  assert.deepEqual(gone, { score: 0, level: 'calm', contributions: [] });
});

test('what the room shared counts for less, and the term says so', () => {
  const told = toldRisk('looking-away', 20_000);
  const id = told.contributions[0]!.signalId;
  const number = hubRisk(
    told,
    { findings: [], shared: new Map([[id, 0.25]]) },
    { at: 0, before: 'calm', policy: POLICY },
  );
  const [own, lowered] = [told, number].map((risk) => risk.contributions[0]!.factors!);
  assert.deepEqual(lowered, { ...own, shared: 0.25, amount: own!.amount * 0.25 });
  assert.ok(number.score < told.score / 2);
});

test('the level is held as on the seat: it falls only well below where it rose', () => {
  const told = toldRisk('looking-away', 6000);
  const of = (before: RiskLevel) => hubRisk(told, NOTHING, { at: 0, before, policy: POLICY }).level;
  assert.ok(told.score < 20 && told.score > 15, `${told.score}`);
  assert.deepEqual([of('calm'), of('watch')], ['calm', 'watch']);
});

test('a seat that does not tell its arithmetic, or works under another policy, is shown as it told', () => {
  const part = { ...NOTHING, findings: [FINDING] };
  const told = toldRisk('phone', 9000);
  const old: Risk = {
    ...told,
    contributions: told.contributions.map((one) => ({ ...one, factors: undefined })),
  };
  assert.equal(hubRisk(old, part, { at: 210_000, before: 'calm', policy: POLICY }), old);
  const lighter = Policy.parse({ conduct: { phone: { weight: 30 } } });
  assert.equal(hubRisk(told, part, { at: 210_000, before: 'calm', policy: lighter }), told);
});

test('the order of findings does not matter', () => {
  const random = seeded(7);
  const findings = Array.from({ length: 6 }, (_, index): Signal => ({
    ...FINDING,
    id: `${'e'.repeat(16)}-${index}`,
    endedAt: 207_000 + Math.round(random() * 60_000),
  }));
  const of = (some: Signal[]) =>
    hubRisk(
      toldRisk('phone', 9000),
      { ...NOTHING, findings: some },
      { at: 300_000, before: 'calm', policy: POLICY },
    );
  assert.deepEqual(of(findings.toReversed()), of(findings));
});
