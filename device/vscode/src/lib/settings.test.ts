import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editorFile } from './settings.js';

test('the file is where the setting says, in the home folder too', () => {
  assert.equal(editorFile(' /srv/seat/editor.json ', '/home/a'), '/srv/seat/editor.json');
  assert.equal(editorFile('~/seat/editor.json', '/home/a'), '/home/a/seat/editor.json');
});

test('without a setting it is where the daemon lays it', () => {
  for (const setting of [undefined, '', '  '])
    assert.equal(editorFile(setting, '/h'), '/var/lib/invigil/run/editor.json');
});
