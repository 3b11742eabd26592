import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALERT_CHANNELS, type BrowserAbilities, faultOf } from './alert-channels.js';

const ALL: BrowserAbilities = { audio: true, vibrate: true, notifications: 'granted', secure: true };

test('says what a browser can’t do, and nothing of one that can', () => {
  assert.deepEqual(
    ALERT_CHANNELS.map((channel) => faultOf(channel, ALL)),
    [null, null, null],
  );
  const none: BrowserAbilities = { audio: false, vibrate: false, notifications: null, secure: true };
  assert.deepEqual(
    ALERT_CHANNELS.map((channel) => faultOf(channel, none)),
    ['no-sound', 'no-vibration', 'no-notification'],
  );
});

test('says why notifications don’t come: the page, the person, or nobody was asked', () => {
  assert.equal(faultOf('notification', { ...ALL, secure: false }), 'not-secure');
  assert.equal(faultOf('notification', { ...ALL, notifications: 'denied' }), 'denied');
  assert.equal(faultOf('notification', { ...ALL, notifications: 'default' }), 'not-asked');
});
