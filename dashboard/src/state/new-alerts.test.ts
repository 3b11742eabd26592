import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Incident } from '@invigil/contract';
import { SAMPLE_NOW, sampleIncident } from '../lib/sample-views.js';
import { INITIAL_STATE, type LiveState } from './live-state.js';
import { newAlerts } from './new-alerts.js';

const watch = sampleIncident(1);
const alert = sampleIncident(1, { severity: 'alert' });

test('says an alert once: when it comes, or when a watch becomes one', () => {
  assert.deepEqual(newAlerts(known(alert), known()), [alert]);
  assert.deepEqual(newAlerts(known(alert), known(watch)), [alert]);
  assert.deepEqual(newAlerts(known({ ...alert }), known(alert)), []);
});

test('is silent about watches, what has ended, what was told late, and what stood there at the beginning', () => {
  assert.deepEqual(newAlerts(known(watch), known()), []);
  assert.deepEqual(newAlerts(known({ ...alert, endedAt: SAMPLE_NOW }), known()), []);
  assert.deepEqual(newAlerts(known({ ...alert, hist: true }), known()), []);
  assert.deepEqual(newAlerts(known(alert), INITIAL_STATE), []);
});

function known(...incidents: Incident[]): LiveState {
  return { ...INITIAL_STATE, snapshots: 1, incidents: new Map(incidents.map((each) => [each.id, each])) };
}
