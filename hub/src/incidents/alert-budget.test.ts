import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type BudgetItem, allowedItems, weighItems } from './alert-budget.js';

const HOUR = 3_600_000;

function item(key: string, more: Partial<BudgetItem> = {}): BudgetItem {
  return { key, severity: 'watch', risk: 10, confidence: 0.5, startedAt: 0, ...more };
}

function keys(list: { item: BudgetItem }[]): string[] {
  return list.map((one) => one.item.key);
}

test('allows as many items as the policy says for each hour in which a seat was watched', () => {
  assert.equal(allowedItems(2, [HOUR, HOUR, HOUR]), 6);
  assert.equal(allowedItems(2, [HOUR, HOUR * 0.75]), 4);
  assert.equal(
    allowedItems(
      0.5,
      Array.from({ length: 30 }, () => HOUR),
    ),
    15,
  );
});

test('counts a seat that has just begun to be watched as half an hour, and one that is not watched not at all', () => {
  assert.equal(allowedItems(2, [1000, 1000]), 2);
  assert.equal(allowedItems(1, [1]), 1);
  assert.equal(allowedItems(2, [0, 0]), 0);
  assert.equal(allowedItems(0, [HOUR]), 0);
});

test('ranks by severity, then risk reached, then confidence, then the newest', () => {
  const waiting = [
    item('old'),
    item('new', { startedAt: 5 }),
    item('sure', { confidence: 0.9 }),
    item('risky', { risk: 30 }),
    item('alert', { severity: 'alert', risk: 1 }),
  ];
  const { hold, show } = weighItems(waiting, { shown: 0, allowed: 0 });
  assert.deepEqual([keys(show), keys(hold)], [['alert'], ['risky', 'sure', 'new', 'old']]);
  assert.deepEqual(
    hold.map(({ rank }) => rank),
    [2, 3, 4, 5],
  );
});

test('shows what there is room for, the first first, and says how many were shown', () => {
  const waiting = [item('a', { risk: 1 }), item('b', { risk: 3 }), item('c', { risk: 2 })];
  const weighing = weighItems(waiting, { shown: 4, allowed: 6 });
  assert.deepEqual([keys(weighing.show), keys(weighing.hold), weighing.shown], [['b', 'c'], ['a'], 6]);
  assert.ok(weighing.show.every(({ why }) => why === 'room'));
});

test('never holds back an alert, however little is allowed, and takes its room from the others', () => {
  const waiting = [
    item('w', { risk: 99 }),
    item('x', { severity: 'alert' }),
    item('y', { severity: 'alert' }),
  ];
  const weighing = weighItems(waiting, { shown: 0, allowed: 2 });
  assert.deepEqual([keys(weighing.show), keys(weighing.hold)], [['x', 'y'], ['w']]);
  const over = weighItems(waiting, { shown: 9, allowed: 2 });
  assert.deepEqual([keys(over.show), over.shown], [['x', 'y'], 11]);
});

test('gives the same for the same items in whatever order they come', () => {
  const severities = ['alert', 'watch', 'watch'] as const;
  const waiting = Array.from({ length: 24 }, (_, i) =>
    item(`k${i}`, {
      severity: severities[i % 3] ?? 'watch',
      risk: (i * 7) % 5,
      confidence: ((i * 3) % 4) / 4,
      startedAt: (i * 11) % 6,
    }),
  );
  const expected = weighItems(waiting, { shown: 1, allowed: 15 });
  for (let turn = 0; turn < waiting.length; turn += 1) {
    const turned = [...waiting.slice(turn), ...waiting.slice(0, turn)];
    assert.deepEqual(weighItems(turned, { shown: 1, allowed: 15 }), expected);
    assert.deepEqual(weighItems(turned.toReversed(), { shown: 1, allowed: 15 }), expected);
  }
  assert.equal(expected.show.length + expected.hold.length, waiting.length);
});

test('holds back nothing that has a better rank than something that it shows, alerts aside', () => {
  const waiting = Array.from({ length: 10 }, (_, i) => item(`k${i}`, { risk: (i * 7) % 10 }));
  for (let allowed = 0; allowed <= 10; allowed += 1) {
    const { hold, show } = weighItems(waiting, { shown: 0, allowed });
    assert.equal(show.length, allowed);
    const worst = Math.max(0, ...show.map(({ rank }) => rank));
    assert.ok(hold.every(({ rank }) => rank > worst));
  }
});
