/**
 * Extensions that write, complete or explain code by a model, by their full names in lower case, as of 2026-11-30. Each stands so in public
 * repositories that link to it in the Visual Studio Marketplace (`itemName=…`), install it by this name or ask the editor for it; the marketplace
 * itself could not be asked. A name that is not here is not known, which says nothing of what an extension does.
 */
const KNOWN_ASSISTANTS: ReadonlySet<string> = new Set([
  'alibaba-cloud.tongyi-lingma',
  'amazonwebservices.amazon-q-vscode',
  'aminer.codegeex',
  'anthropic.claude-code',
  'askcodi.askcodi-vscode',
  'augment.vscode-augment',
  'baiducomate.comate',
  'bito.bito',
  'blackboxapp.blackbox',
  'blackboxapp.blackboxagent',
  'codeium.codeium',
  'codium.codium',
  'continue.continue',
  'danielsanmedium.dscodegpt',
  'fittentech.fitten-code',
  'genieai.chatgpt-vscode',
  'github.copilot',
  'github.copilot-chat',
  'github.copilot-labs',
  'github.copilot-nightly',
  'gitlab.gitlab-workflow',
  'google.geminicodeassist',
  'ibm.wca-core',
  'jetbrains.jetbrains-ai-assistant',
  'kilocode.kilo-code',
  'marscode.marscode-extension',
  'openai.chatgpt',
  'phind.phind',
  'rooveterinaryinc.roo-cline',
  'saoudrizwan.claude-dev',
  'sourcegraph.amp',
  'sourcegraph.cody-ai',
  'sourcery.sourcery',
  'supermaven.supermaven',
  'tabbyml.vscode-tabby',
  'tabnine.tabnine-vscode',
  'tencent-cloud.coding-copilot',
  'visualstudioexptteam.vscodeintellicode',
  'visualstudioexptteam.vscodeintellicode-completions',
]);

/** Which of these extensions are known assistants, by their names as given, in order. */
export function assistantsAmong(ids: readonly string[]): string[] {
  return ids.filter((id) => KNOWN_ASSISTANTS.has(id.toLowerCase())).toSorted();
}
