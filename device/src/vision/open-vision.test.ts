import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { compiledDir, findNet, loadManifest, ModelsError } from '@invigil/models';
import { createLog } from '../lib/log.js';
import { type OpenedVision, openVision } from './open-vision.js';

const home = mkdtempSync(join(tmpdir(), 'open-vision-'));
after(() => rmSync(home, { recursive: true }));

const NAMES = ['blazeface', 'facemesh', 'iris', 'nanodet', 'canonical-face'] as const;

function open(netsDir: string): Promise<OpenedVision> {
  return openVision({
    config: { runtime: 'onnxruntime', provider: 'cpu', objects: 'nanodet', threads: 1 },
    netsDir,
    log: createLog({ level: 'silent' }),
    detectEveryMs: 0,
    timed: (_stage, run) => run(),
  });
}

/** The folder of the compiled nets without one file. */
function folderWithout(file: string): string {
  const folder = mkdtempSync(join(home, 'nets-'));
  for (const other of readdirSync(compiledDir)) {
    if (other !== file) symlinkSync(join(compiledDir, other), join(folder, other));
  }
  return folder;
}

test('a vision tells what it is made of: runtime, provider, and the hash of each net', async () => {
  const { inference, nets } = await open(compiledDir);
  const { couldBe, ...made } = inference;
  assert.deepEqual(made, { runtime: 'onnxruntime', provider: 'cpu' });
  assert.ok(couldBe !== undefined && !couldBe.includes('cpu'));
  assert.equal(nets.length, NAMES.length);
  for (const name of NAMES) {
    const told = nets.find((net) => net.name === name);
    assert.equal(told?.sha256, findNet(loadManifest(), name).compiled.sha256, name);
  }
});

for (const name of NAMES) {
  const { file, sha256 } = findNet(loadManifest(), name).compiled;

  test(`one wrong byte in ${file} is refused with its name and both hashes`, async () => {
    const folder = folderWithout(file);
    const bytes = readFileSync(join(compiledDir, file));
    const middle = Math.floor(bytes.length / 2);
    bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
    writeFileSync(join(folder, file), bytes);
    const found = createHash('sha256').update(bytes).digest('hex');
    await assert.rejects(open(folder), (error: unknown) => {
      assert.ok(error instanceof ModelsError);
      assert.equal(error.code, 'wrong-hash');
      for (const part of [file, sha256, found]) assert.ok(error.message.includes(part), error.message);
      return true;
    });
  });
}

test('a file that is missing is refused with its name and what to do', async () => {
  await assert.rejects(open(folderWithout('iris.onnx')), (error: unknown) => {
    assert.ok(error instanceof ModelsError);
    assert.equal(error.code, 'missing');
    assert.match(error.message, /iris\.onnx is not there: run npm run setup/);
    return true;
  });
});
