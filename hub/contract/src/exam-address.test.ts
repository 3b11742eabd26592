import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ExamAddress } from './exam-address.js';

test('an exam may be on any site that is reached safely, and on one of the own network', () => {
  for (const address of [
    'https://exam.example/algebra?seat=1#start',
    'https://prüfung.example/',
    'http://127.0.0.1:8000/exam',
    'http://localhost:8000',
    'http://[::1]:8000/',
    'http://[fd12::7]/exam',
    'http://10.1.2.3/',
    'http://172.31.0.1/',
    'http://192.168.7.7/moodle',
  ]) {
    assert.equal(ExamAddress.parse(address), address);
  }
  assert.equal(ExamAddress.parse('  https://exam.example '), 'https://exam.example');
});

test('nothing that runs in the page, reads files, carries a password or crosses the world in the clear', () => {
  for (const address of [
    '',
    'exam.example',
    '/exam',
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'https://exam.example/\njavascript:alert(1)',
    'JAVASCRIPT://exam.example/%0aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'blob:https://exam.example/1',
    'file:///etc/passwd',
    'view-source:https://exam.example',
    'chrome://settings',
    'ws://127.0.0.1/',
    'ftp://10.0.0.1/',
    'http://exam.example/',
    'http://localhost.evil.example/',
    'http://127.0.0.1.evil.example/',
    'http://11.0.0.1/',
    'http://172.32.0.1/',
    'http://192.169.0.1/',
    'http://[2001:db8::1]/',
    'https://eva:secret@exam.example/',
    `https://exam.example/${'a'.repeat(500)}`,
  ]) {
    assert.equal(ExamAddress.safeParse(address).success, false, address);
  }
});
