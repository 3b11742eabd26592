import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Class, subclass and protocol of an interface. */
type Interface = readonly [number, number, number];

export const KEYBOARD: Interface = [3, 1, 1];
export const MOUSE: Interface = [3, 1, 2];
export const STORAGE: Interface = [8, 6, 80];
export const VIDEO: Interface = [14, 1, 0];
export const AUDIO: Interface = [1, 1, 0];

type UsbMade = {
  port: string;
  /** `046d:c31c`. */
  ids: string;
  maker?: string;
  product?: string;
  interfaces: readonly Interface[];
  /** 9: a hub. */
  deviceClass?: number;
  number?: number;
};

/** Bits of a keyboard with letters, as a 64-bit kernel writes them. */
const LETTERS = 'B: KEY=1000000000007 ff9f207ac14057ff febeffdfffefffff fffffffffffffffe';
const USB_CONTROLLER = 'pci0000:00/0000:00:14.0/usb1';

/** A tree of files as the kernel of a seat's machine shows them, below a temporary folder. */
export class TestMachine {
  readonly root = mkdtempSync(join(tmpdir(), 'invigil-machine-'));
  #inputs: string[] = [];
  #devices = 0;

  constructor() {
    for (const folder of ['sys/class', 'sys/bus', 'proc/net', 'run/systemd/sessions']) this.folder(folder);
    this.write('proc/uptime', '100.00 50.00\n');
    this.write('proc/1/comm', 'systemd\n');
    this.write('proc/bus/input/devices', '');
    this.write('proc/cpuinfo', 'processor\t: 0\nflags\t\t: fpu vme sse2\n');
    this.listen([22]);
    this.folder('sys/class/net');
    this.write('proc/net/route', 'Iface\tDestination\tGateway\tFlags\n');
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  folder(path: string): void {
    mkdirSync(join(this.root, path), { recursive: true });
  }

  write(path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), content);
  }

  delete(path: string): void {
    rmSync(join(this.root, path), { recursive: true, force: true });
  }

  plugIn({ deviceClass = 0, ids, interfaces, maker, number, port, product }: UsbMade): void {
    const [vendor, productId] = ids.split(':').map((id) => id.replace(/^0+/, ''));
    const device = `sys/bus/usb/devices/${port}`;
    const devnum = number ?? ++this.#devices;
    this.write(
      `${device}/uevent`,
      `DEVTYPE=usb_device\nDRIVER=usb\nPRODUCT=${vendor}/${productId}/6400\nTYPE=${deviceClass}/0/0\nBUSNUM=001\nDEVNUM=${String(devnum).padStart(3, '0')}\n`,
    );
    this.write(`${device}/serial`, `SERIAL-OF-${port}\n`);
    if (maker !== undefined) this.write(`${device}/manufacturer`, `${maker}\n`);
    if (product !== undefined) this.write(`${device}/product`, `${product}\n`);
    for (const [i, numbers] of interfaces.entries()) {
      const [type, subclass, protocol] = numbers.map((one) =>
        one.toString(16).toUpperCase().padStart(2, '0'),
      );
      this.write(
        `${device}:1.${i}/modalias`,
        `usb:v${vendor}p${productId}d6400dc00dsc00dp00ic${type}isc${subclass}ip${protocol}in0${i}\n`,
      );
    }
  }

  unplug(port: string): void {
    for (let i = 0; i < 8; i++) this.delete(`sys/bus/usb/devices/${port}:1.${i}`);
    this.delete(`sys/bus/usb/devices/${port}`);
  }

  /** A keyboard's inputs: one with letters and, as most have, one of keys for sound and the like. */
  addKeyboard(name: string, path: string, bus = '0003'): void {
    const number = this.#inputs.length;
    this.#inputs.push(
      `I: Bus=${bus} Vendor=046d Product=c31c Version=0110\nN: Name="${name}"\nP: Phys=usb-0000:00:14.0-4/input0\nS: Sysfs=${path}/input/input${number}\nU: Uniq=C0:FF:EE:00:11:22\nH: Handlers=sysrq kbd event${number} leds \nB: PROP=0\nB: EV=120013\n${LETTERS}\nB: MSC=10\n`,
      `I: Bus=${bus} Vendor=046d Product=c31c Version=0110\nN: Name="${name} Consumer Control"\nS: Sysfs=${path}/input/input${number + 100}\nB: EV=1f\nB: KEY=3f000301ff 0 0 483ffff17aff32d bfd4444600000000 1 130ff38b17d000 677bfad9415fed e19effdf00cf0001 1002\n`,
    );
    this.#writeInputs();
  }

  /** Takes out the inputs whose text holds `part`. */
  removeInputs(part: string): void {
    this.#inputs = this.#inputs.filter((input) => !input.includes(part));
    this.#writeInputs();
  }

  #writeInputs(): void {
    this.write('proc/bus/input/devices', this.#inputs.map((input) => `${input}\n`).join(''));
  }

  connect(connector: string, edid: Uint8Array = new Uint8Array()): void {
    this.write(`sys/class/drm/${connector}/status`, 'connected\n');
    this.write(`sys/class/drm/${connector}/edid`, edid);
  }

  disconnect(connector: string): void {
    this.write(`sys/class/drm/${connector}/status`, 'disconnected\n');
    this.write(`sys/class/drm/${connector}/edid`, '');
  }

  /** @param hangsOn folder below `/sys/devices`; `virtual` of software */
  addVideo(
    node: string,
    name: string,
    hangsOn: string,
    more: { index?: number; driver?: string } = {},
  ): void {
    const folder = `sys/devices/${hangsOn}/video4linux/${node}`;
    this.write(`${folder}/name`, `${name}\n`);
    this.write(`${folder}/index`, `${more.index ?? 0}\n`);
    if (more.driver !== undefined) {
      this.folder(`${folder}/device`);
      symlinkSync(`../../../../bus/usb/drivers/${more.driver}`, join(this.root, folder, 'device/driver'));
    }
    this.#link(`sys/class/video4linux/${node}`, folder);
  }

  /** Sound cards, as ALSA lists them; `port` of one that hangs on USB. */
  soundCards(
    cards: readonly { id: string; name: string; input: boolean; output: boolean; port?: string }[],
  ): void {
    const cardsText = cards.map(
      ({ id, name }, i) =>
        ` ${i} [${id.padEnd(15)}]: HDA-Intel - ${name}\n                      ${name} at 0x6001128000 irq 145\n`,
    );
    const pcmText = cards.map(({ input, output }, i) => {
      const directions = `${output ? ' : playback 1' : ''}${input ? ' : capture 1' : ''}`;
      return `0${i}-00: Analog : Analog${directions}\n`;
    });
    this.write('proc/asound/cards', cardsText.length === 0 ? '--- no soundcards ---\n' : cardsText.join(''));
    this.write('proc/asound/pcm', pcmText.join(''));
    this.delete('sys/class/sound');
    for (const [i, { port }] of cards.entries()) {
      const hangsOn =
        port === undefined ? 'pci0000:00/0000:00:1f.3' : `${USB_CONTROLLER}/${port}/${port}:1.0`;
      this.#link(`sys/class/sound/card${i}`, `sys/devices/${hangsOn}/sound/card${i}`);
    }
  }

  /** TCP ports on which something listens, as `/proc/net/tcp` has them; one connection stands beside them. */
  listen(ports: readonly number[], file = 'tcp'): void {
    const hex = (port: number): string => port.toString(16).toUpperCase().padStart(4, '0');
    const rows = ports.map(
      (port, i) =>
        `   ${i}: 00000000:${hex(port)} 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 ${1000 + i} 1 0000000000000000 100 0 0 10 0\n`,
    );
    const connection =
      '  99: 0A00000A:170C 0B00000A:D431 01 00000000:00000000 02:000A7214 00000000  1000        0 31337 2 0000000000000000 20 4 30 10 -1\n';
    const head =
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
    this.write(`proc/net/${file}`, `${head}${rows.join('')}${connection}`);
  }

  addLink(
    name: string,
    index: number,
    more: { state?: string; changes?: number; wireless?: boolean } = {},
  ): void {
    const folder = `sys/class/net/${name}`;
    this.write(`${folder}/ifindex`, `${index}\n`);
    this.write(`${folder}/type`, '1\n');
    this.write(`${folder}/address`, 'c0:ff:ee:00:11:22\n');
    this.write(`${folder}/operstate`, `${more.state ?? 'up'}\n`);
    this.write(`${folder}/carrier_changes`, `${more.changes ?? 1}\n`);
    this.folder(`${folder}/device`);
    if (more.wireless === true) this.folder(`${folder}/wireless`);
  }

  /** Links with a default route. */
  routeBy(names: readonly string[]): void {
    const routes = names.map((name) => `${name}\t00000000\t0100000A\t0003\t0\t0\t100\t00000000\t0\t0\t0\n`);
    const head = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n';
    const local = names.map((name) => `${name}\t0000000A\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0\n`);
    this.write('proc/net/route', `${head}${routes.join('')}${local.join('')}`);
  }

  addSession(id: string, fields: Readonly<Record<string, string>>): void {
    const all = { UID: '1000', USER: 'candidate', ACTIVE: '1', STATE: 'active', CLASS: 'user', ...fields };
    const lines = Object.entries(all).map(([name, value]) => `${name}=${value}\n`);
    this.write(`run/systemd/sessions/${id}`, `# This is private data. Do not parse.\n${lines.join('')}`);
  }

  #link(from: string, to: string): void {
    this.folder(to);
    this.folder(dirname(from));
    const up = '../'.repeat(from.split('/').length - 1);
    const path = join(this.root, from);
    rmSync(path, { force: true });
    symlinkSync(`${up}${to}`, path);
  }
}

/** Where a keyboard at a USB port hangs, below at most one hub. */
export function usbInput(port: string): string {
  const hubs = port.includes('.') ? `${port.slice(0, port.lastIndexOf('.'))}/` : '';
  return `/devices/${USB_CONTROLLER}/${hubs}${port}/${port}:1.0/0003:046D:C31C.0001`;
}

/** A display's EDID (VESA E-EDID 1.4) with a serial number in both of its places. */
export function edidOf(letters: string, name: string): Uint8Array {
  const bytes = new Uint8Array(128);
  bytes.set([0, 255, 255, 255, 255, 255, 255, 0]);
  const [a, b, c] = Array.from(letters, (letter) => (letter.codePointAt(0) ?? 64) - 64);
  const packed = a * 1024 + b * 32 + c;
  bytes.set([packed >> 8, packed & 255, 0x5a, 0xa0], 8);
  bytes.set(new TextEncoder().encode('SER1'), 12);
  bytes.set([30, 22, 1, 4, 0xa5, 52, 32, 120, 0x3a], 16);
  // A detailed timing first, then limits, serial number and name.
  bytes.set([0x28, 0x3c, 0x80, 0xa0, 0x70, 0xb0, 0x23, 0x40, 0x30, 0x20, 0x36], 54);
  bytes.set(descriptor(0xfd, ' 2 '), 72);
  bytes.set(descriptor(0xff, 'SERIAL-77'), 90);
  bytes.set(descriptor(0xfc, name), 108);
  bytes[127] = (256 - (bytes.reduce((sum, byte) => sum + byte, 0) % 256)) % 256;
  return bytes;
}

function descriptor(tag: number, text: string): Uint8Array {
  const line = text.length < 13 ? `${text}\n` : text.slice(0, 13);
  return Uint8Array.from([0, 0, 0, tag, 0, ...new TextEncoder().encode(line.padEnd(13, ' '))]);
}
