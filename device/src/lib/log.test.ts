import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog, withoutCredentials } from './log.js';

test('a log line never shows a token, a password or an authorization header', () => {
  const lines: string[] = [];
  const log = createLog({ level: 'info', destination: { write: (line) => void lines.push(line) } });
  log.info(
    { token: 'SECRET', hub: { password: 'SECRET' }, request: { headers: { authorization: 'SECRET' } } },
    'x',
  );
  log.child({ token: 'SECRET' }).info({}, 'y');
  assert.equal(lines.length, 2);
  assert.doesNotMatch(lines.join(''), /SECRET/);
  assert.match(lines.join(''), /redacted/);
});

test('an address is told without the user and password in it', () => {
  assert.equal(withoutCredentials('rtsp://me:SECRET@10.0.0.5:554/1'), 'rtsp://10.0.0.5:554/1');
  assert.equal(withoutCredentials('mqtt://10.0.0.5:1883'), 'mqtt://10.0.0.5:1883');
  assert.equal(withoutCredentials('/dev/video0'), '/dev/video0');
});
