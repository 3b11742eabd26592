import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PLACES } from '../room/places.js';
import { until } from '../system/until.js';
import { bareRoot } from '../roots/bare-root.js';
import { askedSystem } from './asked-system.js';
import { packedStick, type Stick } from './bundles.js';
import { Machine } from './machine.js';
import { Switch } from './switch.js';

/** What a small Debian has beside its essential packages: an init, a bus, device files, openssl, nftables and sshd, which each Debian installer brings or offers. */
const PACKAGES = [
  'systemd',
  'systemd-sysv',
  'dbus',
  'udev',
  'openssl',
  'ca-certificates',
  'adduser',
  'nftables',
  'openssh-server',
];

/** Counted on when the packages change. */
const EDITION = 3;

export const HUB_ADDRESS = '10.77.0.1';
/** Of the seats `hall/a1` and `hall/a2`. */
export const SEAT_ADDRESSES = ['10.77.0.11', '10.77.0.12'] as const;

/** A hub and two seats as machines of their own on a switch with no way out, each with the stick. Nothing is installed on them. */
export class MachineRoom {
  readonly folder: string;
  readonly stick: Stick;
  readonly network: Switch;
  readonly hub: Machine;
  readonly seats: readonly [Machine, Machine];

  private constructor(parts: Pick<MachineRoom, 'folder' | 'stick' | 'network' | 'hub' | 'seats'>) {
    this.folder = parts.folder;
    this.stick = parts.stick;
    this.network = parts.network;
    this.hub = parts.hub;
    this.seats = parts.seats;
  }

  /** Boots them. `use` names what the machines are for where that takes `more` packages. */
  static async open({
    more = [],
    use,
  }: { more?: readonly string[]; use?: string } = {}): Promise<MachineRoom> {
    const system = askedSystem();
    const root = bareRoot({
      system,
      packages: [...PACKAGES, ...more],
      name: `machines/${system.codename}-${EDITION}${use === undefined ? '' : `-${use}`}`,
    });
    const stick = packedStick();
    const folder = mkdtempSync(join(tmpdir(), 'invigil-machines-'));
    const network = new Switch();
    const boot = async (name: string, address: string): Promise<Machine> => {
      const machine = await Machine.boot({ name, root, folder, network: network.plugIn(name, address) });
      machine.put(stick.folder, 'media/stick');
      return machine;
    };
    const hub = await boot('hub', HUB_ADDRESS);
    const seats: [Machine, Machine] = [
      await boot('seat-a1', SEAT_ADDRESSES[0]),
      await boot('seat-a2', SEAT_ADDRESSES[1]),
    ];
    return new MachineRoom({ folder, stick, network, hub, seats });
  }

  get machines(): readonly Machine[] {
    return [this.hub, ...this.seats];
  }

  /** The installer's line for the hub. */
  hubLine(...more: string[]): string {
    return this.#installing(
      this.stick.hub,
      '--centre north',
      `--name ${HUB_ADDRESS}`,
      '--room hall --rows 1 --columns 2',
      ...more,
    );
  }

  /** The installer's line for a seat, which plays a film. */
  seatLine(name: string, ...more: string[]): string {
    return this.#installing(
      this.stick.seat,
      '--centre north --room hall',
      `--seat ${name} --hub ${HUB_ADDRESS} --camera film:/media/calm.avi`,
      ...more,
    );
  }

  /** Installs a seat and enrols it. Returns what the installer said. */
  async installSeat(i: 0 | 1): Promise<string> {
    const name = `a${i + 1}`;
    const machine = this.seats[i];
    layFilm(machine);
    const line = (
      await this.hub.run(`invigil-hub seat enrol-token hall/${name} --config /etc/invigil/hub.yaml`)
    )
      .trim()
      .split('\n')
      .at(-1);
    return machine.run(this.seatLine(name, '--enrol -'), `${line}\n`);
  }

  /** Installs the hub and both seats, and waits until what they see of the film arrives. */
  async installAll(): Promise<void> {
    await this.hub.run(this.hubLine());
    for (const i of [0, 1] as const) await this.installSeat(i);
    await until(async () => /^[1-9]\d* events in [2-9] boots/m.test(await this.verified()), 120_000);
  }

  /** What the hub says of the record. */
  async verified(): Promise<string> {
    return (await this.hub.try('invigil-hub verify --config /etc/invigil/hub.yaml')).said;
  }

  /** Pulls every plug, and leaves nothing. */
  async close(): Promise<void> {
    for (const machine of this.machines) await machine.remove();
    this.network.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #installing(bundle: string, ...answers: string[]): string {
    // What it took is told in its last line, of the programs that it ran itself: starts of services are not in it.
    const timed = `TIMEFORMAT='processor time: %U s user, %S s system'; time bash install`;
    return `cd /media/stick; ${timed} --bundle ${bundle} --key release.pub ${answers.join(' ')}`;
  }
}

/** The film that a seat plays in place of a camera. */
export function layFilm(machine: Machine): void {
  machine.put(join(PLACES.films, 'calm.avi'), 'media/calm.avi');
}
