import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isKeptOfOurs, isKeptOfPackage } from './kept-files.js';

const kept = (path: string): boolean => isKeptOfPackage(`/r/node_modules/${path}`, 'linux/x64');

test('of a package goes along what runs', () => {
  assert.ok(
    kept('zod/index.js') &&
      kept('zod/LICENSE') &&
      kept('zod/package.json') &&
      kept('fastify/lib/build/validator.js'),
  );
  for (const path of ['zod/index.js.map', 'zod/index.d.ts', 'zod/index.d.cts', 'zod/src/index.ts'])
    assert.ok(!kept(path), path);
});

test('of a compiled binding goes along the result, and nothing of its sources', () => {
  assert.ok(
    kept('better-sqlite3/build/Release/better_sqlite3.node') && kept('better-sqlite3/lib/database.js'),
  );
  for (const path of [
    'better-sqlite3/build/Makefile',
    'better-sqlite3/build/Release/obj.target/a.o',
    'better-sqlite3/deps/sqlite3.c',
  ]) {
    assert.ok(!kept(path), path);
  }
  assert.ok(!kept('@u4/opencv4nodejs/cc/core/Mat.cc') && kept('@u4/opencv4nodejs/cjs/lib/cvloader.js'));
});

test('of ONNX Runtime goes along the binary of this system alone', () => {
  assert.ok(kept('onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so.1'));
  assert.ok(!kept('onnxruntime-node/bin/napi-v6/linux/arm64/libonnxruntime.so.1'));
  assert.ok(!kept('onnxruntime-node/bin/napi-v6/win32/x64/onnxruntime.dll'));
});

test('our own tests stay at home', () => {
  assert.ok(isKeptOfOurs('/r/hub/dist/app.js') && isKeptOfOurs('/r/hub/dist/latest-frame.js'));
  for (const path of ['app.test.js', 'test-server.js', 'app.js.map', 'app.d.ts'])
    assert.ok(!isKeptOfOurs(`/r/hub/dist/${path}`), path);
});
