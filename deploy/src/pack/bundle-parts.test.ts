import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { leastLibc } from './least-libc.js';
import { BundleManifest, contentsOf, manifestText } from './manifest.js';
import { makeKey, publicHalf, signFile } from './signature.js';

const folder = mkdtempSync(join(tmpdir(), 'invigil-pack-test-'));
after(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

test('openssl takes the signature that was made, and no other', () => {
  makeKey(at('a.key'));
  makeKey(at('b.key'));
  assert.equal(statSync(at('a.key')).mode & 0o777, 0o600);
  assert.throws(() => makeKey(at('a.key')), /never replaced/);
  writeFileSync(at('file'), 'what is signed');
  signFile(at('file'), at('a.key'));
  const isTaken = (pub: string): boolean => {
    try {
      execFileSync(
        'openssl',
        [
          'pkeyutl',
          '-verify',
          '-rawin',
          '-pubin',
          '-inkey',
          pub,
          '-sigfile',
          at('file.sig'),
          '-in',
          at('file'),
        ],
        {
          stdio: 'ignore',
        },
      );
      return true;
    } catch {
      return false;
    }
  };
  assert.ok(isTaken(at('a.key.pub')));
  assert.ok(!isTaken(at('b.key.pub')));
  writeFileSync(at('file'), 'what is signed.');
  assert.ok(!isTaken(at('a.key.pub')));
  assert.match(publicHalf(at('a.key')), /BEGIN PUBLIC KEY/);
});

test('a private key that others may read signs nothing', () => {
  makeKey(at('open.key'));
  execFileSync('chmod', ['644', at('open.key')]);
  assert.throws(() => signFile(at('file'), at('open.key')), /others may read/);
  assert.throws(() => signFile(at('file'), at('none.key')), /deploy\/pack key/);
});

test('the manifest names each file by its hash, one a line, sorted, and each link by what it points to', () => {
  mkdirSync(at('tree/b'), { recursive: true });
  writeFileSync(at('tree/z'), 'z');
  writeFileSync(at('tree/b/a'), '');
  symlinkSync('../z', at('tree/b/link'));
  const contents = contentsOf(at('tree'));
  assert.deepEqual(Object.keys(contents.files), ['b/a', 'z']);
  assert.deepEqual(contents.links, { 'b/link': '../z' });
  const text = manifestText(
    BundleManifest.parse({
      format: 1,
      role: 'hub',
      version: '1.2.3',
      arch: 'x64',
      revision: 'r',
      node: '20',
      libc: '2.36',
      ...contents,
    }),
  );
  assert.match(text, /^ {4}"b\/a": "e3b0c442[0-9a-f]{56}",\n {4}"z": "[0-9a-f]{64}"\n {2}\}/m);
});

test('the newest symbol that a binary names is the oldest library that it runs on', () => {
  writeFileSync(at('one'), 'GLIBC_2.2.5\0GLIBC_2.34\0');
  writeFileSync(at('two'), '\0GLIBC_2.9\0GLIBC_PRIVATE\0');
  assert.equal(leastLibc([at('one'), at('two')]), '2.34');
  assert.equal(leastLibc([at('file')]), undefined);
});
