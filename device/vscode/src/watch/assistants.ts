/**
 * Extensions that write, complete or explain code by a language model, by their full names in lower case. As of 2026-11-30, from the two
 * marketplaces' own names; a name that is not here is not known, which says nothing of what an extension does.
 */
const KNOWN_ASSISTANTS: ReadonlySet<string> = new Set([
  'amazonwebservices.amazon-q-vscode',
  'amazonwebservices.aws-toolkit-vscode',
  'anthropic.claude-code',
  'askcodi.askcodi-vscode',
  'augment.vscode-augment',
  'bito.bito',
  'blackboxapp.blackbox',
  'blackboxapp.blackboxagent',
  'codeium.codeium',
  'continue.continue',
  'danielsanmedium.dscodegpt',
  'fittentech.fitten-code',
  'genieai.chatgpt-vscode',
  'github.copilot',
  'github.copilot-chat',
  'github.copilot-labs',
  'github.copilot-nightly',
  'google.geminicodeassist',
  'googlecloudtools.cloudcode',
  'ibm.watsonx-code-assistant',
  'jetbrains.jetbrains-ai-assistant',
  'kilocode.kilo-code',
  'openai.chatgpt',
  'phind.phind',
  'qodo.qodo-gen',
  'codium.codium',
  'rooveterinaryinc.roo-cline',
  'saoudrizwan.claude-dev',
  'sourcegraph.cody-ai',
  'sourcery.sourcery',
  'supermaven.supermaven',
  'tabbyml.vscode-tabby',
  'tabnine.tabnine-vscode',
  'visualstudioexptteam.intellicode-completions',
  'visualstudioexptteam.vscodeintellicode',
  'alibaba-cloud.tongyi-lingma',
  'baiducomate.comate',
  'marscode.marscode-extension',
]);

/** Which of these extensions are known assistants, by their names as given, in order. */
export function assistantsAmong(ids: readonly string[]): string[] {
  return ids.filter((id) => KNOWN_ASSISTANTS.has(id.toLowerCase())).toSorted();
}
