import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BehaviourStep, SignalChange } from './behaviour.js';
import type { Challenge, EventBody, Risk, RiskLevel } from '@invigil/contract';
import { StepEvents } from './step-events.js';
import { film, minutesOf } from './test-scene.js';

const BOOT = '00000000000000ab';

function risk(score: number, level: RiskLevel = 'calm'): Risk {
  const contributions: Risk['contributions'] =
    score === 0 ? [] : [{ signalId: `${BOOT}-1`, kind: 'phone', points: score, since: 0 }];
  return { score, level, contributions };
}

function change(type: SignalChange['type'], number = 1): SignalChange {
  return {
    type,
    signal: {
      id: `${BOOT}-${number}`,
      kind: 'phone',
      source: 'camera',
      startedAt: 0,
      openedAt: 100,
      endedAt: type === 'closed' ? 200 : null,
      confidence: 0.6,
    },
  };
}

function step(at: number, now: Risk, ...changes: SignalChange[]): BehaviourStep {
  return { at, changes, risk: now, analysis: null };
}

function typesOf(bodies: readonly EventBody[]): string[] {
  return bodies.map((body) => (body.type === 'risk' ? `risk ${body.risk.score}` : body.type));
}

/** Types of all events of some steps. */
function tell(...steps: BehaviourStep[]): string[] {
  const events = new StepEvents();
  return steps.flatMap((one) => typesOf(events.of(one)));
}

test('a calm seat tells nothing', () => {
  assert.deepEqual(tell(step(0, risk(0)), step(100, risk(0)), step(60_000, risk(0))), []);
});

test('signals are told at once, in their order, and then the risk that they changed', () => {
  const events = new StepEvents().of(step(100, risk(12), change('closed', 1), change('opened', 2)));
  assert.deepEqual(typesOf(events), ['signal-closed', 'signal-opened', 'risk 12']);
  assert.deepEqual(events[1], { type: 'signal-opened', signal: change('opened', 2).signal });
});

test('a signal that changes no risk, such as a coverage signal, comes without one', () => {
  assert.deepEqual(tell(step(100, risk(0), change('opened'))), ['signal-opened']);
});

test('each minute of analysis is told, whatever the risk does', () => {
  const [minute] = minutesOf(film({ forMs: 60_200, scene: {} }));
  assert.ok(minute);
  const bodies = new StepEvents().of({ ...step(60_000, risk(0)), analysis: minute });
  assert.deepEqual(bodies, [{ type: 'analysis', minute }]);
});

test('a risk that moves is told once a second, and only by a point or more', () => {
  const rising = [0, 100, 200, 900, 1000, 1100].map((at, i) => step(at, risk(10 + i)));
  assert.deepEqual(tell(...rising), ['risk 10', 'risk 14']);
  assert.deepEqual(tell(step(0, risk(10)), step(2000, risk(9.1)), step(4000, risk(9))), [
    'risk 10',
    'risk 9',
  ]);
});

test('another level is told at once', () => {
  assert.deepEqual(tell(step(0, risk(19.5)), step(100, risk(20, 'watch')), step(200, risk(20.1, 'watch'))), [
    'risk 19.5',
    'risk 20',
  ]);
});

test('a score that fades to nothing by less than a point is told, once', () => {
  const fading = [step(0, risk(0.9), change('closed')), step(500, risk(0)), step(1000, risk(0))];
  assert.deepEqual(tell(...fading, step(2000, risk(0))), ['signal-closed', 'risk 0.9', 'risk 0']);
});

test('a clock that was set back does not silence the risk', () => {
  assert.deepEqual(tell(step(3_600_000, risk(10)), step(0, risk(15))), ['risk 10', 'risk 15']);
});

test('what became of a cue is told before the signal that rests on it, also where nothing else happened', () => {
  const challenge: Challenge = {
    id: '6f1d6c0e-8a3c-4c1b-9d5e-2b7a90c1d3f4',
    cue: 'look-up',
    issuer: 'eva',
    askedAt: 0,
    judgedAt: 100,
    outcome: 'not-answered',
    measured: {
      largestTurnDeg: 3,
      beganAfterMs: null,
      depthConsistency: null,
      blinks: null,
      readableShare: 1,
    },
  };
  const alone = { ...step(100, risk(0)), challenges: [challenge] };
  assert.deepEqual(new StepEvents().of(alone), [{ type: 'challenge', challenge }]);
  assert.deepEqual(tell({ ...step(100, risk(12), change('opened')), challenges: [challenge] }), [
    'challenge',
    'signal-opened',
    'risk 12',
  ]);
});
