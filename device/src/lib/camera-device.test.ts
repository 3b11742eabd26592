import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { isVirtualCamera } from './camera-device.js';

const root = mkdtempSync(join(tmpdir(), 'invigil-sys-'));
after(() => rmSync(root, { recursive: true, force: true }));
const devices = join(root, 'class');
mkdirSync(devices);

/** Makes a device as /sys shows it: a folder below what it hangs on, and a link to it. */
function plugIn(index: number, hangsOn: string, name: string): number {
  const folder = join(root, 'devices', hangsOn, 'video4linux', `video${index}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'name'), `${name}\n`);
  symlinkSync(folder, join(devices, `video${index}`));
  return index;
}

const USB = 'pci0000:00/0000:00:14.0/usb1/1-4/1-4:1.0';

test('a camera on a bus is hardware', () => {
  assert.equal(isVirtualCamera(plugIn(0, USB, 'HD Pro Webcam C920'), devices), false);
  assert.equal(isVirtualCamera(plugIn(1, 'platform/soc/fe801000.csi', 'unicam'), devices), false);
});

test('a camera that hangs on nothing is software, whatever it calls itself', () => {
  assert.equal(isVirtualCamera(plugIn(2, 'virtual', 'HD Pro Webcam C920'), devices), true);
});

test('a camera that calls itself software, and one of the kernel’s test drivers, is software', () => {
  const names = ['OBS Virtual Camera', 'Dummy video device (0x0000)', 'vivid-000-vid-cap'];
  for (const [i, name] of names.entries()) {
    assert.equal(isVirtualCamera(plugIn(10 + i, 'platform/board.0', name), devices), true, name);
  }
});

test('a device is found through a link, as those in /dev/v4l/by-id are', () => {
  plugIn(20, 'virtual', 'a camera');
  const device = join(root, 'dev', 'video20');
  const link = join(root, 'dev', 'by-id');
  mkdirSync(dirname(device));
  writeFileSync(device, '');
  symlinkSync(device, link);
  assert.equal(isVirtualCamera(link, devices), true);
});

test('of a device that nothing tells of, nothing is said', () => {
  assert.equal(isVirtualCamera(63, devices), undefined);
  assert.equal(isVirtualCamera('/dev/no-such-camera', devices), undefined);
  assert.equal(isVirtualCamera(0, join(root, 'no-sys')), undefined);
});
