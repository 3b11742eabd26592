import { Argument, type Command, Option } from 'commander';
import { loadHubConfig } from '../lib/load-hub-config.js';
import {
  eraseSession,
  exportToFile,
  giveUpKey,
  receiptLines,
  retentionLines,
  sweepNow,
} from './privacy-commands.js';

/** `invigil-hub retention`, `erase`, `export`, `key` and `receipts`. */
export function addPrivacyCommands(
  program: Command,
  checkedPlace: (place: string) => string,
  print: (lines: readonly string[]) => void,
): void {
  const config = ['-c, --config <file>', 'configuration, YAML'] as const;
  program
    .command('retention')
    .description('erase what is due now, as a hub that runs does once an hour')
    .requiredOption(...config)
    .addOption(new Option('--dry-run', 'only say what is kept of each session and until when').default(false))
    .action(async (options: { config: string; dryRun: boolean }) => {
      const read = loadHubConfig(options.config);
      print(options.dryRun ? await retentionLines(read) : await sweepNow(read));
    });
  program
    .command('erase')
    .description('erase all of one session of a seat, and leave a signed receipt')
    .addArgument(new Argument('<room/seat>').argParser(checkedPlace))
    .argument(
      '<session>',
      'its name, or ~BOOT for what a boot told outside of any, as `retention --dry-run` says',
    )
    .requiredOption(...config)
    .requiredOption('--reason <text>', 'why, without the name of the candidate: it stays on the receipt')
    .action(async (place: string, session: string, options: { config: string; reason: string }) => {
      print(await eraseSession(loadHubConfig(options.config), { place, session, reason: options.reason }));
    });
  program
    .command('export')
    .description('write all of one session of a seat as a ZIP that a person can read, for the candidate')
    .addArgument(new Argument('<room/seat>').argParser(checkedPlace))
    .argument('<session>', 'as for erase')
    .requiredOption(...config)
    .requiredOption('--out <file>', 'a new file')
    .option(
      '--language <tag>',
      'in which the page is written: en, de, or one with a region such as de-AT',
      'en',
    )
    .action(
      async (place: string, session: string, options: { config: string; out: string; language: string }) => {
        const { language, out } = options;
        print(await exportToFile(loadHubConfig(options.config), { place, session, out, language }));
      },
    );
  program
    .command('key')
    .description('the key that opens pictures and tracks')
    .command('give-up')
    .description(
      'the key is lost: give up every picture and track, so that the hub starts again with a new one',
    )
    .requiredOption(...config)
    .action(async (options: { config: string }) => {
      print(await giveUpKey(loadHubConfig(options.config)));
    });
  program
    .command('receipts')
    .description('what was erased, when and why, and whether each receipt is as it was signed')
    .requiredOption(...config)
    .action(async (options: { config: string }) => {
      const { lines, whole } = await receiptLines(loadHubConfig(options.config));
      print(lines);
      if (!whole) process.exitCode = 1;
    });
}
