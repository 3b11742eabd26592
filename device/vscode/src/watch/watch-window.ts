import { debug, type Disposable, env, tasks, window } from 'vscode';
import type { Teller } from '../link/telling.js';
import { naming } from './extension-list.js';
import { remoteOf } from './remote-name.js';

/** Focus of the window, terminals, debuggers and tasks, and whether the files are another machine's. */
export function watchWindow(tell: Teller): Disposable[] {
  const now = (): number => Date.now();
  const focus = (focused: boolean): void =>
    focused ? tell.ended('editor-blurred', now()) : tell.began('editor-blurred', now());
  let focused = window.state.focused;
  if (!focused) tell.began('editor-blurred', now(), { fromStart: true });
  if (window.terminals.length > 0) tell.happened('terminal-opened', now(), { fromStart: true });
  const remote = remoteOf(env.remoteName);
  if (remote !== undefined) tell.began('editor-remote', now(), { ...naming([remote]), fromStart: true });
  return [
    window.onDidChangeWindowState((state) => {
      if (state.focused === focused) return;
      ({ focused } = state);
      focus(focused);
    }),
    window.onDidOpenTerminal(() => tell.happened('terminal-opened', now())),
    // The kinds only: names of launches and tasks are the candidate's own words.
    debug.onDidStartDebugSession(({ parentSession, type }) => {
      if (parentSession === undefined) tell.happened('program-run', now(), naming([type]));
    }),
    tasks.onDidStartTask(({ execution }) =>
      tell.happened('program-run', now(), naming([execution.task.definition.type])),
    ),
  ];
}
