import type { RemoteAccess } from './machine-state.js';
import { REMOTE_PRODUCTS } from './remote-products.js';
import type { SystemFiles } from './system-files.js';

const LISTENING = '0A';

/** Ports of products for remote access on which something listens, be it for this machine alone: a tunnel leads there too. */
export async function readListeners(files: SystemFiles): Promise<RemoteAccess[]> {
  const [four, six] = await Promise.all([files.text('/proc/net/tcp'), files.attribute('/proc/net/tcp6')]);
  const ports = new Set([...parseListening(four), ...parseListening(six ?? '')]);
  return REMOTE_PRODUCTS.flatMap(({ ports: usual, product }) =>
    usual
      .filter((port) => ports.has(port))
      .map((port) => ({ id: `port ${port}`, name: `${product}, port ${port}`, product })),
  );
}

/** Ports in `/proc/net/tcp` or `tcp6` on which something listens. Addresses are not looked at. */
function parseListening(text: string): number[] {
  return text.split('\n').flatMap((line) => {
    const [, port, state] =
      /^\s*\d+: [0-9A-F]+:([0-9A-F]{4}) [0-9A-F]+:[0-9A-F]{4} ([0-9A-F]{2}) /.exec(line) ?? [];
    return port !== undefined && state === LISTENING ? [Number.parseInt(port, 16)] : [];
  });
}
