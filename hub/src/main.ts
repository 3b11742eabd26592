#!/usr/bin/env node
import { once } from 'node:events';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { Role, Slug } from '@invigil/contract';
import { ServiceNotice } from '@invigil/contract/service';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { renderUnicodeCompact } from 'uqr';
import { startHub } from './app.js';
import { addPrivacyCommands } from './main/add-privacy-commands.js';
import { addUserCommands } from './main/add-user-commands.js';
import { addFreezeCommand } from './main/freeze-command.js';
import { addBackupCommands } from './main/backup-commands.js';
import { addDoctorCommands } from './main/doctor-commands.js';
import { addCopyCommand } from './main/copy-command.js';
import { newSecret, systemClock } from './lib/clock.js';
import { HubError, messageOf } from './lib/hub-error.js';
import { loadHubConfig } from './lib/load-hub-config.js';
import { createLog } from './lib/log.js';
import { sha256Hex } from './lib/sha256.js';
import { version } from './lib/version.js';
import {
  enrolToken,
  initCentre,
  listCertificates,
  renewHubCertificate,
  revokeCertificate,
} from './main/centre-commands.js';
import { addUser } from './store/add-user.js';
import { printVerified } from './main/print-verified.js';
import { verifiedLines } from './main/verified-lines.js';
import { verifyAudit } from './store/audit.js';
import { awaitDatabase } from './store/await-database.js';
import { openDatabase } from './store/open-database.js';

type AddOptions = { config: string; role: string; room: string[]; keepPassword?: boolean };

const program = new Command('invigil-hub')
  .description(
    "The hub of an exam room: takes what seats say, keeps it, and shows it to the room's invigilator.",
  )
  .version(version)
  .addHelpText(
    'after',
    '\nExit codes: 0 all went well, 1 it failed, 2 the configuration or the command line is wrong.',
  )
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? 0 : 2);
  });

program
  .command('run')
  .description('run until SIGINT or SIGTERM')
  .requiredOption('-c, --config <file>', 'configuration, YAML')
  .addOption(
    new Option('--log-level <level>', 'least level that is logged')
      .choices(['debug', 'info', 'warn', 'error'])
      .default('info'),
  )
  .option('--take-over', 'serve the configured rooms also where another hub at the same broker serves them')
  .action(async (options: { config: string; logLevel: string; takeOver?: boolean }) => {
    const log = createLog(options.logLevel);
    const config = loadHubConfig(options.config);
    await awaitDatabase(config, log);
    const hub = await startHub(config, {
      log,
      takeOver: options.takeOver === true,
      configFile: resolve(options.config),
    });
    const notice = new ServiceNotice();
    await notice.ready(`serves ${hub.url}`, () => hub.isAlive());
    const signal = await Promise.race([
      once(process, 'SIGINT').then(() => 'SIGINT'),
      once(process, 'SIGTERM').then(() => 'SIGTERM'),
    ]);
    log.info({ signal }, 'stopping');
    await notice.stopping();
    await hub.stop();
  });

program
  .command('verify')
  .description('take the hash of every stored event anew, and say where a chain is broken')
  .requiredOption('-c, --config <file>', 'configuration, YAML')
  .option('--session <name>', 'only boots that told an event of this session')
  .option('--json <file>', 'write what was found there too')
  .action(async (options: { config: string; session?: string; json?: string }) => {
    const whole = await printVerified(loadHubConfig(options.config), options.session, options.json);
    if (!whole) process.exitCode = 1;
  });

program
  .command('verify-bundle')
  .description('say of a signed bundle of a session, file by file, what is whole, changed, missing or added')
  .argument('<file>', 'the ZIP that a hub handed out')
  .option(
    '--signer <key>',
    'public key of the hub, as `receipts` prints it; else it is checked only against its own',
  )
  .action(async (file: string, options: { signer?: string }) => {
    const { lines, whole } = await verifiedLines(resolve(file), options.signer);
    print(lines);
    if (!whole) process.exitCode = 1;
  });

const user = program.command('user').description('people who may sign in');
user
  .command('add')
  .description('make a user; the password comes from standard input, or is made up and printed once')
  .argument('<name>')
  .requiredOption('-c, --config <file>', 'configuration, YAML')
  .addOption(new Option('--role <role>', 'what the user may do').choices(Role.options).default('invigilator'))
  .addOption(roomOption())
  .option('--keep-password', 'it is the user’s own choice, and need not be changed at the first log-in')
  .action(async (name: string, options: AddOptions) => {
    const config = loadHubConfig(options.config);
    const unknown = options.room.find((given) => config.rooms.every(({ room }) => room !== given));
    if (unknown !== undefined) throw new HubError('user-invalid', `there is no room ${unknown}`);
    const given = process.stdin.isTTY ? '' : (await text(process.stdin)).split(/\r?\n/)[0];
    const password = given === undefined || given === '' ? newSecret().slice(0, 16) : given;
    const db = await openDatabase(config);
    try {
      const role = Role.parse(options.role);
      const lasts = options.keepPassword === true && given === password;
      await addUser(
        db,
        { name, role, rooms: options.room, password, ...(!lasts && { mustChangePassword: true }) },
        systemClock.now(),
      );
    } finally {
      await db.destroy();
    }
    console.log(given === password ? `user ${name} made` : `user ${name} made, password: ${password}`);
  });

addUserCommands(user, roomOption, print);

program
  .command('audit')
  .description('the audit log')
  .command('verify')
  .description('follow the chain of the audit log, and say at which row it is broken')
  .requiredOption('-c, --config <file>', 'configuration, YAML')
  .action(async (options: { config: string }) => {
    const db = await openDatabase(loadHubConfig(options.config));
    try {
      const { rows, head, broken } = await verifyAudit(db);
      if (broken === undefined) {
        console.log(`whole: ${rows} rows, head ${head}`);
        return;
      }
      console.error(`broken at row ${broken.n}: ${broken.reason}; ${rows} rows before it are whole`);
      process.exitCode = 1;
    } finally {
      await db.destroy();
    }
  });

program
  .command('init')
  .description('make the centre’s authority, the hub’s certificate and a first administrator, once')
  .requiredOption('-c, --config <file>', 'configuration, YAML')
  .option('--admin <name>', 'the administrator’s name', 'admin')
  .action(async (options: { config: string; admin: string }) => {
    print(await initCentre(loadHubConfig(options.config), options.admin));
  });

const certificate = program.command('certificate').description('certificates of the hub and its seats');
certificate
  .command('list')
  .description('what was given to seats, newest first')
  .requiredOption('-c, --config <file>', 'configuration, YAML')
  .action(async (options: { config: string }) => {
    print(await listCertificates(loadHubConfig(options.config)));
  });
certificate
  .command('revoke')
  .description('end a seat’s certificate; its connection is cut within a second')
  .argument('<serial>')
  .requiredOption('-c, --config <file>', 'configuration, YAML')
  .action(async (serial: string, options: { config: string }) => {
    print(await revokeCertificate(loadHubConfig(options.config), serial));
  });
certificate
  .command('renew')
  .description('make the hub’s own certificate anew')
  .requiredOption('-c, --config <file>', 'configuration, YAML')
  .action(async (options: { config: string }) => {
    print(await renewHubCertificate(loadHubConfig(options.config)));
  });

const seat = program.command('seat').description('seats that may connect');
seat
  .command('enrol-token')
  .description('make a one-time token, good for 15 minutes, with which a seat gets its certificate')
  .addArgument(new Argument('<room/seat>').argParser(checkedPlace))
  .requiredOption('-c, --config <file>', 'configuration, YAML')
  .option('--hub <url>', 'https address under which the seat reaches the hub')
  .option('--qr', 'show it as a QR code too')
  .action(async (place: string, options: { config: string; hub?: string; qr?: true }) => {
    const lines = await enrolToken(loadHubConfig(options.config), place, options.hub);
    print(options.qr === true ? [...lines, renderUnicodeCompact(lines.at(-1) ?? '')] : lines);
  });
seat
  .command('token')
  .description('make a new token for a seat, and the line for the configuration that goes with it')
  .addArgument(new Argument('<room/seat>').argParser(checkedPlace))
  .action((place: string) => {
    const token = newSecret();
    console.log(`# ${place}: the token goes to the seat and is printed only now`);
    console.log(`token: ${token}`);
    console.log(`tokenHash: ${sha256Hex(token)}`);
  });

addBackupCommands(program);
addDoctorCommands(program, print);
addCopyCommand(program);
addFreezeCommand(program, print);
addPrivacyCommands(program, checkedPlace, print);

try {
  await program.parseAsync();
} catch (cause) {
  console.error(messageOf(cause));
  process.exitCode = cause instanceof HubError && cause.code.startsWith('config-') ? 2 : 1;
}

function roomOption(): Option {
  return new Option('--room <room>', 'a room that an invigilator may see; repeat it for more, none: no room')
    .argParser(gatheredRooms)
    .default([], 'none');
}

function gatheredRooms(room: string, before: string[]): string[] {
  if (!Slug.safeParse(room).success) throw new InvalidArgumentError('must be a name of a-z, 0-9 and -');
  return [...before, room];
}

function print(lines: readonly string[]): void {
  for (const line of lines) console.log(line);
}

function checkedPlace(place: string): string {
  const [room, seat, ...rest] = place.split('/');
  if (rest.length > 0 || !Slug.safeParse(room).success || !Slug.safeParse(seat).success) {
    throw new InvalidArgumentError('must be ROOM/SEAT, each of a-z, 0-9 and -');
  }
  return place;
}
