import assert from 'node:assert/strict';
import { test } from 'node:test';
import { librariesIn } from './shared-libraries.js';

const PRINTED = `	linux-vdso.so.1 (0x00007fd1ca7bc000)
	libopencv_core.so.406 => /lib/x86_64-linux-gnu/libopencv_core.so.406 (0x00007fd1ca79d000)
	libblas.so.3 => /lib/x86_64-linux-gnu/libblas.so.3 (0x00007fd1ca600000)
	libstdc++.so.6 => /lib/x86_64-linux-gnu/libstdc++.so.6 (0x00007fd1ca400000)
	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007fd1ca21e000)
	libcap.so.2 => /lib/x86_64-linux-gnu/libcap.so.2 (0x00007fd1ca200000)
	/lib64/ld-linux-x86-64.so.2 (0x00007fd1ca7be000)
`;

test('what a binding needs goes along, but not what each system has', () => {
  assert.deepEqual(
    [...librariesIn(PRINTED, 'x.node')],
    [
      ['libblas.so.3', '/lib/x86_64-linux-gnu/libblas.so.3'],
      ['libcap.so.2', '/lib/x86_64-linux-gnu/libcap.so.2'],
      ['libopencv_core.so.406', '/lib/x86_64-linux-gnu/libopencv_core.so.406'],
    ],
  );
});

test('a library that is missing where it is packed stops the packing', () => {
  assert.throws(
    () => librariesIn('\tlibdc1394.so.25 => not found\n', '/a/x.node'),
    /x\.node needs libdc1394\.so\.25/,
  );
});
