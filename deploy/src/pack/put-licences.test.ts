import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packagesIn } from './put-licences.js';

test('each package is named once, whatever its libraries', () => {
  const printed = `libx265-199:amd64: /usr/lib/x86_64-linux-gnu/libx265.so.199
libgdal32: /usr/lib/libgdal.so.32.3.6.2
libx265-199:amd64: /usr/lib/x86_64-linux-gnu/libhdr10plus.so.199
diversion by libglx from: /usr/lib/libGL.so.1
`;
  assert.deepEqual(packagesIn(printed), ['libgdal32', 'libx265-199']);
});
