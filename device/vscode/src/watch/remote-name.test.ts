import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remoteOf } from './remote-name.js';

test('a remote is told by its kind', () => {
  for (const name of ['ssh-remote', 'wsl', 'codespaces', 'tunnel', 'dev.example.org:8080'])
    assert.equal(remoteOf(name), name);
});

test('no remote, and an editor served from this machine, are none', () => {
  for (const name of [undefined, '', 'localhost', 'localhost:8080', '127.0.0.1:18765', '[::1]:80'])
    assert.equal(remoteOf(name), undefined);
});

test('a host that only looks like this machine is a remote', () => {
  for (const name of ['localhost.example.org', '127.0.0.1.example.org', 'localhost:8080:1'])
    assert.equal(remoteOf(name), name);
});
