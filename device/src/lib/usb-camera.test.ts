import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { usbPortOf } from './usb-camera.js';

const root = mkdtempSync(join(tmpdir(), 'invigil-usb-'));
after(() => rmSync(root, { recursive: true, force: true }));
const devices = join(root, 'class');
mkdirSync(devices);

/** Makes a device as /sys shows it: a folder below the interface that it hangs on, and a link to it. */
function plugIn(index: number, port: string, speed?: number): void {
  const usb = join(root, 'devices', port);
  const folder = join(usb, `${port.split('/').at(-1)}:1.0`, 'video4linux', `video${index}`);
  mkdirSync(folder, { recursive: true });
  if (speed !== undefined) writeFileSync(join(usb, 'speed'), `${speed}\n`);
  symlinkSync(folder, join(devices, `video${index}`));
}

plugIn(0, 'pci0/usb1/1-4', 480);
plugIn(1, 'pci0/usb1/1-4', 480);
plugIn(2, 'pci0/usb1/1-5/1-5.2', 12);
plugIn(3, 'pci0/usb2/2-1', 5000);
plugIn(4, 'virtual');

test('a camera is told with the speed of its port, and who else is on its controller', () => {
  assert.deepEqual(usbPortOf(0, devices), { speedMbps: 480, sharedWith: 1 });
  assert.deepEqual(usbPortOf(2, devices), { speedMbps: 12, sharedWith: 1 }, 'behind a hub');
  assert.deepEqual(usbPortOf(3, devices), { speedMbps: 5000, sharedWith: 0 });
});

test('what is on no USB, or not there, is told by nothing', () => {
  assert.equal(usbPortOf(4, devices), undefined);
  assert.equal(usbPortOf(9, devices), undefined);
  assert.equal(usbPortOf(0, join(root, 'nowhere')), undefined);
});
