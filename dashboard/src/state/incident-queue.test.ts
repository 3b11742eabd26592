import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SAMPLE_NOW, sampleIncident } from '../lib/sample-views.js';
import { incidentQueue } from './incident-queue.js';

test('puts alerts before blind seats before watches, and within them the newest first', () => {
  const incidents = [
    sampleIncident(1, { severity: 'watch', startedAt: SAMPLE_NOW + 9 }),
    sampleIncident(2, { severity: 'blind' }),
    sampleIncident(3, { severity: 'alert', startedAt: SAMPLE_NOW }),
    sampleIncident(4, { severity: 'alert', startedAt: SAMPLE_NOW + 5 }),
  ];
  assert.deepEqual(numbers(incidentQueue(incidents, 'room-1').open), [4, 3, 2, 1]);
});

test('sorts what ended by its end and leaves other rooms out', () => {
  const incidents = [
    sampleIncident(1, { endedAt: SAMPLE_NOW + 1 }),
    sampleIncident(2, { endedAt: SAMPLE_NOW + 2, severity: 'watch' }),
    sampleIncident(3, { room: 'room-2' }),
  ];
  const queue = incidentQueue(incidents, 'room-1');
  assert.deepEqual(numbers(queue.ended), [2, 1]);
  assert.deepEqual(queue.open, []);
});

test('puts what is held back apart, open or ended, the first in rank first', () => {
  const heldBack = { why: 'budget', since: SAMPLE_NOW, shown: 2, allowed: 2 } as const;
  const incidents = [
    sampleIncident(1, { rank: 1 }),
    sampleIncident(2, { rank: 3, heldBack }),
    sampleIncident(3, { rank: 1, heldBack, endedAt: SAMPLE_NOW + 1 }),
    sampleIncident(4, { rank: 2, heldBack }),
    sampleIncident(5, { rank: 1, heldBack, room: 'room-2' }),
  ];
  const queue = incidentQueue(incidents, 'room-1');
  assert.deepEqual([numbers(queue.open), numbers(queue.ended), numbers(queue.held)], [[1], [], [3, 4, 2]]);
});

test('puts what is judged apart, and what needs a second person or another look where it is seen', () => {
  const judged = { n: 1, at: SAMPLE_NOW, by: 'Eva', reason: 'other', grown: false } as const;
  const incidents = [
    sampleIncident(1, { judged: { ...judged, state: 'cleared' } }),
    sampleIncident(2, { judged: { ...judged, state: 'noted', at: SAMPLE_NOW + 1 }, endedAt: SAMPLE_NOW }),
    sampleIncident(3, { judged: { ...judged, state: 'to-confirm', at: SAMPLE_NOW + 2 } }),
    sampleIncident(4, { judged: { ...judged, state: 'escalated' } }),
    sampleIncident(5, { judged: { ...judged, state: 'cleared', grown: true } }),
    sampleIncident(6, { judged: { ...judged, state: 'reopened' }, endedAt: SAMPLE_NOW }),
    sampleIncident(7, { judged: { ...judged, state: 'confirmed', at: SAMPLE_NOW + 5 } }),
  ];
  const { ended, held, judged: done, open, second } = incidentQueue(incidents, 'room-1');
  assert.deepEqual([open, ended, second, done, held].map(numbers), [[5], [6], [4, 3], [7, 2, 1], []]);
});

test('puts what somebody is looking at below the rest, whatever it is, until it is judged', () => {
  const acknowledged = { by: 'Kim', at: SAMPLE_NOW };
  const heldBack = { why: 'budget', since: SAMPLE_NOW, shown: 2, allowed: 2 } as const;
  const judged = { n: 1, at: SAMPLE_NOW, by: 'Eva', reason: 'other', grown: false } as const;
  const incidents = [
    sampleIncident(1),
    sampleIncident(2, { acknowledged, heldBack }),
    sampleIncident(3, { acknowledged, severity: 'alert' }),
    sampleIncident(4, { acknowledged, endedAt: SAMPLE_NOW }),
    sampleIncident(5, { acknowledged, judged: { ...judged, state: 'escalated' } }),
  ];
  const { ended, held, open, second, taken } = incidentQueue(incidents, 'room-1');
  assert.deepEqual([open, taken, ended, second, held].map(numbers), [[1], [3, 2, 4], [], [5], []]);
});

function numbers(incidents: { id: string }[]): number[] {
  return incidents.map(({ id }) => Number(id.split('-')[1]));
}
