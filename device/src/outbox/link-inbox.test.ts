import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { COMMAND_VERBS, commandTopic } from '@invigil/contract';
import { readInbox } from './link-inbox.js';

const SEAT = { centre: 'north', room: 'room-2', seat: 'a1' };
const FIXTURES = new URL('../../../hub/contract/fixtures/1/', import.meta.url);

for (const verb of COMMAND_VERBS) {
  test(`reads the command ${verb} by its own shape, and no other`, () => {
    const payload = readFileSync(new URL(`mqtt-cmd-${verb}.json`, FIXTURES));
    const read = readInbox(commandTopic(SEAT, verb), payload);
    assert.ok(read.ok && read.value.type === 'command');
    assert.equal(read.value.command.verb, verb);
    for (const other of COMMAND_VERBS) {
      if (other !== verb) assert.equal(readInbox(commandTopic(SEAT, other), payload).ok, false);
    }
  });
}
