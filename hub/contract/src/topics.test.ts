import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  commandTopic,
  hubStateTopic,
  parseTopic,
  responseTopic,
  seatMayPublish,
  seatMaySubscribe,
  seatSubscriptions,
  seatTopic,
  timeSubscription,
} from './topics.js';

const a1 = { centre: 'north', room: 'room-2', seat: 'a1' };
const a2 = { ...a1, seat: 'a2' };

test('what is built is taken apart again', () => {
  assert.deepEqual(parseTopic(seatTopic(a1, 'evt')), { type: 'seat', address: a1, channel: 'evt' });
  assert.deepEqual(parseTopic(commandTopic(a1, 'preview')), {
    type: 'command',
    address: a1,
    verb: 'preview',
  });
  assert.deepEqual(parseTopic(responseTopic(a1, 'preview')), {
    type: 'response',
    address: a1,
    verb: 'preview',
  });
  assert.deepEqual(parseTopic(hubStateTopic(a1)), { type: 'hub-state', centre: 'north', room: 'room-2' });
});

test('topics that are none of ours are no topics', () => {
  for (const topic of [
    '',
    '/',
    'exam/2/north/room-2/a1/evt',
    'exam/1/north/room-2/a1',
    'exam/1/north/room-2/a1/evt/x',
    'exam/1/north/room-2/A1/evt',
    'exam/1/north/room-2/+/evt',
    'exam/1/north/room-2/#',
    'exam/1//room-2/a1/evt',
    'exam/1/north/room-2/hub/evt',
    'exam/1/north/room-2/a1/cmd/reboot',
    `exam/1/north/room-2/${'a'.repeat(65536)}/evt`,
  ]) {
    assert.equal(parseTopic(topic), undefined, topic.slice(0, 60));
  }
});

test('a seat writes its own branch and nothing else', () => {
  assert.ok(seatMayPublish(a1, seatTopic(a1, 'evt')));
  assert.ok(seatMayPublish(a1, responseTopic(a1, 'preview')));
  assert.ok(!seatMayPublish(a1, seatTopic(a2, 'evt')));
  assert.ok(!seatMayPublish(a1, seatTopic(a1, 'ack')));
  assert.ok(!seatMayPublish(a1, seatTopic(a1, 'policy')));
  assert.ok(seatMayPublish(a1, seatTopic(a1, 'clock')));
  assert.ok(!seatMayPublish(a1, seatTopic(a1, 'time')));
  assert.ok(!seatMayPublish(a1, commandTopic(a1, 'preview')));
  assert.ok(!seatMayPublish(a1, hubStateTopic(a1)));
  assert.ok(!seatMayPublish(a1, '$SYS/broker'));
});

test('a seat reads its own commands and nothing wider', () => {
  for (const filter of [...seatSubscriptions(a1), timeSubscription(a1)])
    assert.ok(seatMaySubscribe(a1, filter));
  for (const filter of [
    '#',
    '+/#',
    'exam/1/north/+/+/evt',
    seatTopic(a1, 'evt'),
    seatTopic(a2, 'ack'),
    seatTopic(a2, 'time'),
  ]) {
    assert.ok(!seatMaySubscribe(a1, filter), filter);
  }
});
