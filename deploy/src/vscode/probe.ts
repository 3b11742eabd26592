import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';

/** Text that a script puts, unlike anything in the file. */
export const BULK =
  'class LinkedList {\n  constructor() { this.head = null; }\n  prepend(value) { this.head = { value, next: this.head }; }\n}\n';

const CODE = `const vscode = require('vscode');
const { appendFileSync } = require('node:fs');
const note = (what) => appendFileSync(process.env.INVIGIL_PROBE_LOG, Date.now() + ' ' + what + '\\n');
exports.activate = () => {
  note('active');
  vscode.extensions.onDidChange(() => note('extensions'));
  vscode.commands.registerCommand('probe.bulk', async () => {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(vscode.window.activeTextEditor.document.uri, new vscode.Position(0, 0), ${JSON.stringify(BULK)});
    note('bulk');
    await vscode.workspace.applyEdit(edit);
  });
  vscode.commands.registerCommand('probe.install', () =>
    vscode.commands.executeCommand('workbench.extensions.installExtension', vscode.Uri.file(process.env.INVIGIL_PROBE_EXTENSION)));
  vscode.window.onDidOpenTerminal(() => note('terminal'));
  vscode.commands.registerCommand('probe.terminal', () => vscode.window.createTerminal('probe').show());
  vscode.tasks.onDidStartTask(() => note('task'));
  vscode.commands.registerCommand('probe.task', () => vscode.tasks.executeTask(
    new vscode.Task({ type: 'shell' }, vscode.TaskScope.Workspace, 'probe', 'probe', new vscode.ShellExecution('true'))));
  vscode.debug.registerDebugAdapterDescriptorFactory('probe', {
    createDebugAdapterDescriptor: () => new vscode.DebugAdapterInlineImplementation(debugAdapter()),
  });
  vscode.debug.onDidStartDebugSession((session) => {
    note('debugger');
    setTimeout(() => vscode.debug.stopDebugging(session), 1000);
  });
  vscode.commands.registerCommand('probe.debug', () =>
    vscode.debug.startDebugging(undefined, { type: 'probe', name: 'probe', request: 'launch' }));
};
// Answers all that it is asked, and runs nothing.
const debugAdapter = () => {
  const sent = new vscode.EventEmitter();
  const send = (message) => sent.fire({ seq: 0, ...message });
  return {
    onDidSendMessage: sent.event,
    handleMessage({ command, seq }) {
      send({ type: 'response', request_seq: seq, success: true, command, body: command === 'threads' ? { threads: [] } : {} });
      if (command === 'initialize') send({ type: 'event', event: 'initialized' });
      if (command === 'disconnect' || command === 'terminate') send({ type: 'event', event: 'terminated' });
    },
    dispose: () => sent.dispose(),
  };
};
`;

/** Keys of what the probe does. */
export const PROBE_KEYS = {
  bulk: 'Control+Alt+1',
  install: 'Control+Alt+2',
  terminal: 'Control+Alt+3',
  task: 'Control+Alt+4',
  debug: 'Control+Alt+5',
} as const;

/** Writes two small extensions: one that does what an extension may and notes when, and one that is only there to be installed. */
export function writeProbes(folder: string): { probe: string; other: string } {
  const probe = join(folder, 'probe.vsix');
  const other = join(folder, 'other.vsix');
  const keys = Object.entries(PROBE_KEYS).map(([name, key]) => ({
    command: `probe.${name}`,
    key: key.toLowerCase().replace('control', 'ctrl'),
  }));
  const more = {
    main: './x.js',
    activationEvents: ['onStartupFinished'],
    contributes: { keybindings: keys, debuggers: [{ type: 'probe', label: 'probe' }] },
  };
  writeFileSync(probe, packed('probe', more, CODE));
  writeFileSync(other, packed('other', {}, ''));
  return { probe, other };
}

function packed(name: string, more: object, code: string): Uint8Array {
  const manifest = { name, publisher: 'test', version: '0.0.1', engines: { vscode: '^1.97.0' }, ...more };
  return zipSync({
    '[Content_Types].xml': strToU8(
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension=".json" ContentType="application/json"/><Default Extension=".js" ContentType="application/javascript"/><Default Extension=".vsixmanifest" ContentType="text/xml"/></Types>',
    ),
    'extension.vsixmanifest': strToU8(
      `<?xml version="1.0"?><PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011"><Metadata><Identity Language="en-US" Id="${name}" Version="0.0.1" Publisher="test"/><DisplayName>${name}</DisplayName><Description>${name}</Description></Metadata><Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation><Dependencies/><Assets><Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/></Assets></PackageManifest>`,
    ),
    'extension/package.json': strToU8(JSON.stringify(manifest)),
    'extension/x.js': strToU8(code),
  });
}
