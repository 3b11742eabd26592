import { createWriteStream, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { pipeline } from 'node:stream/promises';
import { doctorText } from '@invigil/contract';
import type { Command } from 'commander';
import { runDoctor } from '../doctor/run-doctor.js';
import { systemClock } from '../lib/clock.js';
import type { HubConfig } from '../lib/hub-config.js';
import { loadHubConfig } from '../lib/load-hub-config.js';
import { openPlan } from '../plan/open-plan.js';
import { appendAudit } from '../store/audit.js';
import { machinePort } from '../store/machine-port.js';
import { openDatabase } from '../store/open-database.js';

/** `invigil-hub doctor`. */
export function addDoctorCommands(program: Command, print: (lines: readonly string[]) => void): void {
  program
    .command('doctor')
    .description('look at store, disk, addresses, certificates, key, backups and clock, and say what to do')
    .requiredOption('-c, --config <file>', 'configuration, YAML')
    .option('--json <file>', 'write what was found there too')
    .addHelpText('after', '\nExit code 1: a line says FAIL.')
    .action(async ({ config, json }: { config: string; json?: string }) => {
      const report = await runDoctor(loadHubConfig(config));
      print(doctorText(report));
      if (json !== undefined) writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`);
      if (report.lines.some(({ verdict }) => verdict === 'fail')) process.exitCode = 1;
    });

  program
    .command('bundle')
    .description(
      'write what helps to find a fault into a ZIP: no candidate, no session, no picture, no secret',
    )
    .requiredOption('-c, --config <file>', 'configuration, YAML')
    .requiredOption('--out <file>', 'the ZIP to write')
    .action(async ({ config, out }: { config: string; out: string }) => {
      await writeBundle(loadHubConfig(config), out);
      print([`${out}: versions, configuration without secrets, doctor's report, machines and their health`]);
    });
}

async function writeBundle(config: HubConfig, out: string): Promise<void> {
  const report = await runDoctor(config);
  const db = await openDatabase(config);
  try {
    const { plan, seatIds } = await openPlan({ db, config, clock: systemClock });
    const certificates = config.http.tls !== 'off';
    const machines = machinePort({ db, config, plan, seatIds, clock: systemClock, certificates, report });
    const who = { actor: userInfo().username, role: null, address: 'console' };
    await appendAudit(db, {
      ...who,
      at: systemClock.now(),
      verb: 'support-bundle-made',
      subject: '',
      count: 1,
    });
    await pipeline(machines.supportBundle(), createWriteStream(out, { mode: 0o600 }));
  } finally {
    await db.destroy();
  }
}
