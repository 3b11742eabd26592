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

function numbers(incidents: { id: string }[]): number[] {
  return incidents.map(({ id }) => Number(id.split('-')[1]));
}
