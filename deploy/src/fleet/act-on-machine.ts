import { dirname, join } from 'node:path';
import { type Bundles, bundleFor } from './bundles.js';
import type { Outcome } from './rollout.js';
import { type FleetMachine, isSeat } from './fleet-machine.js';
import type { FleetSeat } from './seats-csv.js';
import { type Answer, type Ssh, whyOf } from './ssh.js';

/** What is done to a machine. */
export type Verb = 'install' | 'update' | 'status' | 'doctor' | 'rollback';

export type FleetDeps = {
  ssh: Pick<Ssh, 'run' | 'asRoot' | 'copy'>;
  /** What `install` and `update` bring to a seat, and to the hub. */
  bundles?: Bundles | undefined;
  hubBundles?: Bundles | undefined;
  /** What the installer asks for besides, by profile. */
  profiles: ReadonlyMap<string, string[]>;
  /** Of the hub: as ssh reaches it, as seats reach it, and the centre's name. */
  hub?: { host: string; address: string; centre: string } | undefined;
};

type Done = Omit<Outcome, 'seconds'>;
/** Tells what is going on. */
type Tell = (said: string) => void;

/** Exit codes of `invigil update` (deploy/lib/update-main.sh). */
const FROZEN = 3;
const CERTIFICATE = '/var/lib/invigil/seat/certificates/seat.crt';

/** Does one thing to one machine. Never throws for what a machine does. */
export async function actOnMachine(
  verb: Verb,
  machine: FleetMachine,
  deps: FleetDeps,
  tell: Tell,
): Promise<Done> {
  switch (verb) {
    case 'install':
      if (!isSeat(machine)) return { result: 'failed', said: 'a hub is installed on its own machine' };
      return brought(machine, deps, tell, (folder, file) => install(machine, deps, { folder, file, tell }));
    case 'update':
      return brought(machine, deps, tell, async (folder, file) =>
        judged(await invigil(machine, deps, ['update', '--bundle', join(folder, file)], tell)),
      );
    case 'rollback':
      return judged(await invigil(machine, deps, ['rollback'], tell));
    case 'doctor':
      return found(await invigil(machine, deps, ['doctor'], tell));
    case 'status':
      return status(machine, deps);
  }
}

function roleOf(machine: FleetMachine): 'hub' | 'seat' {
  return isSeat(machine) ? 'seat' : 'hub';
}

/** Runs `invigil seat …` or `invigil hub …` there. */
function invigil(machine: FleetMachine, { ssh }: FleetDeps, words: string[], tell: Tell): Promise<Answer> {
  return ssh.asRoot(machine.host, ['/usr/local/bin/invigil', roleOf(machine), ...words], { onLine: tell });
}

function judged(answer: Answer): Done {
  if (answer.status === FROZEN) return { result: 'frozen', said: whyOf(answer) };
  if (answer.status !== 0) return { result: 'failed', said: whyOf(answer) };
  return { result: 'done', said: lastLine(answer.out) };
}

/** What doctor found: how much of each, and what each FAIL says. What libraries say on standard error is none of it. */
function found(answer: Answer): Done {
  const lines = answer.out.trim().split('\n');
  const counts = lines.findLast((line) => /^\d+ OK, /.test(line));
  if (counts === undefined) return judged(answer);
  const fails = lines.flatMap((line) => {
    const [, name, why] = /^FAIL +(\S+) +(.+)$/.exec(line) ?? [];
    return name === undefined ? [] : [`${name}: ${why}`];
  });
  return { result: answer.status === 0 ? 'done' : 'failed', said: [counts, ...fails].join('; ') };
}

/** Brings the bundle for a machine into a folder of its own there, uses it, and takes the folder away. */
async function brought(
  target: FleetMachine,
  { bundles: ofSeats, hubBundles, ssh }: FleetDeps,
  tell: Tell,
  use: (folder: string, file: string) => Promise<Done>,
): Promise<Done> {
  const bundles = isSeat(target) ? ofSeats : hubBundles;
  if (bundles === undefined) return { result: 'failed', said: 'there are no bundles' };
  tell('asks the machine what it is');
  const machine = await ssh.run(target.host, 'uname -m && mktemp -d /var/tmp/invigil-fleet.XXXXXX');
  if (machine.status !== 0) return { result: 'failed', said: whyOf(machine) };
  const [arch = '', folder = ''] = machine.out.trim().split('\n');
  try {
    const bundle = bundleFor(bundles, arch);
    if (bundle === undefined)
      return { result: 'failed', said: `it is ${arch}, for which there is no bundle of ${bundles.version}` };
    tell('copies the bundle');
    const beside = ['install', 'release.pub'].map((name) => join(dirname(bundle), name));
    const copied = await ssh.copy(target.host, [bundle, `${bundle}.sig`, ...beside], folder);
    if (copied.status !== 0) return { result: 'failed', said: `not copied: ${whyOf(copied)}` };
    return await use(folder, bundle.slice(dirname(bundle).length + 1));
  } finally {
    await ssh.run(target.host, `rm -rf ${folder}`);
  }
}

async function install(
  seat: FleetSeat,
  { hub, profiles, ssh }: FleetDeps,
  { file, folder, tell }: { folder: string; file: string; tell: Tell },
): Promise<Done> {
  if (hub === undefined) return { result: 'failed', said: 'the hub is not named' };
  const enrolled = await ssh.asRoot(seat.host, ['test', '-e', CERTIFICATE]);
  let line = '';
  if (enrolled.status !== 0) {
    tell('asks the hub for a token');
    const place = `${seat.room}/${seat.seat}`;
    const words = ['seat', 'enrol-token', place, '--config', '/etc/invigil/hub.yaml', '--hub', hub.address];
    const token = await ssh.asRoot(hub.host, ['/usr/local/bin/invigil-hub', ...words]);
    if (token.status !== 0) return { result: 'failed', said: `the hub gives no token: ${whyOf(token)}` };
    line = lastLine(token.out);
  }
  const { hostname, port } = new URL(hub.address);
  const answers = [
    '--centre',
    hub.centre,
    '--room',
    seat.room,
    '--seat',
    seat.seat,
    '--hub',
    hostname,
    ...(port === '' ? [] : ['--http-port', port]),
    ...(seat.camera === '' ? [] : cameraAnswer(seat.camera)),
    ...(profiles.get(seat.profile) ?? []),
    // The token on standard input: no list of processes shows it.
    ...(line === '' ? [] : ['--enrol', '-']),
  ];
  const installer = ['bash', join(folder, 'install'), '--bundle', join(folder, file)];
  const key = ['--key', join(folder, 'release.pub')];
  const done = await ssh.asRoot(seat.host, [...installer, ...key, ...answers], {
    input: `${line}\n`,
    onLine: tell,
  });
  return judged(done);
}

function cameraAnswer(camera: string): string[] {
  return camera.startsWith('port:') ? ['--camera-port', camera.slice(5)] : ['--camera', camera];
}

/** What is installed, whether it runs, and whether it may be updated. */
async function status(machine: FleetMachine, { ssh }: FleetDeps): Promise<Done> {
  const role = roleOf(machine);
  const answer = await ssh.asRoot(machine.host, [
    'bash',
    '-c',
    `invigil ${role} version || exit 1; systemctl is-active invigil-${role} || true; invigil-${role} freeze --config /etc/invigil/${role}.yaml 2>&1 | grep -m 1 -e free -e frozen -e lifted`,
  ]);
  if (answer.status !== 0) return { result: 'failed', said: whyOf(answer) };
  const [version = '', active = '', ...freeze] = answer.out.trim().split('\n');
  const said = `${version}, ${active}, ${freeze.join(' ')}`;
  return { result: active === 'active' ? 'done' : 'failed', said };
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
