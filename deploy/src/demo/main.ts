import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { SCENARIOS } from '../films/scenarios.js';
import type { Child } from '../room/child.js';
import { freePort } from '../room/free-port.js';
import { PLACES } from '../room/places.js';
import { LocalRoom } from '../room/room.js';
import type { SeatPlan } from '../room/room-plan.js';

const SEATS = 4;
const NAMES = SCENARIOS.map(({ name }) => name);

const { camera, port, scenario } = new Command('demo')
  .description('One hub and four seats on this machine, playing films whose truth is known.')
  .option('--camera <device>', 'put a real camera at the first seat: an index such as 0, or a /dev/… path')
  .addOption(
    new Option('--scenario <names...>', 'films for the seats, in order')
      .choices(NAMES)
      .default(NAMES.slice(0, SEATS)),
  )
  .option('--port <number>', 'port of the dashboard', '8080')
  .addHelpText(
    'after',
    '\nCtrl-C ends everything. Exit codes: 0 ended as asked · 1 a part stopped · 2 wrong usage',
  )
  .exitOverride((end) => process.exit(end.exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{ camera?: string; scenario: string[]; port: string }>();

rmSync(PLACES.demoData, { recursive: true, force: true });
const room = new LocalRoom({
  centre: 'demo',
  room: 'room-1',
  name: 'Room 1',
  rows: Math.ceil(scenario.length / 2),
  columns: 2,
  seats: scenario.map(planSeat),
  folder: PLACES.demoData,
  ports: { http: await freePort(Number(port)), mqtt: await freePort() },
  session: 'demo',
});

let ending: Promise<void> | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(0));

await room.startHub().catch((error: unknown) => fail(error));
const parts = room.plan.seats.map(({ seat }) => room.startSeat(seat));
if (room.hub !== undefined) parts.push(room.hub);
for (const part of parts) {
  void endWith(part);
}

console.log(`
  Dashboard  ${room.url}
  Log-in     ${room.login.name}
  Password   ${room.login.password}

${room.plan.seats.map((seat) => `  ${seat.label}  ${describe(seat)}`).join('\n')}

  Logs are in ${PLACES.demoData}. Ctrl-C ends everything.`);

function planSeat(name: string, i: number): SeatPlan {
  const [row, column] = [Math.floor(i / 2) + 1, (i % 2) + 1];
  const label = `${String.fromCharCode(64 + row)}${column}`;
  const device = camera !== undefined && /^\d+$/.test(camera) ? Number(camera) : camera;
  return {
    seat: label.toLowerCase(),
    label,
    row,
    column,
    candidate: `Candidate ${i + 1}`,
    camera:
      i === 0 && device !== undefined
        ? { type: 'camera', device }
        : { type: 'film', file: join(PLACES.films, `${name}.avi`), loop: true },
  };
}

function describe({ camera: source }: SeatPlan): string {
  if (source?.type !== 'film') return 'the camera of this machine';
  return SCENARIOS.find(({ name }) => source.file.includes(`${name}.`))?.description ?? source.file;
}

/** A part that stops by itself ends the demo. */
async function endWith(part: Child): Promise<void> {
  const status = await part.exited();
  if (ending !== undefined) return;
  console.error(`${part.name} stopped with status ${status}; its log is in ${PLACES.demoData}`);
  await end(1);
}

function end(status: number): Promise<void> {
  ending ??= room.stop().finally(() => process.exit(status));
  return ending;
}

async function fail(error: unknown): Promise<void> {
  console.error(error instanceof Error ? error.message : error);
  await end(1);
}
