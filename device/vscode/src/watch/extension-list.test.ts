import assert from 'node:assert/strict';
import { test } from 'node:test';
import { added, assistantsOf, changedExtensions, naming, unlisted } from './extension-list.js';

test('tells an extension that came, went, or changed its version, and no other', () => {
  const before = { 'a.stays': '1', 'b.goes': '1', 'c.newer': '1' };
  const after = { 'a.stays': '1', 'c.newer': '2', 'd.comes': '1' };
  assert.deepEqual(changedExtensions(before, after, []), ['b.goes', 'c.newer', 'd.comes']);
});

test('tells nothing of a permitted extension, whatever the case of its name', () => {
  assert.deepEqual(changedExtensions({}, { 'MS-Python.Python': '1' }, ['ms-python.python']), []);
});

test('built-in extensions are not among those that somebody added', () => {
  const list = [
    { id: 'vscode.git', version: '1', builtIn: true },
    { id: 'x.y', version: '2', builtIn: false },
  ];
  assert.deepEqual(added(list), { 'x.y': '2' });
});

test('what is there is held against the list only where there is one', () => {
  assert.deepEqual(unlisted({ 'x.y': '1' }, []), []);
  assert.deepEqual(unlisted({ 'x.y': '1', 'a.b': '1' }, ['a.b']), ['x.y']);
});

test('knows assistants by name, built in or not, unless the policy permits them', () => {
  const list = [
    { id: 'GitHub.copilot', version: '1', builtIn: false },
    { id: 'GitHub.copilot-chat', version: '1', builtIn: true },
    { id: 'github.copilot-of-mine', version: '1', builtIn: false },
  ];
  assert.deepEqual(assistantsOf(list, []), ['GitHub.copilot', 'GitHub.copilot-chat']);
  assert.deepEqual(assistantsOf(list, ['github.copilot']), ['GitHub.copilot-chat']);
});

test('a report holds eight names of 120 characters at most', () => {
  assert.equal(naming([]), undefined);
  const { what } = naming(Array.from({ length: 9 }, (_, i) => `${i}`.repeat(200))) ?? {};
  assert.equal(what?.length, 8);
  assert.equal(what?.[0]?.length, 120);
});
