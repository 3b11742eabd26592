import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalPolicy, Policy, readWantedPolicy, type ReadPolicy } from '@invigil/contract';
import { ManualClock } from '../lib/clock.js';
import { Gate } from '../lib/gate.js';
import { sha256Hex } from '../lib/sha256.js';
import { memoryLog } from '../outbox/test-log.js';
import { PolicyInForce } from './policy-in-force.js';

const STANDARD = Policy.parse({});
const NO_CAMERA = Policy.parse({ id: 'arranged', camera: { enabled: false }, identity: { enabled: true } });

/** What a hub sends, by the text of its policy. */
function sent(text: string, hash = sha256Hex(text)): ReadPolicy {
  const read = readWantedPolicy(`{"hash":"${hash}","policy":${text}}`);
  return read.ok ? read.value : assert.fail(read.error.message);
}

function seat(kept?: ReadPolicy) {
  const memory = memoryLog();
  const calls: string[] = [];
  const camera = new Gate(false);
  const clock = new ManualClock();
  const stop = new AbortController();
  let policy = kept?.policy ?? STANDARD;
  const inForce = new PolicyInForce({
    judge: {
      get policy() {
        return policy;
      },
      get policyHash() {
        return sha256Hex(canonicalPolicy(policy));
      },
      apply(next) {
        calls.push(`apply ${next.id}`);
        policy = next;
      },
    },
    kept,
    keep: ({ hash }) => void calls.push(`keep ${hash.slice(0, 4)}`),
    camera,
    onShut: () => void calls.push('shut'),
    identify: (enabled) => void calls.push(`identify ${enabled}`),
    announce: () => void calls.push('announce'),
    clock,
    log: memory.log,
  });
  const called = (call: string) => calls.filter((one) => one === call).length;
  return { ...memory, calls, camera, clock, inForce, called, policy: () => policy, stop };
}

test('the camera stays shut until the hub’s word, which opens it at once', async () => {
  const { called, camera, clock, inForce, stop } = seat();
  const begun = inForce.begin(3000, stop.signal);
  await clock.advance(2000);
  assert.equal(camera.isOpen, false);
  inForce.want(sent(canonicalPolicy(STANDARD)));
  assert.equal(camera.isOpen, true);
  await begun;
  assert.deepEqual([called('apply standard'), called('announce')], [0, 0], 'it worked under it already');
});

test('a word that does not come is waited for no longer than was said, and not at all at the end', async () => {
  const { camera, clock, inForce, stop } = seat();
  const begun = inForce.begin(3000, stop.signal);
  await clock.advance(3000);
  await begun;
  assert.equal(camera.isOpen, true);
  const ended = seat();
  ended.stop.abort();
  await ended.inForce.begin(3000, ended.stop.signal);
  assert.equal(ended.camera.isOpen, false);
});

test('a camera that the hub’s first word forbids is never opened, and identity needs one', async () => {
  const { called, calls, camera, inForce, stop } = seat();
  const begun = inForce.begin(3000, stop.signal);
  inForce.want(sent(canonicalPolicy(NO_CAMERA)));
  await begun;
  assert.deepEqual([camera.isOpen, inForce.shut], [false, true]);
  assert.ok(calls.includes('shut') && calls.includes('announce'));
  assert.equal(called('identify true'), 0);
});

test('a camera that is forbidden later is shut after the judgement ended what was open', () => {
  const { calls, camera, inForce } = seat();
  inForce.want(sent(canonicalPolicy(STANDARD)));
  inForce.want(sent(canonicalPolicy(NO_CAMERA)));
  assert.equal(camera.isOpen, false);
  assert.ok(calls.indexOf('apply arranged') < calls.indexOf('shut'));
  inForce.want(sent(canonicalPolicy(STANDARD)));
  assert.equal(camera.isOpen, true);
});

test('what was kept holds from the start, with its own hash', async () => {
  const kept = sent(canonicalPolicy(NO_CAMERA));
  const { camera, clock, inForce, stop } = seat(kept);
  const begun = inForce.begin(3000, stop.signal);
  await clock.advance(3000);
  await begun;
  assert.equal(camera.isOpen, false);
  assert.equal(inForce.told.policyHash, kept.hash);
});

test('works under what an older hub wants, and tells the hash that the hub knows', () => {
  const { alertBudget: _, ...older } = { ...STANDARD, id: 'older' };
  const text = JSON.stringify(
    Object.fromEntries(Object.entries(older).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  );
  const wanted = sent(text);
  const { inForce, policy } = seat();
  inForce.want({ ...wanted, hash: sha256Hex(wanted.text) });
  assert.deepEqual(policy(), { ...STANDARD, id: 'older' });
  assert.deepEqual(inForce.told, { policyHash: sha256Hex(wanted.text) });
});

test('works under what a newer hub wants, and tells which fields it leaves out', () => {
  const newer = `{"conduct":{"whisper":{"weight":3}},"id":"newer"}`;
  const { called, inForce, policy } = seat();
  inForce.want(sent(newer));
  assert.equal(policy().id, 'newer');
  assert.deepEqual(inForce.told, { policyHash: sha256Hex(newer), policyIgnored: ['conduct.whisper'] });
  assert.equal(called('announce'), 1);
});

test('leaves a policy whose text is not that of its hash, and waits on', () => {
  const { calls, camera, inForce, lines } = seat();
  inForce.want(sent(canonicalPolicy(NO_CAMERA), '0'.repeat(64)));
  assert.deepEqual([calls, camera.isOpen], [[], false]);
  assert.ok(lines.some((line) => line.includes('policy ignored')));
});
