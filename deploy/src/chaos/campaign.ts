import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { CompletenessCertificate } from '@invigil/contract';
import { quantile, row, type Row } from '../bench/rows.js';
import { PLACES } from '../room/places.js';
import { askCertificates } from './ask-certificates.js';
import { namesOfFaults } from './faults.js';
import { judgeStore, type Judgement } from './judge-store.js';
import { openStage, type OpenStage, type StagePlan } from './open-stage.js';
import { readTold, type ToldBoot } from './told-log.js';
import { type FaultPlan, type Tried, tryFaults } from './try-faults.js';

/** Each seat tells a little more than asked for: what goes with a damaged disk does not count. */
const MORE = 1.02;
const DRAINS_WITHIN_MS = 300_000;
/** A machine may take so many times as long for what is told at the wanted rate. */
const SLOWER = 20;

export type CampaignOptions = Omit<StagePlan & FaultPlan, 'perSeat'> & { events: number };

/**
 * Lets a centre of simulated seats tell events while one thing after the other goes wrong, and holds what its hub has stored in the end
 * against what was told. Throws an Error where it does not recover.
 * @param folder for everything that is written; left for the caller to remove
 */
export async function runCampaign(folder: string, options: CampaignOptions): Promise<Row[]> {
  const { broker, database, events, seats } = options;
  const perSeat = Math.ceil((events / seats) * MORE);
  console.log(`${seats} seats with a certificate each, broker: ${broker}, store: ${database} …`);
  const open = await openStage(folder, { ...options, perSeat });
  try {
    const { stage } = open;
    const from = performance.now();
    const tried = await tryFaults(stage, { ...options, perSeat });
    stage.tell(Math.max(perSeat, Math.ceil(stage.state.told / stage.seats)));
    const leastMs = ((perSeat * seats - stage.state.told) / (options.rate * seats)) * 1000;
    await stage.until('every seat has told all', () => stage.state.full, DRAINS_WITHIN_MS + SLOWER * leastMs);
    await stage.settles(DRAINS_WITHIN_MS);
    const seconds = (performance.now() - from) / 1000;
    console.log('all is told and acknowledged; holding the store against it …');
    const gone = tried.reduce((sum, one) => sum + one.gone, 0);
    const rows = [
      ...(await judged(open, events, seconds)),
      row('committed by the hub, gone with its disk, told again by the seats', gone, '', tried.length),
      ...recoveryRows(tried),
    ];
    const other = [...(broker === 'embedded' ? [] : [broker]), ...(database === 'sqlite' ? [] : [database])];
    return rows.map((one) => ({ ...one, name: [...other, one.name].join(': ') }));
  } finally {
    await open.close();
  }
}

async function judged({ centre, notes, stage }: OpenStage, events: number, seconds: number): Promise<Row[]> {
  await Promise.all(stage.processes.map((one) => one.stop()));
  const certificates = await askCertificates(centre, stage.hub);
  await stage.hub.stop();
  const told = new Map<string, ToldBoot>();
  for (const file of notes) readTold(readFileSync(file, 'utf8'), told);
  const judgement = await judgeStore(stage.hubStore, told);
  const verify = [PLACES.hub, 'verify', '--config', centre.configFile];
  const verified = spawnSync(process.execPath, verify, { encoding: 'utf8' });
  console.log(`invigil-hub verify: ${verified.stdout.trim().split('\n').at(-1) ?? ''}${verified.stderr}`);
  return [
    ...judgementRows(judgement, events),
    ...certificateRows(certificates, told, stage.seats),
    row('invigil-hub verify: exit status', verified.status ?? 2, '', 1, { most: 0 }),
    row('events a second, faults and all', judgement.told / seconds, '/s', 1),
  ];
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

/** A certificate is complete, or it is not for the only reason that a full disk did not take everything, which it names. */
function certificateRows(
  certificates: readonly CompletenessCertificate[],
  told: ReadonlyMap<string, ToldBoot>,
  seats: number,
): Row[] {
  const untaken = certificates.filter(({ boots, room, seat }) =>
    boots.some(({ boot, notKept }) => {
      const known = told.get(`${room}/${seat} ${boot}`);
      const named = (notKept ?? []).reduce((sum, { events }) => sum + events, 0);
      return named > 0 && named <= (known?.refused ?? 0);
    }),
  );
  const isWhole = ({ boots }: CompletenessCertificate): boolean =>
    boots.every(({ chain, missing }) => chain === 'whole' && missing.length === 0);
  const complete = certificates.filter((one) => one.complete);
  const right = new Set([...complete, ...untaken.filter(isWhole)]);
  const name = 'certificates that are complete, but for what a full disk did not take';
  return [
    row(name, right.size, '', seats, { least: seats }),
    row(
      '… of these, such that name events that a full disk did not take',
      right.size - complete.length,
      '',
      seats,
    ),
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
