import type { NetworkLink } from './machine-state.js';
import { plainName } from './plain-name.js';
import type { SystemFiles } from './system-files.js';

const LINKS = '/sys/class/net';
/** RTF_UP. */
const ROUTE_UP = 1;

/**
 * Links of the network that lead out of the machine: hardware, tunnels, and whatever the way out goes through. Bridges and the like
 * of containers come and go by themselves. Names that carry a MAC address are cut; addresses are not read.
 */
export async function readNetwork(files: SystemFiles): Promise<NetworkLink[]> {
  const [names, routes, routes6] = await Promise.all([
    files.namesOfClass(LINKS),
    files.attribute('/proc/net/route'),
    files.attribute('/proc/net/ipv6_route'),
  ]);
  const waysOut = new Set([...parseRoutes(routes ?? ''), ...parseRoutes6(routes6 ?? '')]);
  const links = await Promise.all(names.map((name) => readLink(files, name, waysOut.has(name))));
  return links.filter((link) => link !== undefined);
}

async function readLink(files: SystemFiles, link: string, wayOut: boolean): Promise<NetworkLink | undefined> {
  const folder = `${LINKS}/${link}`;
  const [index, state, changes, hardware, tunnel, wireless] = await Promise.all([
    files.attribute(`${folder}/ifindex`),
    files.attribute(`${folder}/operstate`),
    files.attribute(`${folder}/carrier_changes`),
    files.exists(`${folder}/device`),
    isTunnel(files, folder),
    files.exists(`${folder}/wireless`),
  ]);
  if (index === undefined || link === 'lo' || !(hardware || tunnel || wayOut)) return undefined;
  return {
    id: `link ${index}`,
    name: plainName(wireless ? `Wi-Fi ${link}` : tunnel ? `tunnel ${link}` : link, 'link'),
    // A tunnel says no more of itself than that it is not down.
    up: state === 'up' || state === 'unknown',
    wayOut,
    ...(changes !== undefined && /^\d{1,15}$/.test(changes) && { carrierChanges: Number(changes) }),
  };
}

/** tun and tap have flags; WireGuard and the like are links without a hardware address (ARPHRD_NONE, ARPHRD_PPP). */
async function isTunnel(files: SystemFiles, folder: string): Promise<boolean> {
  if (await files.exists(`${folder}/tun_flags`)) return true;
  const type = await files.attribute(`${folder}/type`);
  return type === '65534' || type === '512';
}

/** Links with a default route in `/proc/net/route`. */
function parseRoutes(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const [link, to, , flags, , , , mask] = line.split('\t');
    const isUp = (Number.parseInt(flags ?? '', 16) & ROUTE_UP) !== 0;
    return to === '00000000' && mask === '00000000' && isUp ? [link.trim()] : [];
  });
}

/** Links with a default route in `/proc/net/ipv6_route`; the kernel's own entry that refuses is on `lo`. */
function parseRoutes6(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const [to, length, , , , , , , flags, link] = line.trim().split(/\s+/);
    const isUp = (Number.parseInt(flags ?? '', 16) & ROUTE_UP) !== 0;
    return /^0{32}$/.test(to) && length === '00' && isUp && link !== undefined && link !== 'lo' ? [link] : [];
  });
}
