import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Row, quantile, row } from '../bench/rows.js';
import { seededRandom } from '../films/random.js';
import { freePort } from '../room/free-port.js';
import { PLACES } from '../room/places.js';
import { askCertificates } from './ask-certificates.js';
import { type Centre, makeCentre } from './centre.js';
import { SmallDisk } from './disk.js';
import { FAULTS, type Fault, type FaultName } from './faults.js';
import { HubChild } from './hub-child.js';
import { judgeStore, type Judgement } from './judge-store.js';
import { LinkProxy } from './link-proxy.js';
import { SeatsChild } from './seats-child.js';
import { Stage } from './stage.js';
import { readTold, type ToldBoot } from './told-log.js';

const SEATS_PER_PROCESS = 25;
/** Each seat tells a few more than asked for: what a damaged disk took does not count. */
const MORE = 20;
const RECOVERS_WITHIN_MS = 180_000;
const DRAINS_WITHIN_MS = 300_000;

export type CampaignOptions = {
  seats: number;
  rate: number;
  events: number;
  rounds: number;
  minutes: number;
  seed: number;
  only: readonly FaultName[];
};

/** A fault that was tried. */
type Tried = { fault: FaultName; recoveredMs: number };

/**
 * Lets a centre of simulated seats tell events while one thing after the other goes wrong, and holds what its hub has stored in the end
 * against what was told. @param folder for everything that is written; left for the caller to remove
 */
export async function runCampaign(folder: string, options: CampaignOptions): Promise<Row[]> {
  const perSeat = Math.ceil(options.events / options.seats) + MORE;
  const disks = {
    hub: SmallDisk.make(join(folder, 'hub-disk'), 400 + (options.events * 2500) / 1e6),
    seats: SmallDisk.make(
      join(folder, 'seats-disk'),
      20 * SEATS_PER_PROCESS + (perSeat * SEATS_PER_PROCESS * 2500) / 1e6,
    ),
  };
  const ends: (() => Promise<void> | void)[] = [];
  for (const disk of Object.values(disks)) if (typeof disk !== 'string') ends.unshift(() => disk.remove());
  try {
    return await onStage(folder, { ...options, perSeat, disks, ends });
  } finally {
    for (const end of ends) await end();
  }
}

type Built = CampaignOptions & {
  perSeat: number;
  disks: Stage['disks'];
  ends: (() => Promise<void> | void)[];
};

async function onStage(folder: string, options: Built): Promise<Row[]> {
  const { disks, ends, perSeat, seats } = options;
  const hubData = join(typeof disks.hub === 'string' ? folder : disks.hub.folder, 'hub');
  const seatsDisk = typeof disks.seats === 'string' ? folder : disks.seats.folder;
  console.log(`making ${seats} seats with a certificate each …`);
  const centre = await makeCentre(folder, {
    seats,
    ports: { http: await freePort(), mqtt: await freePort() },
    hubData,
    outboxes: (number) => (number < SEATS_PER_PROCESS ? seatsDisk : folder),
  });
  const hubLog = join(folder, 'hub.log');
  const hub = new HubChild({ config: centre.configFile, log: hubLog });
  ends.unshift(() => hub.kill());
  await hub.start();
  const proxy = await LinkProxy.start(centre.config.mqtt.embedded?.port ?? 0);
  ends.unshift(() => proxy.close());
  const notes = join(folder, 'notes');
  mkdirSync(notes);
  const processes = processesOf(centre, { ...options, notes, url: `mqtts://127.0.0.1:${proxy.port}` });
  ends.unshift(...processes.map((one) => () => one.kill()));
  const stage = new Stage({
    hub,
    processes,
    proxy,
    seats,
    hubStore: join(hubData, 'hub.sqlite'),
    hubLog,
    random: seededRandom(options.seed),
    disks,
    broker: undefined,
  });
  for (const one of processes) one.start();
  stage.unruly();
  await stage.until('every seat is there', () => stage.state.online === seats, RECOVERS_WITHIN_MS);
  const from = performance.now();
  const tried = await tryFaults(stage, options);
  stage.tell(perSeat);
  await stage.until('every seat has told all', () => stage.state.full, DRAINS_WITHIN_MS);
  const drainedMs = await stage.settles(DRAINS_WITHIN_MS);
  const seconds = (performance.now() - from) / 1000;
  console.log(
    `all is told and acknowledged, ${(drainedMs / 1000).toFixed(1)} s after the last; holding the store against it …`,
  );
  await Promise.all(processes.map((one) => one.stop()));
  const certificates = await askCertificates(centre, hub);
  await hub.stop();
  const told = toldIn(processes.map((_, i) => join(notes, `${i}.log`)));
  const judgement = judgeStore(stage.hubStore, told);
  const verified = spawnSync(process.execPath, [PLACES.hub, 'verify', '--config', centre.configFile], {
    encoding: 'utf8',
  });
  console.log(`invigil-hub verify: ${verified.stdout.trim().split('\n').at(-1) ?? ''}${verified.stderr}`);
  return [
    ...judgementRows(judgement, options.events),
    row('certificates that are complete', certificates.filter(({ complete }) => complete).length, '', seats, {
      least: seats,
    }),
    row('invigil-hub verify: exit status', verified.status ?? 2, '', 1, { most: 0 }),
    row('events a second, faults and all', judgement.told / seconds, '/s', 1),
    ...recoveryRows(tried),
  ];
}

function processesOf(
  { seats }: Centre,
  { notes, rate, seed, url }: { notes: string; rate: number; seed: number; url: string },
): SeatsChild[] {
  const count = Math.ceil(seats.length / SEATS_PER_PROCESS);
  return Array.from({ length: count }, (_, i) => {
    const file = join(notes, `${i}.log`);
    if (!existsSync(file)) writeFileSync(file, '');
    return new SeatsChild({
      seats: seats.slice(i * SEATS_PER_PROCESS, (i + 1) * SEATS_PER_PROCESS),
      notes: file,
      url,
      rate,
      seed: seed * 1000 + i,
      upTo: 0,
      unruliness: { twice: 0, swapped: 0, swallowed: 0, deaf: 0 },
      cut: false,
      logLevel: 'silent',
    });
  });
}

/** One fault after the other, each while seats tell, the next one when the hub has all that was told until it was over. */
async function tryFaults(stage: Stage, options: Built): Promise<Tried[]> {
  const { minutes, perSeat, seats } = options;
  const plan = planFaults(stage, options);
  const deadline = performance.now() + minutes * 60_000;
  const tried: Tried[] = [];
  for (const [i, fault] of plan.entries()) {
    if (performance.now() > deadline) {
      console.log(`${minutes} minutes are over: ${plan.length - i} faults are not tried`);
      return tried;
    }
    stage.tell(Math.floor((perSeat * (i + 1)) / plan.length));
    // Somewhere in its part of the story.
    const at = (perSeat * seats * (i + 0.2 + 0.5 * stage.random())) / plan.length;
    await stage.until('seats tell', () => stage.state.told >= at || stage.state.full, DRAINS_WITHIN_MS);
    const { run, settles }: Fault = FAULTS[fault];
    const remark = await run(stage);
    const recoveredMs =
      settles === true ? await stage.settles(RECOVERS_WITHIN_MS) : await stage.recovers(RECOVERS_WITHIN_MS);
    stage.goOn();
    tried.push({ fault, recoveredMs });
    const { told, waiting } = stage.state;
    const line = `${i + 1} of ${plan.length}: ${fault}: recovered after ${(recoveredMs / 1000).toFixed(1)} s`;
    console.log(`${line}; ${told} told, ${waiting} wait${remark === undefined ? '' : `; ${remark}`}`);
  }
  return tried;
}

/** Each fault so many times, in another order each time. */
function planFaults(stage: Stage, { only, rounds }: CampaignOptions): FaultName[] {
  const possible = namesOfFaults().filter((name) => {
    if (only.length > 0 && !only.includes(name)) return false;
    const { missing }: Fault = FAULTS[name];
    const why = missing?.(stage);
    if (why !== undefined) console.log(`not tried: ${name}: ${why}`);
    return why === undefined;
  });
  return Array.from({ length: rounds }, () => shuffled(possible, stage.random)).flat();
}

/** Every fault that there is. */
export function namesOfFaults(): FaultName[] {
  const isFault = (name: string): name is FaultName => name in FAULTS;
  return Object.keys(FAULTS).filter(isFault);
}

function shuffled<T>(of: readonly T[], random: () => number): T[] {
  return of
    .map((one) => ({ one, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ one }) => one);
}

function toldIn(files: readonly string[]): Map<string, ToldBoot> {
  const told = new Map<string, ToldBoot>();
  for (const file of files) readTold(readFileSync(file, 'utf8'), told);
  return told;
}

function judgementRows({ boots, stored, told, verdict }: Judgement, events: number): Row[] {
  const none = { most: 0 };
  return [
    row('events told', told, '', boots, { least: events }),
    row('events stored', stored, '', boots),
    row('lost', verdict.lost, '', told, none),
    row('doubled', verdict.doubled, '', stored, none),
    row('out of order within a boot', verdict.outOfOrder, '', stored, none),
    row('changed', verdict.changed, '', stored, none),
    row('stored and never told', verdict.invented, '', stored, none),
    row('gone with a seat’s damaged disk, before the hub had them', verdict.goneWithDisk, '', told),
  ];
}

function recoveryRows(tried: readonly Tried[]): Row[] {
  return namesOfFaults().flatMap((name) => {
    const seconds = tried.filter(({ fault }) => fault === name).map(({ recoveredMs }) => recoveredMs / 1000);
    if (seconds.length === 0) return [];
    return [
      row(`${name}: recovered after, median`, quantile(seconds, 0.5), 's', seconds.length),
      row(`${name}: … longest`, Math.max(...seconds), 's', seconds.length),
    ];
  });
}
