import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { commands, env, type ExtensionContext, UIKind, window, workspace } from 'vscode';
import * as z from 'zod';
import { EditJudge } from './edits/edit-judge.js';
import { EditingMinutes } from './edits/editing-minutes.js';
import { editorFile } from './lib/settings.js';
import { Timings } from './lib/timings.js';
import { Link, type LinkState } from './link/link.js';
import { Telling } from './link/telling.js';
import { Status } from './status.js';
import { Copies } from './watch/copies.js';
import { otherTexts, watchEdits } from './watch/watch-edits.js';
import { WatchExtensions } from './watch/watch-extensions.js';
import { watchPastes } from './watch/watch-pastes.js';
import { watchWindow } from './watch/watch-window.js';
import { words } from './words.js';

const Manifest = z.object({ version: z.string().min(1).max(32) });

/** The whole way: what is watched → how it came about → what is told → the seat. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('Invigil', { log: true });
  const timings = new Timings();
  const status = new Status();
  const telling = new Telling(() => Date.now());
  const minutes = new EditingMinutes((minute) => telling.editing(minute));
  const send: Link['send'] = (message) => link.send(message);
  const copies = new Copies(telling, send);
  const judge = new EditJudge({
    tell: telling,
    minutes,
    otherTexts,
    wasCopied: (text) => copies.wasCopied(text),
    pasteMayBypass: env.uiKind === UIKind.Web,
    askWindow: () => commands.executeCommand('setContext', 'invigil.asked', true),
  });
  const watchedExtensions = new WatchExtensions(telling, context.globalState, context.extension.id);

  let connected = false;
  const onState = (state: LinkState): void => {
    status.show(state);
    log.info(state.link === 'connected' ? 'connected' : `offline: ${state.why}`);
    if (state.link === 'offline') {
      connected = false;
      telling.disconnected();
      return;
    }
    copies.recorded(state.recorded);
    if (connected) telling.recordedNow(state.recorded);
    else telling.connected(send, state.recorded);
    connected = true;
    watchedExtensions.recorded(state.recorded);
  };
  const link = new Link({
    version: Manifest.parse(context.extension.packageJSON).version,
    readFile: () =>
      readFile(editorFile(workspace.getConfiguration('invigil').get('editorFile'), homedir()), 'utf8'),
    onState,
    onMark: (mark) => copies.elsewhere(mark),
  });

  const showStatus = async (): Promise<void> => {
    const { n, p50Ms, p95Ms, worstMs } = timings.summary();
    log.info(
      `handlers: n=${n} p50=${p50Ms.toFixed(4)} p95=${p95Ms.toFixed(4)} worst=${worstMs.toFixed(4)} ms`,
    );
    const more = status.connected ? words.showRecorded() : words.connectNow();
    const chosen = await window.showInformationMessage(status.sentence(), more);
    if (chosen !== more) return;
    if (status.connected) await status.showRecorded();
    else link.connect();
  };
  context.subscriptions.push(
    log,
    status,
    watchedExtensions,
    { dispose: () => link.stop() },
    ...watchWindow(telling),
    ...watchEdits(judge, minutes, timings),
    watchPastes(judge, (text) => void copies.copied(text, Date.now()), timings),
    commands.registerCommand('invigil.connect', () => link.connect()),
    commands.registerCommand('invigil.status', showStatus),
    commands.registerCommand('invigil.recorded', () => status.showRecorded()),
    // What there is of a minute is told while the connection still stands; the extension takes no leave.
    { dispose: () => minutes.finish() },
  );
  link.connect();
}
