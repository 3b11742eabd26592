import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ClockAnswer } from '@invigil/contract';
import { planRooms } from '../lib/room-plan.js';
import { testConfig } from '../lib/testing.js';
import { answerClock } from './answer-clock.js';

const TOPIC = 'exam/1/north/r2/a1/clock';
const QUESTION = { id: 3, sentAt: 500 };

function ask(message: { topic?: string; payload?: string; retained?: boolean }) {
  const said: { topic: string; text: string; retain: boolean }[] = [];
  const broker = {
    publish: async (topic: string, text: string, { retain }: { retain: boolean }) =>
      void said.push({ topic, text, retain }),
  };
  const { payload = JSON.stringify(QUESTION), retained = false, topic = TOPIC } = message;
  const deps = { broker, clock: { now: () => 7000 }, plan: planRooms(testConfig()) };
  const taken = answerClock(deps, { topic, payload: Buffer.from(payload), retained });
  return { taken, said };
}

test('a seat that asks for the time has its answer before the call returns', () => {
  const { said, taken } = ask({});
  assert.equal(taken, true);
  const [answer, ...more] = said;
  assert.deepEqual([answer?.topic, answer?.retain, more], ['exam/1/north/r2/a1/time', false, []]);
  assert.deepEqual(ClockAnswer.parse(JSON.parse(answer?.text ?? '')), {
    ...QUESTION,
    receivedAt: 7000,
    answeredAt: 7000,
  });
});

test('a question that waited at the broker is taken and not answered', () => {
  assert.deepEqual(ask({ retained: true }), { taken: true, said: [] });
});

test('what is no question of a seat of this centre is left to the others', () => {
  for (const message of [
    { topic: 'exam/1/north/r2/a1/evt' },
    { topic: 'exam/1/north/r2/a9/clock' },
    { topic: 'exam/1/south/r2/a1/clock' },
    { payload: '{"id":0,"sentAt":1}' },
    { payload: '' },
  ]) {
    assert.deepEqual(ask(message), { taken: false, said: [] });
  }
});
