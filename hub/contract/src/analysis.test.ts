import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DWELL_EDGES_MS, type MinuteAnalysis, SeatAnalysis } from './analysis.js';
import { decode, MAX_MESSAGE_BYTES } from './decode.js';
import { EventBatch, MAX_BATCH_EVENTS } from './event.js';

const fixture = readFileSync(new URL('../fixtures/1/rest-analysis.json', import.meta.url), 'utf8');
const [MINUTE] = SeatAnalysis.parse(JSON.parse(fixture)).minutes;

function batchOf(minutes: readonly (MinuteAnalysis | undefined)[]): string {
  const events = minutes.map((minute, index) => {
    const at = minute?.to;
    return { seq: index + 1, session: 'algebra-2', at, hist: true, body: { type: 'analysis', minute } };
  });
  return JSON.stringify({ v: 1, boot: '0123456789abcdef', events });
}

test('a full batch of minutes is read, and no longer than a message may be', () => {
  const batch = batchOf(Array.from({ length: MAX_BATCH_EVENTS }, () => MINUTE));
  assert.ok(batch.length < MAX_MESSAGE_BYTES, `${batch.length}`);
  const decoded = decode(EventBatch, batch);
  assert.ok(decoded.ok && decoded.value.events.length === MAX_BATCH_EVENTS);
});

test('stays in other classes than the edges make are refused', () => {
  assert.ok(MINUTE);
  const screen = [...MINUTE.dwell.screen, 0];
  assert.equal(screen.length, DWELL_EDGES_MS.length + 2);
  const decoded = decode(EventBatch, batchOf([{ ...MINUTE, dwell: { ...MINUTE.dwell, screen } }]));
  assert.ok(!decoded.ok);
  assert.match(decoded.error.message, /dwell\.screen/);
});
