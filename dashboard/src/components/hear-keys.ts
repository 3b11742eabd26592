import type { ReactiveControllerHost } from 'lit';

/** Hears keys wherever the focus is, as long as the host stands on the page. */
export function hearKeys(host: ReactiveControllerHost, act: (event: KeyboardEvent) => void): void {
  host.addController({
    hostConnected: () => addEventListener('keydown', act),
    hostDisconnected: () => removeEventListener('keydown', act),
  });
}
