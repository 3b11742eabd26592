import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Incident, JudgementBatchResult } from '@invigil/contract';
import { sampleIncident } from '../lib/sample-views.js';
import { JustJudged } from './just-judged.js';

const A = { ...sampleIncident(1, { judged: judged(1) }), id: 'a' };
const B = { ...sampleIncident(2, { judged: judged(1) }), id: 'b' };

function judged(n: number): NonNullable<Incident['judged']> {
  return { state: 'cleared', n, at: 1, by: 'eva', reason: 'harmless', grown: false };
}

/** A hub that takes everything back, save what is to be refused. */
function hub(refuses: readonly string[] = []) {
  const asked: string[][] = [];
  const takeBack = async (incidents: readonly Incident[]): Promise<JudgementBatchResult> => {
    asked.push(incidents.map(({ id }) => id));
    return {
      judged: incidents.filter(({ id }) => !refuses.includes(id)),
      refused: incidents
        .filter(({ id }) => refuses.includes(id))
        .map(({ id, seat }) => ({ seat, incident: id, code: 'conflict', message: 'judged meanwhile' })),
    };
  };
  return { asked, takeBack };
}

test('takes back one after the other, the newest first', async () => {
  const { asked, takeBack } = hub();
  const just = new JustJudged(takeBack);
  just.add({ incidents: [A], outcome: 'cleared' });
  just.add({ incidents: [B], outcome: 'noted' });
  assert.deepEqual(await just.undo(), [B]);
  assert.deepEqual(just.said, { incidents: [B], left: 0 });
  assert.equal(just.last?.outcome, 'cleared');
  await just.undo();
  assert.deepEqual(await just.undo(), [], 'nothing is left');
  assert.deepEqual(asked, [['b'], ['a']]);
});

test('what is said besides does not take the undo away', () => {
  const just = new JustJudged(hub().takeBack);
  just.add({ incidents: [A], outcome: 'cleared' });
  just.say('taken over');
  assert.deepEqual([just.said, just.last?.incidents], ['taken over', [A]]);
  just.forget();
  assert.deepEqual([just.said, just.last], [null, undefined]);
});

test('without an answer it can be tried again', async () => {
  let answers = false;
  const { takeBack } = hub();
  const just = new JustJudged((incidents) =>
    answers ? takeBack(incidents) : Promise.reject(new Error('no network')),
  );
  just.add({ incidents: [A], outcome: 'cleared' });
  await just.undo();
  assert.deepEqual([just.said, just.last?.incidents], [{ incidents: [A], left: null }, [A]]);
  answers = true;
  assert.deepEqual(await just.undo(), [A]);
  assert.equal(just.last, undefined);
});

test('asks once, however often the key is pressed, and says how many were not taken back', async () => {
  const { asked, takeBack } = hub(['b']);
  const just = new JustJudged(takeBack);
  just.add({ incidents: [A, B], outcome: 'cleared' });
  await Promise.all([just.undo(), just.undo()]);
  assert.deepEqual(asked, [['a', 'b']]);
  assert.deepEqual(just.said, { incidents: [A, B], left: 1 });
});

test('an incident that was judged once more is taken back once, and what is reopened is not', async () => {
  const { asked, takeBack } = hub();
  const just = new JustJudged(takeBack);
  just.add({ incidents: [A, B], outcome: 'cleared' });
  just.add({ incidents: [{ ...A, judged: judged(2) }], outcome: 'escalated' });
  await just.undo();
  await just.undo();
  assert.deepEqual(asked, [['a'], ['b']]);
  just.add({ incidents: [A], outcome: 'cleared' });
  just.add({ incidents: [A], outcome: 'reopened' });
  assert.equal(just.last, undefined);
});
