import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readBoard } from './board.js';

const home = mkdtempSync(join(tmpdir(), 'board-'));
after(() => rmSync(home, { recursive: true }));

test('a board tells its own name, its system, cores and memory', () => {
  mkdirSync(join(home, 'proc/device-tree'), { recursive: true });
  mkdirSync(join(home, 'etc'));
  writeFileSync(join(home, 'proc/device-tree/model'), 'Raspberry Pi 5 Model B Rev 1.0\0');
  writeFileSync(
    join(home, 'etc/os-release'),
    'NAME="Debian"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
  );
  const { cores, memoryGb, name, os } = readBoard(`${home}/`);
  assert.equal(name, 'Raspberry Pi 5 Model B Rev 1.0');
  assert.equal(os, 'Debian GNU/Linux 12 (bookworm)');
  assert.ok(cores >= 1 && memoryGb >= 0);
});

test('a machine without a device tree is called by its processor', () => {
  const { name, os } = readBoard('/nowhere/');
  assert.equal(name, cpus()[0]?.model);
  assert.notEqual(os, '');
});
