import type { FreezeBoard, FreezeReason } from '@invigil/contract';
import type { Command } from 'commander';
import { systemClock } from '../lib/clock.js';
import type { HubConfig } from '../lib/hub-config.js';
import { loadHubConfig } from '../lib/load-hub-config.js';
import { planRooms } from '../lib/room-plan.js';
import { freezeBoard } from '../plan/freeze-board.js';
import { openDatabase } from '../store/open-database.js';

/** How a freeze ends the process: apart from a failure (1) and a wrong command line (2). */
const FROZEN_EXIT = 3;

const WHY: Record<FreezeReason, string> = {
  exam: 'an exam is open in its room',
  session: 'the seat is in a session',
  unheard: 'the seat was in a session and has not been heard since',
};

/** `invigil-hub freeze`: whether this hub may be updated now. */
export function addFreezeCommand(program: Command, print: (lines: readonly string[]) => void): void {
  program
    .command('freeze')
    .description('say whether this hub may be updated now: not while a session is open at one of its seats')
    .requiredOption('-c, --config <file>', 'configuration, YAML')
    .option('--json', 'everything as GET /api/freeze tells it, in one line')
    .addHelpText('after', `\nExit code ${FROZEN_EXIT}: it is frozen, and no two administrators lifted that.`)
    .action(async ({ config, json }: { config: string; json?: true }) => {
      const board = await boardOf(loadHubConfig(config));
      print(json === true ? [JSON.stringify(board)] : freezeLines(board));
      if (board.hub.frozen !== null && board.hub.liftedUntil === null) process.exitCode = FROZEN_EXIT;
    });
}

/** What a person reads of it: the hub first, then each seat that is frozen. */
function freezeLines({ hub, rooms }: FreezeBoard): string[] {
  if (hub.frozen === null) return ['free: no session is open at any seat of this hub'];
  const lifted =
    hub.liftedUntil === null
      ? 'frozen: a session is open; two administrators can lift that for the hub (page Updates)'
      : `lifted by two administrators until ${isoOf(hub.liftedUntil)}`;
  const seats = rooms.flatMap(({ room, seats: all }) =>
    all.flatMap(({ frozen, seat }) =>
      frozen === null ? [] : [`${room}/${seat}: since ${isoOf(frozen.since)}: ${WHY[frozen.why]}`],
    ),
  );
  return [lifted, ...seats];
}

async function boardOf(config: HubConfig): Promise<FreezeBoard> {
  const db = await openDatabase(config);
  try {
    return await freezeBoard(db, planRooms(config), systemClock.now());
  } finally {
    await db.destroy();
  }
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}
