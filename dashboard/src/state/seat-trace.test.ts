import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SAMPLE_NOW, sampleChallenge, sampleMinute, sampleRisk, sampleSignal } from '../lib/sample-views.js';
import {
  newTrace,
  TRACE_MS,
  withBeside,
  withChallenges,
  withChange,
  withTimeline,
  type SeatTrace,
} from './seat-trace.js';

const place = { room: 'room-1', seat: 'a1' };

test('comes to the same, whether a point was loaded first or came live first', () => {
  const timeline = {
    from: SAMPLE_NOW,
    to: SAMPLE_NOW + 3000,
    signals: [sampleSignal(1)],
    risk: [point(0, 5), point(1000, 10), point(2000, 20)],
  };
  const live = (trace: SeatTrace): SeatTrace => risk(risk(trace, 2000, 20), 3000, 30);
  const loadedFirst = live(withTimeline(newTrace('room-1/a1'), timeline));
  const liveFirst = withTimeline(live(newTrace('room-1/a1')), timeline);
  assert.deepEqual(loadedFirst.risk, liveFirst.risk);
  assert.deepEqual(
    liveFirst.risk.map(({ risk: { score } }) => score),
    [5, 10, 20, 30],
  );
});

test('does not open a signal again that has ended', () => {
  const ended = sampleSignal(1, { endedAt: SAMPLE_NOW + 9000 });
  const trace = withChange(newTrace('room-1/a1'), { type: 'signal', ...place, signal: ended });
  const timeline = { from: SAMPLE_NOW, to: SAMPLE_NOW, signals: [sampleSignal(1)], risk: [] };
  assert.deepEqual(withTimeline(trace, timeline).signals, [ended]);
});

test('a finding of the room opens again with a further look', () => {
  const finding = (endedAt: number | null) =>
    sampleSignal(1, { kind: 'neighbour-looks', source: 'room', toward: 'b1', endedAt });
  let trace = newTrace('room-1/a1');
  for (const end of [SAMPLE_NOW + 9000, null])
    trace = withChange(trace, { type: 'signal', ...place, signal: finding(end) });
  assert.deepEqual(trace.signals, [finding(null)]);
});

test('takes nothing that another seat told', () => {
  const trace = newTrace('room-1/a1');
  const change = { type: 'preview', room: 'room-1', seat: 'b1', at: SAMPLE_NOW } as const;
  assert.equal(withChange(trace, change), trace);
});

test('of what is older than an hour it keeps the highest point of each slice', () => {
  let trace = newTrace('room-1/a1');
  for (let i = 0; i < 498; i += 1) trace = risk(trace, i * 1000, i === 15 ? 80 : 5);
  trace = risk(risk(trace, TRACE_MS * 2, 7), TRACE_MS * 2 + 1, 8);
  assert.ok(trace.risk.length < 60, String(trace.risk.length));
  assert.equal(Math.max(...trace.risk.map(({ risk: { score } }) => score)), 80);
  assert.deepEqual(
    trace.risk.slice(-2).map(({ risk: { score } }) => score),
    [7, 8],
  );
});

test('what is said comes once, newest first, loaded or live; a struck note takes the place of the one that stood', () => {
  const note = {
    id: '6f1d6c0e-8a3c-4c1b-9d5e-2b7a90c1d3f4',
    incident: null,
    at: SAMPLE_NOW,
    by: 'eva',
    role: 'invigilator' as const,
    words: 'asked for paper',
    struck: null,
  };
  const talk = { notes: [note], messages: [], hands: [] };
  let trace = withBeside(newTrace('room-1/a1'), { talk, incidents: [], minutes: [] });
  const struck = { ...note, struck: { at: SAMPLE_NOW + 1, reason: 'was seat A2' } };
  trace = withChange(trace, { type: 'note', ...place, note: struck });
  assert.deepEqual(trace.notes, [struck]);
});

test('knows up to when the seat was analysed, also when an older minute is told later', () => {
  let trace = newTrace('room-1/a1');
  for (const number of [3, 2]) {
    trace = withChange(trace, { type: 'analysis', ...place, minute: sampleMinute(number) });
  }
  assert.equal(trace.analysedTo, sampleMinute(3).to);
});

test('shows the newest preview, also when an older one is announced later', () => {
  let trace = newTrace('room-1/a1');
  for (const at of [SAMPLE_NOW + 5, SAMPLE_NOW]) trace = withChange(trace, { type: 'preview', ...place, at });
  assert.equal(trace.previewAt, SAMPLE_NOW + 5);
});

test('lists what became of cues newest first, each once, loaded or live', () => {
  const first = sampleChallenge();
  const second = sampleChallenge({
    id: '0d7c3a52-1f2e-4a63-8f0b-9a4d5c6e7f81',
    askedAt: SAMPLE_NOW,
    outcome: 'wrong',
  });
  let trace = withChange(newTrace('room-1/a1'), { type: 'challenge', ...place, challenge: first });
  trace = withChange(trace, { type: 'challenge', ...place, seat: 'b1', challenge: second });
  assert.deepEqual(trace.challenges, [first]);
  trace = withChallenges(trace, [second, first]);
  assert.deepEqual(trace.challenges, [second, first]);
});

function point(after: number, score: number): { at: number; risk: ReturnType<typeof sampleRisk> } {
  return { at: SAMPLE_NOW + after, risk: sampleRisk(score) };
}

function risk(trace: SeatTrace, after: number, score: number): SeatTrace {
  return withChange(trace, { type: 'risk', ...place, ...point(after, score) });
}
