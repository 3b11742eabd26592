#!/usr/bin/env node
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { compiledDir, ModelsError } from '@invigil/models';
import { Command } from 'commander';
import * as z from 'zod';
import { loadDeviceConfig } from './config/device-config.js';
import { startDaemon } from './daemon.js';
import { systemClock } from './lib/clock.js';
import { DeviceError } from './lib/errors.js';
import { createLog } from './lib/log.js';

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
    '\nExit codes: 0 stopped as asked · 1 a net, the outbox or the runtime can’t be used · 2 wrong configuration or usage',
  )
  .exitOverride((end) => process.exit(end.exitCode === 0 ? 0 : 2));

program
  .command('run', { isDefault: true })
  .description('run until told to stop')
  .requiredOption('--config <file>', 'configuration, YAML')
  .option('--nets <folder>', 'folder of the compiled nets', compiledDir)
  .action(run);

await program.parseAsync();

async function run(options: { config: string; nets: string }): Promise<void> {
  try {
    const config = loadDeviceConfig(options.config);
    const log = createLog({ level: config.log });
    const daemon = await startDaemon({ config, netsDir: options.nets, version, clock: systemClock, log });
    log.info({ seat: config.seat, version }, 'seat started');
    const signal = await Promise.race(
      ['SIGINT', 'SIGTERM'].map((name) => once(process, name).then(() => name)),
    );
    log.info({ signal }, 'stopping');
    await daemon.stop();
    // A native handle must not keep a process that has closed everything.
    process.exit(0);
  } catch (error) {
    if (!(error instanceof DeviceError || error instanceof ModelsError)) throw error;
    console.error(`invigil-seat: ${error.message} (${error.code})`);
    process.exit(error.code === 'config-invalid' ? 2 : 1);
  }
}
