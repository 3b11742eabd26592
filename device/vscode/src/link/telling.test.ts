import type { ClientMessage, EditingMinute, Recorded } from '@invigil/contract';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Telling } from './telling.js';

const RECORDED: Recorded = {
  kinds: ['editor-blurred', 'pasted-outside', 'assistant-present'],
  editing: true,
  allowedExtensions: [],
  salt: '00112233445566778899aabbccddeeff',
};
const MINUTE: EditingMinute = {
  from: 1,
  steps: [{ typed: 1, pasted: 0, completed: 0, bulk: 0, deleted: 0 }],
  undone: 0,
  redone: 0,
  opened: 0,
  saved: 0,
  closed: 0,
  files: 1,
  length: 1,
};

function scene() {
  const sent: ClientMessage[] = [];
  const telling = new Telling(() => 1000);
  return {
    sent,
    telling,
    connect: (recorded = RECORDED) => telling.connected((m) => sent.push(m), recorded),
  };
}

test('tells at once what is recorded, and nothing else', () => {
  const { connect, sent, telling } = scene();
  connect({ ...RECORDED, editing: false });
  telling.happened('pasted-outside', 5, { characters: 3 });
  telling.happened('terminal-opened', 6);
  telling.began('editor-remote', 7);
  telling.editing(MINUTE);
  assert.deepEqual(sent, [{ type: 'happened', kind: 'pasted-outside', at: 5, detail: { characters: 3 } }]);
});

test('tells after the connection what happened before it, then what holds', () => {
  const { connect, sent, telling } = scene();
  telling.began('editor-blurred', 1);
  telling.ended('editor-blurred', 2);
  telling.began('assistant-present', 3, { what: ['github.copilot'] });
  telling.happened('pasted-outside', 4);
  telling.editing(MINUTE);
  connect();
  assert.deepEqual(
    sent.map((m) => ('kind' in m ? `${m.type} ${m.kind}` : m.type)),
    [
      'began editor-blurred',
      'ended editor-blurred',
      'happened pasted-outside',
      'editing',
      'began assistant-present',
    ],
  );
});

test('says what holds anew to each connection, and what ended no more', () => {
  const { connect, sent, telling } = scene();
  connect();
  telling.began('editor-blurred', 1);
  telling.disconnected();
  connect();
  assert.equal(sent.length, 2);
  telling.ended('editor-blurred', 2);
  telling.ended('editor-blurred', 3);
  assert.equal(sent.length, 3);
  telling.disconnected();
  connect();
  assert.equal(sent.length, 3);
});

test('says what holds when a new policy asks for it', () => {
  const { connect, sent, telling } = scene();
  connect({ ...RECORDED, kinds: [] });
  telling.began('editor-blurred', 1);
  assert.deepEqual(sent, []);
  telling.recordedNow(RECORDED);
  assert.deepEqual(sent, [{ type: 'began', kind: 'editor-blurred', at: 1 }]);
});
