import type { SoftwareReport } from '@invigil/contract';
import { Command } from 'commander';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { allReached, quantile, report, type Row, row } from '../bench/rows.js';
import { openBrowser } from '../system/browser.js';
import { startBusyLoops } from './busy-loops.js';
import { installCodeServer, installExtension, STANDARD_CACHE, startCodeServer } from './code-server.js';
import { openDocument, openFile, runByPalette } from './editor-page.js';
import { keyLatencies } from './key-latency.js';
import { startListeningSeat } from './listening-seat.js';
import { extensionHostsOf } from './own-processes.js';
import { writeProbes } from './probe.js';
import { provoke } from './provoke.js';
import { runCommand } from './run-command.js';

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));
const VSIX = join(REPOSITORY, 'device/vscode/dist/invigil-vscode.vsix');
/** What is typed to measure keys: nothing that a suggestion would be offered for. */
const KEYS = '1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 ';
const FILE = 'const first = 1;\nfunction add(a, b) {\n  return a + b;\n}\n';

const command = new Command('test:vscode')
  .description(
    'The editor’s extension in a real VS Code (code-server) and a real Chromium: what is done arrives at a seat’s own agent as the right signal, and typing is no slower.',
  )
  .option('--cache <folder>', 'where code-server is installed, once', STANDARD_CACHE)
  .option('--rounds <count>', 'rounds of 50 keys with and without the extension', '4')
  .option(
    '--loops <count>',
    'busy programs beside it: each thing must still be told, as what it is, but the times are only told',
    '0',
  )
  .option('--json <file>', 'write the figures as rows of {name, value, unit, n, goal, pass}')
  .addHelpText(
    'after',
    '\nExit codes: 0 every goal is reached · 1 one is missed, or the editor can’t be run · 2 wrong usage',
  )
  .exitOverride((end) => process.exit(end.exitCode === 0 ? 0 : 2))
  .parse(process.argv);
const { cache, json, loops, rounds } = command.opts<{
  cache: string;
  json?: string;
  loops: string;
  rounds: string;
}>();
/** Within this each thing must be told; on a machine that is kept busy it is only to be told at all. */
const MOST_MS = Number(loops) > 0 ? 90_000 : 2000;

const folder = mkdtempSync(join(tmpdir(), 'vscode-'));
const runDir = join(folder, 'run');
const probeLog = join(folder, 'probe.log');
const folders = (name: string) => {
  const made = {
    user: join(folder, name, 'user'),
    extensions: join(folder, name, 'extensions'),
    files: join(folder, name, 'files'),
  };
  for (const one of Object.values(made)) mkdirSync(one, { recursive: true });
  writeFileSync(join(made.files, 'task.js'), FILE);
  writeFileSync(join(made.files, 'keys.txt'), '\n');
  return made;
};
const say = (text: string): void => console.log(`${new Date().toISOString().slice(11, 19)} ${text}`);

await installCodeServer(cache);
say('packing and installing the extension …');
await runCommand('npm', ['run', '--silent', 'package', '-w', 'device/vscode'], REPOSITORY);
const [watched, bare] = [folders('watched'), folders('bare')];
const { other, probe } = writeProbes(folder);
writeFileSync(probeLog, '');
for (const vsix of [VSIX, probe]) await installExtension(cache, watched, vsix);
mkdirSync(join(watched.user, 'Machine'), { recursive: true });
writeFileSync(
  join(watched.user, 'Machine/settings.json'),
  JSON.stringify({ 'invigil.editorFile': join(runDir, 'editor.json') }),
);

const seat = await startListeningSeat(runDir);
const env = { INVIGIL_PROBE_LOG: probeLog, INVIGIL_PROBE_EXTENSION: other };
const first = await startCodeServer(cache, watched, 18_761, env);
const servers = [
  first,
  // One that does not start leaves none behind.
  await startCodeServer(cache, bare, 18_762, env).catch(async (err: unknown) => {
    await first.stop();
    throw err;
  }),
] as const;
const browser = await openBrowser();
let stopLoops = (): void => undefined;
const rows: Row[] = [];
const tell = (one: Row): void => {
  rows.push(one);
  say(`${one.name}: ${one.value} ${one.unit}`);
};
try {
  say('opening the editor …');
  const page = await openDocument(browser, servers[0].url, 'task.js');
  const there = await seat.hear(({ source, type }) => type === 'there' && source === 'editor', 0, 240_000);
  if (!there) throw new Error('the extension did not connect');
  stopLoops = startBusyLoops(Number(loops));
  say('provoking what is told …');
  for (const one of await provoke(page, seat, probeLog, MOST_MS)) tell(one);

  stopLoops();
  say('measuring keys …');
  const plain = await openDocument(browser, servers[1].url, 'keys.txt');
  await openFile(page, 'keys.txt');
  const times: Record<'with' | 'without', number[]> = { with: [], without: [] };
  for (let round = 0; round < Number(rounds); round++) {
    await plain.bringToFront();
    times.without.push(...(await keyLatencies(plain, KEYS)));
    await page.bringToFront();
    times.with.push(...(await keyLatencies(page, KEYS)));
  }
  for (const share of [0.5, 0.95]) {
    const [a, b] = [quantile(times.with, share), quantile(times.without, share)];
    const name = share === 0.5 ? 'median' : 'p95';
    tell(row(`key to changed line, ${name}, with the extension`, a, 'ms', times.with.length));
    tell(row(`… without it, ${name}`, b, 'ms', times.without.length));
    tell(row(`… with ÷ without, ${name}`, a / b, '', times.with.length));
  }
  await runByPalette(page, 'Invigil: Status');
  for (const one of await handlerRows()) tell(one);
  tell(await savedRow());

  say('killing the extension host …');
  tell(await killedRow());
} finally {
  stopLoops();
  await browser.close();
  for (const server of servers) await server.stop();
  await seat.stop();
  rmSync(folder, { recursive: true, force: true });
}
console.log('');
report(rows, json);
process.exit(allReached(rows) ? 0 : 1);

/** What the extension itself says of its handlers, in its log. */
async function handlerRows(): Promise<Row[]> {
  for (let tries = 0; tries < 100; tries++, await sleep(100))
    for (const name of readdirSync(watched.user, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('Invigil.log')) continue;
      const line = /handlers: n=(\d+) p50=([\d.]+) p95=([\d.]+) worst=([\d.]+)/.exec(
        readFileSync(join(watched.user, name), 'utf8'),
      );
      if (!line) continue;
      const [n = 0, p50 = 0, p95 = 0, worst = 0] = line.slice(1).map(Number);
      return [
        row('handlers of the extension, median', p50, 'ms', n),
        row('handlers of the extension, p95', p95, 'ms', n, { most: 1 }),
        row('handlers of the extension, longest', worst, 'ms', n),
      ];
    }
  throw new Error('the extension wrote no timings');
}

/** Saves that the seat was told of, in the minutes of the editor: each is told when it is over. */
async function savedRow(): Promise<Row> {
  let saved = 0;
  for (const until = performance.now() + 75_000; saved === 0 && performance.now() < until; await sleep(250))
    saved = seat.events.reduce((sum, one) => sum + (one.type === 'editing' ? one.minute.saved : 0), 0);
  return row('saves told in the counts', saved, '', 1, { least: 1 });
}

/** Kills extension hosts as VS Code starts them anew, until the seat misses the editor. */
async function killedRow(): Promise<Row> {
  const from = Date.now();
  const root = servers[0].process.pid ?? 0;
  const hosts = setInterval(() => {
    for (const pid of extensionHostsOf(root)) process.kill(pid, 'SIGKILL');
  }, 200);
  const isSilent = (one: SoftwareReport): boolean => one.type === 'silent' && one.source === 'editor';
  const arrival = await seat.hear(isSilent, from, 30_000);
  clearInterval(hosts);
  return row('extension host killed, to missed', arrival ? arrival.at - from : Number.NaN, 'ms', 1, {
    most: 10_000,
  });
}
