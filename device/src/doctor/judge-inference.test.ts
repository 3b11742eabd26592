import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type InferenceFacts, judgeInference } from './judge-inference.js';

type Tried = Extract<InferenceFacts['ran'], { type: 'tried' }>;
const TIMES = {
  faceDetector: { name: 'blazeface', ms: 5 },
  mesh: { name: 'facemesh', ms: 6 },
  iris: { name: 'iris', ms: 4 },
  objects: { name: 'nanodet', ms: 100 },
};
const CPU = { runtime: 'onnxruntime', provider: 'cpu' };

function tried(more: Partial<Tried> = {}): Tried {
  return { type: 'tried', inference: { ...CPU, couldBe: [] }, times: TIMES, others: {}, ...more };
}

function facts(ran: InferenceFacts['ran'] = tried(), more: Partial<InferenceFacts> = {}): InferenceFacts {
  return {
    nets: { type: 'whole', count: 5 },
    wanted: { faces: 10, detector: 3, objects: 1.5 },
    floors: { faces: 5, objects: 1 },
    budget: 0.5,
    cores: 2,
    ran,
    ...more,
  };
}
const verdicts = (...given: Parameters<typeof facts>): string[] =>
  judgeInference(facts(...given)).map(({ check, verdict }) => `${check} ${verdict}`);

test('a machine that is fast enough is well: each rate with its floor, and what it costs', () => {
  const lines = judgeInference(facts());
  assert.deepEqual(
    lines.map(({ check, verdict }) => `${check} ${verdict}`),
    ['nets ok', 'inference ok', 'inference-speed ok', 'looks-faces ok', 'looks-objects ok'],
  );
  // (10 × 10 ms + 3 × 5 ms + 1.5 × 100 ms) a second on two cores.
  assert.deepEqual(lines[3]?.values, { perSecond: 100, processorShare: 0.133 });
});

test('below a floor no exam can be watched; beyond the budget it is watched less often', () => {
  const slow = tried({ times: { ...TIMES, objects: { name: 'nanodet', ms: 1200 } } });
  assert.deepEqual(verdicts(slow).slice(3), ['looks-faces warning', 'looks-objects fail']);
  assert.deepEqual(verdicts(tried(), { budget: 0.1 }).slice(3), [
    'looks-faces warning',
    'looks-objects warning',
  ]);
  const floor = { wanted: { faces: 10, detector: 3, objects: 0.5 } };
  assert.equal(verdicts(slow, floor)[4], 'looks-objects ok', 'a lower wanted rate is its own floor');
});

test('what could be faster is told with its time, and how to get it', () => {
  const [, line] = judgeInference(
    facts(tried({ inference: { ...CPU, couldBe: ['cuda'] }, others: { webgpu: 20 } })),
  );
  assert.equal(line?.verdict, 'ok');
  assert.match(line?.found ?? '', /webgpu works here too: 20 ms for the object net in place of 100/);
  assert.match(line?.found ?? '', /hardware for cuda is there/);
  assert.match(line?.todo ?? '', /gpu\.md/);
});

test('a net that is not whole, and a runtime that does not load, end the examination', () => {
  const failed = { type: 'failed', why: 'iris.onnx: wrong hash' } as const;
  assert.deepEqual(verdicts(failed, { nets: failed }), ['nets fail', 'inference not-tried']);
  assert.deepEqual(verdicts(failed), ['nets ok', 'inference fail']);
});

test('a daemon tells its own times and rates', () => {
  const looks = { faces: 10, detector: 3, objects: 1.5, identity: 0 };
  const pace = { wanted: looks, allowed: looks, budget: 'none' as const, resting: false, cpuShare: 0.2 };
  const health = (tooSlow: boolean) => ({
    boot: '0123456789abcdef',
    at: 1,
    rates: { captured: 30, faces: 10, objects: 1 },
    dropped: 0,
    stages: { 'net iris': { p50: 4, p95: 5, n: 50 }, quality: { p50: 1, p95: 1, n: 50 } },
    outbox: { depth: 0, oldestMs: 0 },
    rssMb: 200,
    temperatureC: null,
    pace: { ...pace, tooSlow },
  });
  const held = (tooSlow: boolean) =>
    judgeInference(facts({ type: 'held', inference: CPU, health: health(tooSlow) }));
  assert.deepEqual(held(false)[2]?.values, { irisMs: 4 });
  assert.ok(held(false).every(({ verdict }) => verdict === 'ok'));
  assert.equal(held(true)[3]?.verdict, 'fail');
});
