import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChallengeAsked, ChallengeCommand } from '@invigil/contract';
import { ManualClock } from '../lib/clock.js';
import { hearCommand } from './hear-command.js';

const ID = '6f1d6c0e-8a3c-4c1b-9d5e-2b7a90c1d3f4';

function setUp() {
  const clock = new ManualClock();
  const asked: ChallengeAsked[] = [];
  const attended: number[] = [];
  const users = {
    preview: { handle: () => undefined },
    track: { handle: () => 'this seat writes no track now' },
    judge: { challenge: (one: ChallengeAsked) => void asked.push(one) },
    screen: undefined,
    desk: { hubCue: () => undefined },
    pace: { attend: (forMs: number) => void attended.push(forMs) },
    clock,
    hubClock: clock,
  };
  const command: ChallengeCommand = {
    id: ID,
    issuer: 'eva',
    issuedAt: clock.now() - 300,
    expiresAt: clock.now() + 9700,
    cue: 'look-up',
    withinMs: 12_000,
  };
  return { clock, asked, attended, users, command };
}

test('a cue is given when the seat reads it, and the seat attends until after its time', async () => {
  const { asked, attended, clock, command, users } = setUp();
  assert.deepEqual(await hearCommand({ verb: 'challenge', command }, users), { id: ID, ok: true });
  assert.deepEqual(asked, [
    { id: ID, issuer: 'eva', cue: 'look-up', askedAt: clock.now(), withinMs: 12_000 },
  ]);
  assert.deepEqual(attended, [13_000]);
});

test('a cue that comes late is not given: its time is over for who gave it', async () => {
  const { asked, command, users, clock } = setUp();
  const late = { ...command, expiresAt: clock.now() };
  const answer = await hearCommand({ verb: 'challenge', command: late }, users);
  assert.deepEqual(answer, { id: ID, ok: false, reason: 'the command has expired' });
  assert.deepEqual(asked, []);
});

test('whether a cue is late is told by the clock of the hub, its moment by that of the seat', async () => {
  const { asked, clock, command, users } = setUp();
  const hubClock = { now: () => clock.now() + 3_600_000 };
  const aheadOfSeat = { ...command, expiresAt: hubClock.now() + 9700 };
  assert.equal((await hearCommand({ verb: 'challenge', command }, { ...users, hubClock })).ok, false);
  assert.equal(
    (await hearCommand({ verb: 'challenge', command: aheadOfSeat }, { ...users, hubClock })).ok,
    true,
  );
  assert.deepEqual(
    asked.map(({ askedAt }) => askedAt),
    [clock.now()],
  );
});

test('pictures and tracks are asked of those who have them, and their reason is told', async () => {
  const { users, clock } = setUp();
  const at = clock.now();
  const asked = { id: ID, issuer: 'eva', issuedAt: at, expiresAt: at + 1 };
  assert.deepEqual(await hearCommand({ verb: 'preview', command: { ...asked, until: at + 2 } }, users), {
    id: ID,
    ok: true,
  });
  assert.deepEqual(await hearCommand({ verb: 'track', command: { ...asked, boot: '0'.repeat(16) } }, users), {
    id: ID,
    ok: false,
    reason: 'this seat writes no track now',
  });
});

test('a message is shown where there is a screen, and where there is none the seat says so', async () => {
  const { command: cue, users, clock } = setUp();
  const { id, issuer, issuedAt, expiresAt } = cue;
  const command = { id, issuer, issuedAt, expiresAt, words: 'I am coming to you.' };
  assert.deepEqual(await hearCommand({ verb: 'message', command }, users), {
    id: ID,
    ok: false,
    reason: 'there is nothing here that shows messages',
  });
  const shown: object[] = [];
  const screen = { show: (one: object) => Promise.resolve(void shown.push(one)) };
  assert.deepEqual(await hearCommand({ verb: 'message', command }, { ...users, screen }), {
    id: ID,
    ok: true,
  });
  const late = { ...command, expiresAt: clock.now() };
  assert.equal((await hearCommand({ verb: 'message', command: late }, { ...users, screen })).ok, false);
  assert.deepEqual(shown, [{ id: ID, words: 'I am coming to you.' }]);
});
