import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Judgement, JudgementOutcome } from '@invigil/contract';
import { faultOf, judgedOf } from './judging.js';

const SEEN = { class: 'conduct', severity: 'watch', signals: 2 } as const;

/** Judgements in this order, such as `Eva confirmed`. */
function judged(...lines: string[]): Judgement[] {
  return lines.map((line, i) => {
    const [by = '', outcome = ''] = line.split(' ');
    return {
      n: i + 1,
      at: 1000 + i,
      by,
      role: 'invigilator',
      outcome: JudgementOutcome.parse(outcome),
      reason: 'other',
      words: 'so it was',
      of: { severity: 'watch', signals: 2 },
    };
  });
}

function stateOf(...lines: string[]): string | undefined {
  return judgedOf(judged(...lines), SEEN)?.state;
}

/** The code with which it is refused; undefined: it is taken. */
function tried(line: string, ...before: string[]): string | undefined {
  const [by = '', outcome = ''] = line.split(' ');
  const request = { outcome: JudgementOutcome.parse(outcome), after: before.length };
  return faultOf(request, { before: judged(...before), by, incident: SEEN })?.code;
}

test('an incident stands where its newest judgement says', () => {
  assert.equal(stateOf(), undefined);
  assert.equal(stateOf('Eva cleared'), 'cleared');
  assert.equal(stateOf('Eva cleared', 'Kim escalated'), 'escalated');
  assert.equal(stateOf('Eva noted', 'Eva reopened'), 'reopened');
});

test('what one person confirms is confirmed only once another one does', () => {
  assert.equal(stateOf('Eva confirmed'), 'to-confirm');
  assert.equal(stateOf('Eva confirmed', 'Kim confirmed'), 'confirmed');
  assert.equal(
    stateOf('Eva confirmed', 'Kim cleared', 'Kim confirmed'),
    'to-confirm',
    'the first one is over',
  );
  assert.equal(tried('Eva confirmed', 'Eva confirmed'), 'second-person-needed');
  assert.equal(tried('Kim confirmed', 'Eva confirmed'), undefined);
  assert.equal(tried('Eva confirmed', 'Eva confirmed', 'Kim reopened'), undefined);
});

test('what two have confirmed is reopened before it is judged otherwise', () => {
  const both = ['Eva confirmed', 'Kim confirmed'];
  for (const outcome of ['cleared', 'noted', 'escalated', 'confirmed'])
    assert.equal(tried(`Ann ${outcome}`, ...both), 'conflict');
  assert.equal(tried('Ann reopened', ...both), undefined);
  assert.equal(tried('Ann cleared', ...both, 'Ann reopened'), undefined);
});

test('only what is judged can be reopened, and only a page that knows all judgements adds one', () => {
  assert.equal(tried('Eva reopened'), 'bad-request');
  assert.equal(tried('Eva reopened', 'Eva cleared', 'Kim reopened'), 'bad-request');
  const request = { outcome: 'cleared', after: 0 } as const;
  assert.equal(
    faultOf(request, { before: judged('Eva noted'), by: 'Kim', incident: SEEN })?.code,
    'conflict',
  );
});

test('a camera that can’t see is cleared or noted, and nobody’s conduct', () => {
  const incident = { class: 'coverage', severity: 'blind', signals: 1 } as const;
  const code = (outcome: JudgementOutcome) =>
    faultOf({ outcome, after: 0 }, { before: [], by: 'Eva', incident })?.code;
  assert.deepEqual(
    [code('confirmed'), code('cleared'), code('noted')],
    ['bad-request', undefined, undefined],
  );
});

test('an incident that has grown since it was judged needs another look', () => {
  const grown = (severity: 'watch' | 'alert', signals: number) =>
    judgedOf(judged('Eva cleared'), { severity, signals })?.grown;
  assert.deepEqual([grown('watch', 2), grown('watch', 3), grown('alert', 2)], [false, true, true]);
});
