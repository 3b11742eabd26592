import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleIncident, sampleSignal } from '../lib/sample-views.js';
import { ToldAlerts } from './told-alerts.js';

test('tells each incident once, also when it comes back or goes on under another name', () => {
  const told = new ToldAlerts();
  const [one, two] = [sampleIncident(1), sampleIncident(2)];
  assert.deepEqual(told.take([one, two]), [one, two]);
  assert.deepEqual(told.take([{ ...one }]), []);
  const merged = sampleIncident(3, { signals: [sampleSignal(3), sampleSignal(2)] });
  assert.deepEqual(told.take([merged]), []);
  const other = sampleIncident(4);
  assert.deepEqual(told.take([other]), [other]);
});
