import { Role } from '@invigil/contract';
import { type Command, Option } from 'commander';
import { loadHubConfig } from '../lib/load-hub-config.js';
import { type UserAct, changeByConsole, doToUser, listByConsole, resetByConsole } from './user-commands.js';

const ABOUT: Record<UserAct, string> = {
  'totp-off': 'take the second factor off a user who has lost it',
  'sign-out': 'end every log-in of a user',
  disable: 'keep a user out, and end every log-in of theirs; a page that is open is cut off within 10 s',
  enable: 'let a user in again who was kept out',
};

/** What an administrator can do to users on the hub itself, as on the page of users. */
export function addUserCommands(
  user: Command,
  roomOption: () => Option,
  print: (lines: readonly string[]) => void,
): void {
  for (const [what, about] of entriesOf(ABOUT)) {
    user
      .command(what)
      .description(about)
      .argument('<name>')
      .requiredOption('-c, --config <file>', 'configuration, YAML')
      .action(async (name: string, options: { config: string }) => {
        print(await doToUser(loadHubConfig(options.config), name, what));
      });
  }
  user
    .command('list')
    .description('everybody who may sign in, or might once')
    .requiredOption('-c, --config <file>', 'configuration, YAML')
    .action(async (options: { config: string }) => {
      print(await listByConsole(loadHubConfig(options.config)));
    });
  user
    .command('reset-password')
    .description('give a user a new password, printed once; they must change it, and every log-in ends')
    .argument('<name>')
    .requiredOption('-c, --config <file>', 'configuration, YAML')
    .action(async (name: string, options: { config: string }) => {
      print(await resetByConsole(loadHubConfig(options.config), name));
    });
  user
    .command('change')
    .description('give a user another role, or an invigilator other rooms')
    .argument('<name>')
    .requiredOption('-c, --config <file>', 'configuration, YAML')
    .addOption(
      new Option('--role <role>', 'what the user may do').choices(Role.options).makeOptionMandatory(),
    )
    .addOption(roomOption())
    .action(async (name: string, options: { config: string; role: string; room: string[] }) => {
      const change = { role: Role.parse(options.role), rooms: options.room };
      print(await changeByConsole(loadHubConfig(options.config), name, change));
    });
}

function entriesOf(about: Record<UserAct, string>): [UserAct, string][] {
  const acts: readonly UserAct[] = ['totp-off', 'sign-out', 'disable', 'enable'];
  return acts.map((act) => [act, about[act]]);
}
