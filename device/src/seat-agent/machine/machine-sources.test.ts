import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import * as fc from 'fast-check';
import { MACHINE_SOURCES, type SourceName } from './machine-sources.js';
import { MACHINE_PARTS, type MachineState } from './machine-state.js';
import { MAX_NAME } from './plain-name.js';
import { SystemFiles, Unreadable } from './system-files.js';
import { AUDIO, edidOf, KEYBOARD, MOUSE, STORAGE, TestMachine, usbInput, VIDEO } from './test-machine.js';

let machine = new TestMachine();
machine.remove();
beforeEach(() => {
  machine = new TestMachine();
});
afterEach(() => machine.remove());

/** Everything that can be read below a root, and why the rest can't. */
async function readAll(
  root = machine.root,
): Promise<{ state: MachineState; unread: Map<SourceName, string> }> {
  const unread = new Map<SourceName, string>();
  let state: MachineState = {};
  for (const source of MACHINE_SOURCES) {
    try {
      state = { ...state, ...(await source.read(new SystemFiles(root))) };
    } catch (error) {
      assert.ok(error instanceof Unreadable, `${source.name}: ${String(error)}`);
      unread.set(source.name, error.message);
    }
  }
  return { state, unread };
}

test('USB devices are told by maker, product and what they are', async () => {
  machine.plugIn({
    port: '1-1',
    ids: '05e3:0610',
    product: 'USB2.0 Hub',
    interfaces: [[9, 0, 1]],
    deviceClass: 9,
  });
  machine.plugIn({
    port: '1-1.2',
    ids: '046d:c31c',
    maker: 'Logitech',
    product: 'USB Keyboard',
    interfaces: [KEYBOARD, [3, 0, 0]],
  });
  machine.plugIn({
    port: '1-1.3',
    ids: '046d:c077',
    maker: 'Logitech',
    product: 'USB Optical Mouse',
    interfaces: [MOUSE],
  });
  machine.plugIn({
    port: '1-2',
    ids: '0781:5581',
    maker: 'SanDisk',
    product: 'Ultra 4C530001230619117142',
    interfaces: [STORAGE],
  });
  machine.plugIn({
    port: '1-3',
    ids: '046d:082d',
    product: 'HD Pro Webcam C920',
    interfaces: [VIDEO, [14, 2, 0], AUDIO],
  });
  machine.plugIn({ port: '2-1', ids: '18d1:4ee1', interfaces: [[255, 255, 0]] });
  const { usb = [] } = (await readAll()).state;
  assert.deepEqual(
    usb.map(({ kinds, name, port }) => [port, name, kinds.join(' ')]),
    [
      ['1-1', 'USB2.0 Hub', 'hub'],
      ['1-1.2', 'Logitech USB Keyboard', 'keyboard'],
      ['1-1.3', 'Logitech USB Optical Mouse', 'mouse'],
      ['1-2', 'SanDisk Ultra …', 'storage'],
      ['1-3', 'HD Pro Webcam C920', 'video-capture audio'],
      ['2-1', 'USB device 18d1:4ee1', 'other'],
    ],
  );
});

test('root hubs, and a device that leaves while it is read, are no devices', async () => {
  machine.write('sys/bus/usb/devices/usb1/uevent', 'PRODUCT=1d6b/2/515\nTYPE=9/0/1\nDEVNUM=001\n');
  machine.folder('sys/bus/usb/devices/1-9');
  assert.deepEqual((await readAll()).state.usb, []);
});

test('keyboards are told once each, whatever their bus; keys for sound make none', async () => {
  machine.addKeyboard('AT Translated Set 2 keyboard', '/devices/platform/i8042/serio0', '0011');
  machine.addKeyboard('Logitech USB Keyboard', usbInput('1-1.2'));
  machine.addKeyboard('K380', '/devices/virtual/misc/uhid/0005:046D:B342.0004', '0005');
  machine.addKeyboard('ydotoold virtual device', '/devices/virtual', '0006');
  const { keyboards = [] } = (await readAll()).state;
  assert.deepEqual(
    keyboards.map(({ builtIn, name, usbPort }) => [name, builtIn, usbPort]),
    [
      ['AT Translated Set 2 keyboard', true, undefined],
      ['Logitech USB Keyboard', false, '1-1.2'],
      ['K380', false, undefined],
      ['ydotoold virtual device', false, undefined],
    ],
  );
  assert.equal(new Set(keyboards.map(({ id }) => id)).size, 4);
});

test('displays are those connected, by maker and model, or by their connector where they say nothing', async () => {
  machine.connect('card0-eDP-1', edidOf('BOE', 'NV140FHM-N61'));
  machine.connect('card0-HDMI-A-1', edidOf('DEL', 'DELL U2412M'));
  machine.connect('card1-DP-3');
  machine.disconnect('card0-DP-2');
  machine.folder('sys/class/drm/renderD128');
  const { displays = [] } = (await readAll()).state;
  assert.deepEqual(
    displays.map(({ builtIn, name }) => [name, builtIn]),
    [
      ['DELL U2412M', false],
      ['BOE NV140FHM-N61', true],
      ['display at DP', false],
    ],
  );
});

test('of a camera’s nodes one is told, with its driver; software is told as such', async () => {
  const usb = 'pci0000:00/0000:00:14.0/usb1/1-4/1-4:1.0';
  machine.addVideo('video0', 'HD Pro Webcam C920', usb, { driver: 'uvcvideo' });
  machine.addVideo('video1', 'HD Pro Webcam C920', usb, { index: 1 });
  machine.addVideo('video2', 'OBS Virtual Camera', 'virtual');
  const { videoDevices = [] } = (await readAll()).state;
  assert.deepEqual(
    videoDevices.map(({ driver, name, virtual }) => [name, driver, virtual]),
    [
      ['HD Pro Webcam C920', 'uvcvideo', false],
      ['OBS Virtual Camera', undefined, true],
    ],
  );
});

test('remote sessions are told by their way in, without who and from where', async () => {
  machine.addSession('c1', { REMOTE: '0', SERVICE: 'gdm', TYPE: 'wayland' });
  machine.addSession('7', { REMOTE: '1', SERVICE: 'sshd', TYPE: 'tty', REMOTE_HOST: '10.9.8.7' });
  machine.addSession('8', { REMOTE: '1', SERVICE: 'xrdp-sesman', TYPE: 'x11', STATE: 'closing' });
  machine.addSession('9', { REMOTE: '1', SERVICE: 'sshd', CLASS: 'manager' });
  const { sessions = [] } = (await readAll()).state;
  assert.deepEqual(sessions, [{ id: 'session 7', name: 'sshd' }]);
});

test('listening ports of remote access are told, for IPv6 alone too; connections and other ports are not', async () => {
  machine.listen([22, 5901, 631]);
  machine.listen([3389], 'tcp6');
  const { listeners = [] } = (await readAll()).state;
  assert.deepEqual(
    listeners.map(({ name }) => name),
    ['VNC, port 5901', 'RDP, port 3389'],
  );
});

test('programs of remote access are told by name; where others’ processes are hidden, that is said', async () => {
  for (const [i, comm] of [
    'x11vnc',
    'anydesk',
    'anydesk',
    'teamviewerd',
    'gnome-remote-de',
    'nvc',
    'bash',
  ].entries()) {
    machine.write(`proc/${i + 100}/comm`, `${comm}\n`);
  }
  const { programs = [] } = (await readAll()).state;
  assert.deepEqual(
    programs.map(({ name }) => name),
    [
      'VNC, program x11vnc',
      'AnyDesk, program anydesk',
      'TeamViewer, program teamviewerd',
      'RDP, program gnome-remote-de',
    ],
  );
  machine.delete('proc/1');
  const { state, unread } = await readAll();
  assert.equal(state.programs, undefined);
  assert.match(unread.get('programs') ?? '', /hidepid/);
});

test('hints of a virtual machine: firmware, processor, hypervisor; hardware gives none', async () => {
  machine.write('sys/class/dmi/id/sys_vendor', 'LENOVO\n');
  machine.write('sys/class/dmi/id/product_name', '20XW004AGE\n');
  assert.deepEqual((await readAll()).state.virtualMachine, []);
  machine.write('sys/class/dmi/id/sys_vendor', 'innotek GmbH\n');
  machine.write('sys/class/dmi/id/product_name', 'VirtualBox\n');
  machine.write('proc/cpuinfo', 'processor\t: 0\nflags\t\t: fpu sse2 hypervisor lahf_lm\n');
  machine.write('sys/hypervisor/type', 'xen\n');
  const { virtualMachine = [] } = (await readAll()).state;
  assert.deepEqual(
    virtualMachine.map(({ name }) => name),
    ['innotek GmbH VirtualBox', 'processor: hypervisor flag', 'hypervisor: xen'],
  );
});

test('sound cards are told with their directions and the USB port on which they hang', async () => {
  assert.deepEqual((await readAll()).state.sound, []);
  machine.soundCards([
    { id: 'PCH', name: 'HDA Intel PCH', input: true, output: true },
    { id: 'Headset', name: 'Logitech USB Headset', input: true, output: false, port: '1-3' },
  ]);
  assert.deepEqual((await readAll()).state.sound, [
    { id: 'sound 0 HDA Intel PCH', name: 'HDA Intel PCH', input: true, output: true },
    {
      id: 'sound 1 Logitech USB Headset',
      name: 'Logitech USB Headset',
      input: true,
      output: false,
      usbPort: '1-3',
    },
  ]);
  machine.soundCards([]);
  assert.deepEqual((await readAll()).state.sound, []);
});

test('network links are hardware, tunnels and the way out; no address is told', async () => {
  machine.addLink('enxc0ffee001122', 2);
  machine.addLink('wlp3s0', 3, { state: 'down', wireless: true });
  machine.write('sys/class/net/veth01/ifindex', '4\n');
  machine.write('sys/class/net/tun0/ifindex', '5\n');
  machine.write('sys/class/net/tun0/operstate', 'unknown\n');
  machine.write('sys/class/net/tun0/tun_flags', '0x1001\n');
  machine.write('sys/class/net/lo/ifindex', '1\n');
  machine.routeBy(['enxc0ffee001122']);
  const zeros = '0'.repeat(32);
  machine.write(
    'proc/net/ipv6_route',
    `${zeros} 00 ${zeros} 00 fe800000000000000000000000000001 00000400 1 0 00000003 tun0\n`,
  );
  const { network = [] } = (await readAll()).state;
  assert.deepEqual(
    network.map(({ name, up, wayOut }) => [name, up, wayOut]),
    [
      ['enx…', true, true],
      ['tunnel tun0', true, true],
      ['Wi-Fi wlp3s0', false, false],
    ],
  );
});

test('a part that the kernel makes with the first device is empty without it, and unread without a kernel', async () => {
  const { state, unread } = await readAll();
  assert.deepEqual([...unread.keys()], []);
  for (const part of MACHINE_PARTS) assert.deepEqual(state[part], [], part);
  const nowhere = await readAll(`${machine.root}/none`);
  assert.deepEqual(nowhere.state, {});
  assert.equal(nowhere.unread.size, MACHINE_SOURCES.length);
  assert.match(nowhere.unread.get('usb') ?? '', /\/sys\/bus\/usb\/devices is not there/);
});

test('nothing that is told holds a serial number or an address', async () => {
  machine.plugIn({
    port: '1-2',
    ids: '0781:5581',
    maker: 'SanDisk',
    product: 'Ultra',
    interfaces: [STORAGE],
  });
  machine.addKeyboard('Logitech K400', usbInput('1-4'));
  machine.connect('card0-HDMI-A-1', edidOf('DEL', 'DELL U2412M'));
  machine.addLink('wlxc0ffee001122', 2, { wireless: true });
  machine.routeBy(['wlxc0ffee001122']);
  machine.addSession('7', { REMOTE: '1', SERVICE: 'sshd', REMOTE_HOST: '10.9.8.7', USER: 'mueller' });
  const told = JSON.stringify((await readAll()).state);
  assert.doesNotMatch(told, /serial|ser1|c0:?ff:?ee|10\.9\.8\.7|0100000A|mueller|candidate/i);
});

test('whatever the files hold, a source gives clean names or says why not', async () => {
  const paths = [
    'sys/bus/usb/devices/1-1/uevent',
    'sys/bus/usb/devices/1-1/product',
    'sys/bus/usb/devices/1-1:1.0/modalias',
    'proc/bus/input/devices',
    'sys/class/drm/card0-DP-1/edid',
    'sys/devices/virtual/video4linux/video0/name',
    'proc/asound/cards',
    'proc/asound/pcm',
    'run/systemd/sessions/3',
    'proc/net/tcp',
    'proc/net/tcp6',
    'proc/77/comm',
    'sys/class/dmi/id/sys_vendor',
    'proc/cpuinfo',
    'sys/class/net/eth0/ifindex',
    'proc/net/route',
    'proc/net/ipv6_route',
  ];
  machine.plugIn({ port: '1-1', ids: '1:1', interfaces: [VIDEO] });
  machine.connect('card0-DP-1');
  machine.addVideo('video0', 'x', 'virtual');
  machine.addLink('eth0', 2);
  // Words of the right forms between the random ones reach further into each reader.
  const words = [
    'PRODUCT=1/2/',
    'B: KEY=',
    'fffffffffffffffe',
    'N: Name="',
    'S: Sysfs=',
    ' 0 [',
    ']: a - ',
    'REMOTE=1',
    '\n',
    '\t',
    '00000000',
    ' 0A ',
    ':170C',
    'x11vnc',
    'hypervisor',
    'flags :',
  ];
  const content = fc.oneof(
    fc.uint8Array({ maxLength: 600 }),
    fc
      .array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary', maxLength: 20 })), {
        maxLength: 30,
      })
      .map((parts) => new TextEncoder().encode(parts.join(''))),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(content, { minLength: paths.length, maxLength: paths.length }),
      async (contents) => {
        for (const [i, path] of paths.entries()) machine.write(path, contents[i]);
        const { state } = await readAll();
        for (const part of MACHINE_PARTS) {
          for (const { name } of state[part] ?? []) {
            assert.ok(name.length > 0 && name.length <= MAX_NAME, name);
            assert.doesNotMatch(name, /\p{Cc}/u);
          }
        }
      },
    ),
    { numRuns: 40, seed: 11 },
  );
});

test('the real machine is read without an error, in little processor time', async () => {
  await readAll('/');
  const before = process.cpuUsage();
  const { state, unread } = await readAll('/');
  const { system, user } = process.cpuUsage(before);
  assert.ok(system + user < 200_000, `${(system + user) / 1000} ms`);
  assert.ok(
    MACHINE_PARTS.some((part) => state[part] !== undefined),
    [...unread.values()].join('; '),
  );
});
