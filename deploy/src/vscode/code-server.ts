import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from './run-command.js';

const VERSION = '4.100.3';
const QUIET = ['--no-audit', '--no-fund', '--loglevel=error'];

/** Where code-server is kept from one run to the next: beside the compiled bindings of the set-up. */
export const STANDARD_CACHE = join(
  process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
  'invigil',
  `code-server-${VERSION}`,
);

/** Installs code-server (VS Code 1.100) from the npm registry if it isn't there; its bindings are compiled here, which takes minutes. */
export async function installCodeServer(cache: string): Promise<void> {
  const done = join(cache, '.installed');
  if (existsSync(done)) return;
  console.log(`installing code-server ${VERSION} into ${cache}; this takes minutes …`);
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, 'package.json'), '{"name":"code-server-cache","private":true}\n');
  const npm = (cwd: string, ...args: string[]): Promise<void> => runCommand('npm', args, cwd);
  await npm(cache, 'install', `code-server@${VERSION}`, '--ignore-scripts', ...QUIET);
  const vscode = join(cache, 'node_modules/code-server/lib/vscode');
  await npm(vscode, 'install', '--ignore-scripts', '--omit=dev', ...QUIET);
  await npm(join(vscode, 'extensions'), 'install', '--ignore-scripts', '--omit=dev', ...QUIET);
  // What installs node-pty fetches node-gyp by npx, which asks first unless it is told not to.
  const rebuild = ['rebuild', '--yes', ...headersOfNode()];
  await npm(vscode, ...rebuild, 'node-pty', '@vscode/spdlog', 'native-watchdog');
  await npm(cache, ...rebuild, 'argon2');
  const bin = join(vscode, 'node_modules/@vscode/ripgrep/bin');
  if (existsSync('/usr/bin/rg') && !existsSync(bin)) {
    mkdirSync(bin, { recursive: true });
    symlinkSync('/usr/bin/rg', join(bin, 'rg'));
  }
  writeFileSync(done, '');
}

/** Node's own headers where they came with it: else they are asked for at nodejs.org. */
function headersOfNode(): string[] {
  const prefix = dirname(dirname(process.execPath));
  return existsSync(join(prefix, 'include/node/node_version.h')) ? [`--nodedir=${prefix}`] : [];
}

const entryOf = (cache: string): string => join(cache, 'node_modules/code-server/out/node/entry.js');

/** Folders of one editor. */
export type EditorFolders = { user: string; extensions: string; files: string };

const argsOf = ({ extensions, user }: EditorFolders): string[] => [
  '--user-data-dir',
  user,
  '--extensions-dir',
  extensions,
];

/** Installs a packed extension, as an administrator would. */
export function installExtension(cache: string, folders: EditorFolders, vsix: string): Promise<void> {
  return runCommand(
    process.execPath,
    [entryOf(cache), ...argsOf(folders), '--install-extension', vsix],
    cache,
  );
}

/** Starts VS Code for the browser. @param env what its extension host finds in its environment */
export async function startCodeServer(
  cache: string,
  folders: EditorFolders,
  port: number,
  env: Record<string, string>,
): Promise<{ url: string; process: ChildProcess; stop: () => Promise<void> }> {
  mkdirSync(join(folders.user, 'User'), { recursive: true });
  writeFileSync(
    join(folders.user, 'User/settings.json'),
    JSON.stringify({
      'workbench.startupEditor': 'none',
      'git.enabled': false,
      'window.commandCenter': false,
      // What is done in it is not to hide the files.
      'debug.openDebug': 'neverOpen',
      'debug.internalConsoleOptions': 'neverOpen',
    }),
  );
  const flags = ['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry'];
  const more = ['--disable-update-check', '--disable-workspace-trust', folders.files];
  if (await fetch(`http://127.0.0.1:${port}`).catch(() => undefined))
    throw new Error(`something else answers on port ${port}`);
  const child = spawn(process.execPath, [entryOf(cache), ...argsOf(folders), ...flags, ...more], {
    stdio: 'ignore',
    env: { ...process.env, ...env },
  });
  const url = `http://127.0.0.1:${port}`;
  const until = performance.now() + 180_000;
  for (;;) {
    const answer = await fetch(`${url}/healthz`).catch(() => undefined);
    if (answer?.ok === true) break;
    if (performance.now() > until || child.exitCode !== null) {
      child.kill();
      throw new Error('code-server does not answer');
    }
    await sleep(250);
  }
  const stop = async (): Promise<void> => {
    const over = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await Promise.race([over, sleep(5000)]);
  };
  return { url: `${url}/?folder=${folders.files}`, process: child, stop };
}
