import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { type Clock, ManualClock } from '../../lib/clock.js';
import { createLog } from '../../lib/log.js';
import type { MachineHeldKind } from './held-facts.js';
import { MACHINE_SOURCES } from './machine-sources.js';
import { type MachineFacts, MachineWatch } from './machine-watch.js';
import type { RunLines } from './run-lines.js';
import { AUDIO, edidOf, KEYBOARD, MOUSE, STORAGE, TestMachine, usbInput, VIDEO } from './test-machine.js';

const START = 1_700_000_000_000;
const noUdev: RunLines = () => Promise.resolve('missing');

let machine = new TestMachine();
machine.remove();
let clock = new ManualClock(START);
/** Looks that ended, and sources that are waited for. */
let looks = 0;
let awaited = 0;
let told: MachineFacts[] = [];
let stop = new AbortController();
let running: Promise<void> = Promise.resolve();

beforeEach(() => {
  machine = new TestMachine();
  clock = new ManualClock(START);
  told = [];
  looks = 0;
  awaited = 0;
  stop = new AbortController();
});
afterEach(async () => {
  stop.abort();
  await running;
  machine.remove();
});

async function start(more: { run?: RunLines; sources?: typeof MACHINE_SOURCES } = {}): Promise<void> {
  const log = createLog({ level: 'silent' });
  const onChange = (facts: MachineFacts): void => void told.push(facts);
  const watch = new MachineWatch({
    root: machine.root,
    clock: counting,
    log,
    onChange,
    run: noUdev,
    ...more,
  });
  running = watch.run(stop.signal);
  await until(() => looks > 0);
}

/** The clock, which counts as it is slept by: a wait follows each look, and patience begins with each source. */
const counting: Clock = {
  now: () => clock.now(),
  monotonic: () => clock.monotonic(),
  sleep(ms, signal) {
    if (ms === 2000) looks++;
    if (ms === 5000) {
      awaited++;
      signal?.addEventListener('abort', () => awaited--);
    }
    return clock.sleep(ms, signal);
  },
};

/** Waits for files to be read, which takes real time. */
async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 5000 && !holds(); i++) await new Promise((resolve) => setTimeout(resolve, 1));
  assert.ok(holds(), 'it never came');
}

/** Lets time pass to the end of the next look, and gives what it told; undefined where it told nothing. */
async function look(ms = 2000): Promise<MachineFacts | undefined> {
  const [before, told0] = [looks, told.length];
  await clock.advance(ms);
  await until(() => looks > before);
  return told.length === told0 ? undefined : told.at(-1);
}

const names = (facts: MachineFacts | undefined, kind: MachineHeldKind): string[] =>
  (facts?.held[kind] ?? []).map(({ name }) => name);

test('what is there at the start is a fact from the start; what comes later has its own moment', async () => {
  machine.plugIn({
    port: '1-2',
    ids: '0781:5581',
    maker: 'SanDisk',
    product: 'Ultra',
    interfaces: [STORAGE],
  });
  await start();
  assert.deepEqual(told[0].held['usb-storage'], [
    { id: 'usb 1-2 001', name: 'SanDisk Ultra', since: START, fromStart: true },
  ]);
  assert.deepEqual(told[0].events, []);
  machine.plugIn({ port: '1-5', ids: '0951:1666', product: 'DataTraveler 3.0', interfaces: [STORAGE] });
  const [, second] = (await look())?.held['usb-storage'] ?? [];
  assert.equal(second.name, 'DataTraveler 3.0');
  assert.equal(second.fromStart, false);
  assert.equal(second.since, START + 2000);
  machine.unplug('1-5');
  machine.unplug('1-2');
  assert.deepEqual(names(await look(), 'usb-storage'), []);
  // Storage that comes and goes is a held fact, and is not told as a device that changed too.
  assert.deepEqual(
    told.flatMap(({ events }) => events),
    [],
  );
});

test('nothing new is told when nothing changes', async () => {
  machine.addKeyboard('K120', usbInput('1-1'));
  await start();
  for (let i = 0; i < 3; i++) assert.equal(await look(), undefined);
});

test('of two keyboards the one that was there is the seat’s own; a laptop’s always is', async () => {
  machine.addKeyboard('Zed keyboard', usbInput('1-4'));
  await start();
  assert.deepEqual(names(told[0], 'second-keyboard'), []);
  machine.plugIn({ port: '1-2', ids: '046d:c31c', product: 'A keyboard', interfaces: [KEYBOARD] });
  machine.addKeyboard('A keyboard', usbInput('1-2'));
  const facts = await look();
  assert.deepEqual(names(facts, 'second-keyboard'), ['A keyboard']);
  assert.deepEqual(facts?.events, []);
  machine.removeInputs('Zed');
  assert.deepEqual(names(await look(), 'second-keyboard'), []);
  machine.addKeyboard('AT keyboard', '/devices/platform/i8042/serio0', '0011');
  assert.deepEqual(names(await look(), 'second-keyboard'), ['A keyboard']);
});

test('a second display, a capture card and a virtual camera are facts', async () => {
  machine.connect('card0-eDP-1', edidOf('BOE', 'NV140FHM'));
  await start();
  machine.connect('card0-DP-1', edidOf('DEL', 'DELL U2412M'));
  machine.plugIn({
    port: '2-1',
    ids: '0fd9:0066',
    maker: 'Elgato',
    product: 'Cam Link 4K',
    interfaces: [VIDEO, AUDIO],
  });
  machine.plugIn({ port: '2-2', ids: '0fd9:0078', maker: 'Elgato', product: 'Facecam', interfaces: [VIDEO] });
  machine.plugIn({
    port: '2-3',
    ids: '534d:2109',
    maker: 'MacroSilicon',
    product: 'USB Video',
    interfaces: [VIDEO],
  });
  machine.addVideo('video4', 'OBS Virtual Camera', 'virtual');
  const facts = await look();
  assert.deepEqual(names(facts, 'second-display'), ['DELL U2412M']);
  assert.deepEqual(names(facts, 'capture-card'), ['Elgato Cam Link 4K', 'MacroSilicon USB Video']);
  assert.deepEqual(names(facts, 'camera-software'), ['OBS Virtual Camera']);
  assert.deepEqual(
    facts?.events.map((event) => 'name' in event && event.name),
    ['Elgato Facecam'],
  );
});

test('remote sessions, listening servers and programs are facts while they last', async () => {
  await start();
  machine.addSession('12', { REMOTE: '1', SERVICE: 'sshd' });
  machine.listen([5900]);
  machine.write('proc/4711/comm', 'x11vnc\n');
  // Programs are looked for more rarely.
  for (let i = 0; i < 5; i++) await look();
  const facts = told.at(-1);
  assert.deepEqual(names(facts, 'remote-session'), ['sshd']);
  assert.deepEqual(names(facts, 'remote-access'), ['VNC, port 5900', 'VNC, program x11vnc']);
  machine.delete('run/systemd/sessions/12');
  machine.listen([]);
  machine.delete('proc/4711');
  for (let i = 0; i < 5; i++) await look();
  const after = told.at(-1);
  assert.deepEqual([names(after, 'remote-session'), names(after, 'remote-access')], [[], []]);
});

test('other USB and sound devices that come and go are told with their moment, once each', async () => {
  machine.soundCards([{ id: 'PCH', name: 'HDA Intel PCH', input: true, output: true }]);
  await start();
  machine.plugIn({ port: '1-3', ids: '046d:0a38', product: 'USB Headset', interfaces: [AUDIO] });
  machine.soundCards([
    { id: 'PCH', name: 'HDA Intel PCH', input: true, output: true },
    { id: 'Headset', name: 'USB Headset', input: true, output: true, port: '1-3' },
  ]);
  const came = (await look())?.events ?? [];
  assert.deepEqual(
    came.map((event) => event.kind === 'device-changed' && [event.change, event.name]),
    [['came', 'USB Headset']],
  );
  machine.unplug('1-3');
  machine.soundCards([]);
  const went = (await look())?.events ?? [];
  assert.deepEqual(
    went.map((event) => event.kind === 'device-changed' && [event.change, event.name]),
    [
      ['went', 'USB Headset'],
      ['went', 'HDA Intel PCH'],
    ],
  );
});

test('a device that was changed for its like between two looks went and came', async () => {
  machine.plugIn({ port: '1-3', ids: '046d:c077', product: 'Mouse', interfaces: [MOUSE] });
  await start();
  machine.unplug('1-3');
  machine.plugIn({ port: '1-3', ids: '046d:c077', product: 'Mouse', interfaces: [MOUSE] });
  const { events = [] } = (await look()) ?? {};
  assert.deepEqual(
    events.map((event) => event.kind === 'device-changed' && event.change),
    ['went', 'came'],
  );
});

test('the network’s links and way out are told as they change, a short break too', async () => {
  machine.addLink('eth0', 2, { changes: 1 });
  machine.routeBy(['eth0']);
  await start();
  const changes = (facts: MachineFacts | undefined): string[] =>
    (facts?.events ?? []).map((event) =>
      event.kind === 'network-changed' ? `${event.change} ${event.name}` : '',
    );
  machine.addLink('eth0', 2, { changes: 3 });
  assert.deepEqual(changes(await look()), ['interrupted eth0']);
  machine.addLink('eth0', 2, { changes: 4, state: 'down' });
  machine.addLink('wlan0', 3, { wireless: true });
  machine.routeBy(['wlan0']);
  assert.deepEqual(changes(await look()), ['down eth0', 'way-out-went eth0', 'came Wi-Fi wlan0']);
  machine.delete('sys/class/net/wlan0');
  assert.deepEqual(changes(await look()), ['went Wi-Fi wlan0']);
});

test('a sleep is told with its length; time that passes, and a wall clock that is set, are none', async () => {
  let uptimeS = 100;
  const pass = (seconds: number): void => {
    uptimeS += seconds;
    machine.write('proc/uptime', `${uptimeS.toFixed(2)} 0.00\n`);
  };
  await start();
  pass(2);
  assert.equal(await look(), undefined);
  clock.setNow(START + 3_600_000);
  pass(2);
  assert.equal(await look(), undefined);
  // The machine sleeps for ten minutes: of the clocks only the monotonic one stands still.
  clock.setNow(clock.now() + 600_000);
  pass(602);
  const [event, ...more] = (await look())?.events ?? [];
  assert.deepEqual(more, []);
  assert.ok(event?.kind === 'suspended');
  assert.ok(Math.abs(event.sleptMs - 600_000) < 1000, `${event.sleptMs}`);
  assert.equal(event.to - event.from, 602_000);
});

test('a source that can’t be read is told, its facts stay, and what it shows later was no news', async () => {
  machine.plugIn({ port: '1-2', ids: '0781:5581', product: 'Ultra', interfaces: [STORAGE] });
  machine.delete('run');
  await start();
  assert.deepEqual(told[0].unread, [{ source: 'sessions', reason: '/run/systemd/sessions is not there' }]);
  machine.addSession('3', { REMOTE: '1', SERVICE: 'sshd' });
  machine.delete('sys');
  machine.delete('proc/uptime');
  const facts = await look();
  assert.deepEqual(
    facts?.unread.map(({ source }) => source),
    ['uptime', 'usb', 'displays', 'video-devices', 'network'],
  );
  assert.deepEqual(names(facts, 'usb-storage'), ['Ultra']);
  assert.deepEqual(
    facts?.held['remote-session'].map(({ fromStart }) => fromStart),
    [true],
  );
  assert.deepEqual(facts?.events, []);
});

test('a source that hangs is told as such, and the others go on', async () => {
  let ends: (() => void) | undefined;
  let started = 0;
  const hanging = {
    name: 'displays',
    everyMs: 0,
    read: async () => {
      if (++started > 1) return { displays: [] };
      await new Promise<void>((resolve) => {
        ends = resolve;
      });
      return { displays: [] };
    },
  } as const;
  const sources = MACHINE_SOURCES.map((source) => (source.name === 'displays' ? hanging : source));
  const started1 = start({ sources });
  await until(() => started === 1 && awaited === 1);
  await clock.advance(5000);
  await started1;
  assert.deepEqual(told[0].unread, [{ source: 'displays', reason: 'does not answer' }]);
  machine.plugIn({ port: '1-2', ids: '0781:5581', product: 'Ultra', interfaces: [STORAGE] });
  // The next look waits for it once more.
  await clock.advance(2000);
  await until(() => awaited === 1);
  assert.deepEqual(names(await look(5000), 'usb-storage'), ['Ultra']);
  assert.equal(started, 1);
  ends?.();
  assert.deepEqual((await look())?.unread, []);
});

test('a hint of udev makes it look at once', async () => {
  let hint = (_line: string): void => undefined;
  const run: RunLines = (program, { args, onLine, signal }) => {
    assert.deepEqual([program, args[0], args[1]], ['udevadm', 'monitor', '--udev']);
    hint = onLine;
    return new Promise((resolve) => signal.addEventListener('abort', () => resolve('ended')));
  };
  await start({ run });
  machine.plugIn({ port: '1-2', ids: '0781:5581', product: 'Ultra', interfaces: [STORAGE] });
  hint('UDEV  [1.0] add /devices/… (usb)');
  const [stick] = (await look(500))?.held['usb-storage'] ?? [];
  assert.deepEqual([stick.name, stick.since], ['Ultra', START + 500]);
});
