#!/usr/bin/env node
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { compiledDir, ModelsError } from '@invigil/models';
import { doctorText, EnrolmentPayload, readEnrolment } from '@invigil/contract';
import { ServiceNotice } from '@invigil/contract/service';
import { Command } from 'commander';
import * as z from 'zod';
import { loadDeviceConfig } from './config/device-config.js';
import { runDoctor, writeBundle } from './doctor/run-doctor.js';
import { enrol } from './enrol/enrol.js';
import { systemClock } from './lib/clock.js';
import { DeviceError } from './lib/errors.js';
import { createLog } from './lib/log.js';
import { readIdentity } from './lib/seat-identity.js';
import { Troubles } from './lib/troubles.js';
import { askFreeze } from './seat-agent/ask-freeze.js';

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')));

const program = new Command('invigil-seat')
  .description(
    'Watches one seat of an exam room and tells the room’s hub what it saw, and what it could not see.',
  )
  .version(version)
  .addHelpText(
    'after',
    '\nExit codes: 0 stopped as asked, or doctor found no FAIL · 1 a net, the outbox or the runtime can’t be used, or doctor found a FAIL · 2 wrong configuration or usage',
  )
  .exitOverride((end) => process.exit(end.exitCode === 0 ? 0 : 2));

program
  .command('run', { isDefault: true })
  .description('run until told to stop')
  .requiredOption('--config <file>', 'configuration, YAML')
  .option('--nets <folder>', 'folder of the compiled nets', compiledDir)
  .action(run);

program
  .command('doctor')
  .description('look at camera, nets, clock, disk, network and certificate, and say what to do about each')
  .requiredOption('--config <file>', 'configuration, YAML')
  .option('--nets <folder>', 'folder of the compiled nets', compiledDir)
  .option('--json <file>', 'write what was found there too')
  .action(doctor);

program
  .command('bundle')
  .description('write what helps to find a fault into a ZIP: no candidate, no session, no picture, no secret')
  .requiredOption('--config <file>', 'configuration, YAML')
  .requiredOption('--out <file>', 'the ZIP to write')
  .option('--nets <folder>', 'folder of the compiled nets', compiledDir)
  .action(bundle);

program
  .command('enrol')
  .description('get a certificate with a one-time token, as `invigil-hub seat enrol-token` makes it')
  .argument('[payload]', 'the line that it printed; - reads it from standard input; or give its parts')
  .requiredOption(
    '--dir <folder>',
    'where the key and the certificates go: hub.certificates of the configuration',
  )
  .option('--hub <url>', 'https address of the hub')
  .option('--token <token>', 'one-time token')
  .option('--ca-fingerprint <sha256>', 'fingerprint of the centre’s authority')
  .action(enrolSeat);

program
  .command('freeze')
  .description('say whether this seat may be updated now: not while a session is open at it')
  .requiredOption('--config <file>', 'configuration, YAML')
  .option('--json', 'in one line for programs, with what the hub heard of this seat last')
  .addHelpText('after', '\nExit code 3: it is frozen, and no two administrators lifted that.')
  .action(sayFreeze);

await program.parseAsync();

type EnrolOptions = { dir: string; hub?: string; token?: string; caFingerprint?: string };

async function enrolSeat(line: string | undefined, options: EnrolOptions): Promise<void> {
  const { caFingerprint: ca, dir, hub, token } = options;
  const payload =
    line === undefined
      ? EnrolmentPayload.safeParse({ hub, token, ca }).data
      : readEnrolment(line === '-' ? await text(process.stdin) : line);
  if (payload === undefined) {
    console.error(
      'invigil-seat: give the line of invigil-hub seat enrol-token, or --hub, --token, --ca-fingerprint',
    );
    process.exit(2);
  }
  await orExit(async () => console.log(`enrolled as ${await enrol(payload, dir)}, certificates in ${dir}`));
}

async function run(options: { config: string; nets: string }): Promise<void> {
  await orExit(async () => {
    const config = loadDeviceConfig(options.config);
    const troubles = new Troubles();
    const log = createLog({ level: config.log, troubles });
    const clock = systemClock;
    // Here, not above: `doctor` must run where OpenCV can't be loaded.
    const { startDaemon } = await import('./daemon.js');
    const daemon = await startDaemon({ config, netsDir: options.nets, version, clock, log, troubles });
    log.info({ seat: config.seat, version }, 'seat started');
    const notice = new ServiceNotice();
    const { centre, room, seat } = config.seat;
    await notice.ready(`watches ${centre}/${room}/${seat}`, () => daemon.hasMoved());
    const signal = await Promise.race(
      ['SIGINT', 'SIGTERM'].map((name) => once(process, name).then(() => name)),
    );
    log.info({ signal }, 'stopping');
    await notice.stopping();
    await daemon.stop();
    // A native handle must not keep a process that has closed everything.
    process.exit(0);
  });
}

async function sayFreeze({ config: file, json }: { config: string; json?: true }): Promise<void> {
  await orExit(async () => {
    const { dataDir, hub, seat: address, session } = loadDeviceConfig(file);
    const { certificates, httpUrl, token } = hub;
    const identity = certificates === undefined ? undefined : () => readIdentity(certificates);
    const now = systemClock.now();
    const verdict = await askFreeze({
      hub: { httpUrl, address, token, identity },
      dataDir,
      session,
      now,
    });
    console.log(json === true ? JSON.stringify(verdict) : verdict.line);
    if (verdict.frozen) process.exitCode = 3;
  });
}

async function bundle({ config, nets, out }: { config: string; nets: string; out: string }): Promise<void> {
  await orExit(async () => {
    await writeBundle({ config, netsDir: nets, version }, out);
    console.log(`${out}: versions, configuration without secrets, doctor's report, health and last errors`);
    process.exit(0);
  });
}

async function doctor(options: { config: string; nets: string; json?: string }): Promise<void> {
  await orExit(async () => {
    const report = await runDoctor({ config: options.config, netsDir: options.nets, version });
    for (const text of doctorText(report)) console.log(text);
    if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
    // A native handle must not keep a process that has looked at everything.
    process.exit(report.lines.some(({ verdict }) => verdict === 'fail') ? 1 : 0);
  });
}

/** Ends the process with one line where the seat can't do it. */
async function orExit(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof DeviceError || error instanceof ModelsError)) throw error;
    console.error(`invigil-seat: ${error.message} (${error.code})`);
    process.exit(error.code === 'config-invalid' ? 2 : 1);
  }
}
