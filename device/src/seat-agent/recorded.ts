import { isHeard } from '@invigil/behaviour';
import type {
  ClientName,
  HeldKind,
  MomentKind,
  Policy,
  Recorded,
  SoftwareKind,
  SoftwareSource,
} from '@invigil/contract';
import type { MachineHeldKind } from './machine/held-facts.js';

/** What a page of the exam can see, whoever's page it is. */
const PAGE_KINDS = [
  'page-hidden',
  'window-blurred',
  'fullscreen-left',
  'second-display',
  'devtools-open',
  'text-copied',
  'pasted-inside',
  'pasted-outside',
  'page-reloaded',
  'page-closed',
] as const satisfies readonly SoftwareKind[];

const EDITOR_KINDS = [
  'editor-blurred',
  'assistant-present',
  'editor-remote',
  'text-copied',
  'pasted-inside',
  'pasted-outside',
  'paste-mismatch',
  'bulk-insert',
  'completion-accepted',
  'terminal-opened',
  'program-run',
  'extension-changed',
] as const satisfies readonly SoftwareKind[];

/** What of the machine holds as long as it is there. */
export const MACHINE_HELD_KINDS = [
  'usb-storage',
  'second-keyboard',
  'capture-card',
  'second-display',
  'camera-software',
  'remote-session',
  'remote-access',
  'virtual-machine',
] as const satisfies readonly MachineHeldKind[];

/** The kinds that each part can tell. What a client says of others is not taken: an editor knows nothing of storage devices. */
const KINDS: Readonly<Record<SoftwareSource, readonly (HeldKind | MomentKind)[]>> = {
  page: PAGE_KINDS,
  browser: PAGE_KINDS,
  editor: EDITOR_KINDS,
  machine: [...MACHINE_HELD_KINDS, 'device-changed', 'suspended', 'network-changed'],
  microphone: ['voice-heard'],
};

/** Whether a kind is a client's to tell. */
export function isKindOf(client: ClientName, kind: SoftwareKind): boolean {
  return KINDS[client].includes(kind);
}

/** The kinds that the policy has a part tell. */
export function recordedKinds(source: SoftwareSource, policy: Policy): (HeldKind | MomentKind)[] {
  return isHeard(policy, source) ? KINDS[source].filter((kind) => policy.software[kind].enabled) : [];
}

/** What the policy has a client tell. @param salt of this boot */
export function recordedOf(client: ClientName, policy: Policy, salt: string): Recorded {
  return {
    kinds: recordedKinds(client, policy),
    editing: policy.parts[client] !== 'off' && client === 'editor',
    allowedExtensions: client === 'editor' ? policy.parts.allowedExtensions : [],
    salt,
  };
}
