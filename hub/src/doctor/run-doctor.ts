import { type DoctorReport, doctorLine, judgeClockSync, judgeInodes, judgeVersions } from '@invigil/contract';
import { clockSync } from '@invigil/contract/service';
import { systemClock } from '../lib/clock.js';
import type { HubConfig } from '../lib/hub-config.js';
import { version } from '../lib/version.js';
import { lookAtDatabase } from '../store/look-at-database.js';
import { lookAtStore } from '../store/look-at-store.js';
import { askBroker, askHttp } from './ask-addresses.js';
import { doctorWords as words } from './doctor-words.js';
import { backupFacts, certificateFacts, diskFacts, keyFacts, machineFacts } from './hub-facts.js';
import {
  judgeAddress,
  judgeBackup,
  judgeBroker,
  judgeCertificates,
  judgeDisk,
  judgeKey,
  judgeMachine,
  judgeStore,
} from './judge-hub.js';

/** Looks at all that a hub needs, also while it runs. Whatever is wrong is a line of the report. */
export async function runDoctor(config: HubConfig): Promise<DoctorReport> {
  const { centre, dataDir, rooms } = config;
  const now = systemClock.now();
  const { database } = config;
  const store = database === undefined ? lookAtStore(dataDir, now) : await lookAtDatabase(database, now);
  const disk = await diskFacts(dataDir);
  const http = await askHttp(config);
  const running = http.type === 'runs' ? http.version : undefined;
  const seats = rooms.reduce((sum, room) => sum + room.seats.length, 0);
  return {
    role: 'hub',
    version,
    at: now,
    lines: [
      doctorLine('config', 'ok', words.config.found(centre, rooms.length, seats)),
      ...judgeStore(store),
      judgeDisk(disk),
      ...('why' in disk ? [] : [judgeInodes(disk.inodesFree)]),
      judgeAddress(http),
      judgeBroker(await askBroker(config, running !== undefined)),
      ...judgeCertificates(await certificateFacts(config, now)),
      judgeKey(keyFacts(config, store.type === 'seen')),
      judgeBackup(await backupFacts(config, now)),
      judgeClockSync(await clockSync()),
      judgeMachine(await machineFacts()),
      judgeVersions(
        { invigil: version, node: process.versions.node },
        running === undefined
          ? undefined
          : { found: 'the hub that runs', version: running, todo: words.versions.todo },
      ),
    ],
  };
}
