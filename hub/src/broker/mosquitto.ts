import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  COMMAND_VERBS,
  HUB_CHANNELS,
  hubSubscriptions,
  responseTopic,
  SEAT_CHANNELS,
  seatPrincipal,
  seatSubscriptions,
  seatTopic,
  timeSubscription,
} from '@invigil/contract';

const PROGRAM = '/usr/sbin/mosquitto';
const HUB = 'hub';

/** For tests and measurements only: whether Debian's mosquitto is on this machine. */
export const hasMosquitto = existsSync(PROGRAM);

/** A seat's place and the password with which it connects, where it has no certificate. */
export type BrokerSeat = { centre: string; room: string; seat: string; password?: string };

/** For TLS: the folder of the centre's certificates, and a port in the clear on which the hub, on the same machine, shows its password. */
export type BrokerTls = { pki: string; hubPort: number };

/**
 * Debian's mosquitto on the loopback, with one account for the hub and one for each seat, each held to its topics. With TLS a seat shows
 * its certificate in place of a password.
 */
export class Mosquitto {
  /** Where the hub connects, and seats too where there is no TLS. */
  readonly url: string;
  readonly #port: number;
  readonly #config: string;
  #process: ChildProcess | undefined;

  /** Writes configuration, passwords and access rules into `folder`. */
  constructor(
    folder: string,
    port: number,
    accounts: { hubPassword: string; seats: readonly BrokerSeat[]; tls?: BrokerTls },
  ) {
    mkdirSync(folder, { recursive: true });
    this.#port = port;
    this.#config = join(folder, 'mosquitto.conf');
    const passwords = join(folder, 'passwords');
    const rules = join(folder, 'rules');
    const { hubPassword, seats, tls } = accounts;
    this.url = `mqtt://127.0.0.1:${tls?.hubPort ?? port}`;
    const known = tls === undefined ? seats : [];
    const named = known.map((seat) => `${seatPrincipal(seat)}:${seat.password ?? ''}`);
    writeFileSync(passwords, [`${HUB}:${hubPassword}`, ...named, ''].join('\n'), { mode: 0o600 });
    // Puts their hashes in the passwords' place.
    execFileSync('mosquitto_passwd', ['-U', passwords], { stdio: 'ignore' });
    writeFileSync(rules, rulesOf(seats), { mode: 0o600 });
    writeFileSync(
      this.#config,
      [
        'per_listener_settings true',
        ...(tls === undefined ? [] : [`listener ${port} 127.0.0.1`, ...tlsLines(tls), `acl_file ${rules}`]),
        `listener ${tls?.hubPort ?? port} 127.0.0.1`,
        'allow_anonymous false',
        `password_file ${passwords}`,
        `acl_file ${rules}`,
        // Debian's build gives up root for a user of its own, who could not read these files.
        `user ${userInfo().username}`,
        'log_dest none',
      ].join('\n'),
    );
  }

  /** Starts it and waits until it listens. */
  async start(): Promise<void> {
    this.#process = spawn(PROGRAM, ['-c', this.#config], { stdio: 'ignore' });
    for (let tries = 0; tries < 100; tries++) {
      if (await listens(this.#port)) return;
      await sleep(50);
    }
    throw new Error(`mosquitto does not listen on port ${this.#port}`);
  }

  /** Its process, while it runs. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    const running = this.#process;
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
    running.kill('SIGKILL');
    await once(running, 'exit');
  }
}

function tlsLines({ pki }: BrokerTls): string[] {
  return [
    'allow_anonymous false',
    `cafile ${join(pki, 'ca.crt')}`,
    `certfile ${join(pki, 'hub.crt')}`,
    `keyfile ${join(pki, 'hub.key')}`,
    'require_certificate true',
    'use_identity_as_username true',
  ];
}

/** What `seatMayPublish` and `seatMaySubscribe` say, in mosquitto's words. */
function rulesOf(seats: readonly BrokerSeat[]): string {
  const centres = new Set(seats.map(({ centre }) => centre));
  const hub = [...centres].flatMap((centre) => [
    ...hubSubscriptions(centre).map((filter) => `topic read ${filter}`),
    ...HUB_CHANNELS.map((channel) => `topic write exam/1/${centre}/+/+/${channel}`),
    `topic write exam/1/${centre}/+/+/cmd/+`,
    `topic write exam/1/${centre}/+/hub/state`,
  ]);
  const each = seats.flatMap((seat) => [
    `user ${seatPrincipal(seat)}`,
    ...SEAT_CHANNELS.map((channel) => `topic write ${seatTopic(seat, channel)}`),
    ...COMMAND_VERBS.map((verb) => `topic write ${responseTopic(seat, verb)}`),
    ...[...seatSubscriptions(seat), timeSubscription(seat)].map((filter) => `topic read ${filter}`),
  ]);
  return [`user ${HUB}`, ...hub, ...each, ''].join('\n');
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const answer = (open: boolean) => (): void => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', answer(true)).once('error', answer(false));
  });
}
