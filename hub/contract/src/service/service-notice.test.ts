import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, test } from 'node:test';
import { type ServiceEnvironment, ServiceNotice } from './service-notice.js';

const folder = mkdtempSync(join(tmpdir(), 'invigil-notice-'));
after(() => rmSync(folder, { recursive: true }));

function notice(env: ServiceEnvironment) {
  const told: string[] = [];
  const tell = async (lines: readonly string[]): Promise<void> => void told.push(...lines);
  return { told, notice: new ServiceNotice({ env, pid: 7, tell }) };
}

const WATCHED = { NOTIFY_SOCKET: '/run/n', WATCHDOG_USEC: '30000', WATCHDOG_PID: '7' };

test('nothing is told where no service manager asked', async () => {
  const { notice: quiet, told } = notice({ WATCHDOG_USEC: '30000' });
  await quiet.ready('well', () => true);
  await sleep(40);
  await quiet.stopping();
  assert.deepEqual(told, []);
});

test('ready, sign of life after sign of life, stopping, and then silence', { timeout: 20_000 }, async () => {
  const { notice: watched, told } = notice(WATCHED);
  await watched.ready('3 seats', () => true);
  assert.deepEqual(told.splice(0), ['READY=1', 'STATUS=3 seats']);
  // On a machine that is busy they come late; that they come at all is what is asked.
  while (told.length < 3) await sleep(5);
  assert.deepEqual([...new Set(told.splice(0))], ['WATCHDOG=1']);
  await watched.stopping();
  await sleep(30);
  assert.deepEqual(told, ['STOPPING=1', 'STATUS=stopping']);
});

test('no sign of life while the service says that it does not live, or can’t say it', async () => {
  const { notice: watched, told } = notice(WATCHED);
  const answers = [
    () => false,
    () => {
      throw new Error('the store is gone');
    },
    () => true,
    () => new Promise<boolean>(() => {}),
  ];
  await watched.ready('well', () => answers.shift()!());
  while (answers.length > 0) await sleep(5);
  await sleep(50);
  assert.deepEqual(told, ['READY=1', 'STATUS=well', 'WATCHDOG=1']);
  await watched.stopping();
});

test('another process’s watchdog is not this one’s', async () => {
  const { notice: other, told } = notice({ ...WATCHED, WATCHDOG_PID: '8' });
  await other.ready('well', () => true);
  await sleep(40);
  assert.deepEqual(told, ['READY=1', 'STATUS=well']);
});

test('systemd-notify carries each message, and one that is missing stops nobody', async () => {
  const program = join(folder, 'systemd-notify');
  const heard = join(folder, 'heard');
  writeFileSync(program, `#!/bin/sh\nprintf '%s\\n' "$@" >>${heard}\n`);
  chmodSync(program, 0o755);
  const path = process.env['PATH'];
  try {
    process.env['PATH'] = `${folder}:${path}`;
    const real = new ServiceNotice({ env: { NOTIFY_SOCKET: '/run/n' } });
    await real.ready('well', () => true);
    await real.stopping();
    assert.equal(readFileSync(heard, 'utf8'), 'READY=1\nSTATUS=well\nSTOPPING=1\nSTATUS=stopping\n');
    process.env['PATH'] = folder;
    rmSync(program);
    await real.stopping();
  } finally {
    process.env['PATH'] = path;
  }
});
