/** A Linux of which Invigil makes a root: to start as a machine, or to pack bundles in. */
export type System = {
  /** As its makers call this version; names the folder of its root. */
  codename: string;
  id: 'debian' | 'ubuntu';
  /** For people. */
  name: string;
  /** Its GNU C library. */
  libc: string;
};

/** By the name that `deploy/test.sh machines --on` and `deploy/pack --for` take. */
export const SYSTEMS = {
  bookworm: { codename: 'bookworm', id: 'debian', name: 'Debian 12', libc: '2.36' },
  trixie: { codename: 'trixie', id: 'debian', name: 'Debian 13', libc: '2.41' },
  jammy: { codename: 'jammy', id: 'ubuntu', name: 'Ubuntu 22.04', libc: '2.35' },
  noble: { codename: 'noble', id: 'ubuntu', name: 'Ubuntu 24.04', libc: '2.39' },
} as const satisfies Record<string, System>;

/** By its codename; undefined where none is called so. */
export function systemNamed(codename: string): System | undefined {
  return Object.values(SYSTEMS).find((system) => system.codename === codename);
}

/** Processors that Invigil runs on, as Node calls them, and as Debian does. */
export const DEBIAN_ARCH = { x64: 'amd64', arm64: 'arm64' } as const;

export type Arch = keyof typeof DEBIAN_ARCH;

/** This machine's. Throws on others. */
export function ownArch(): Arch {
  const { arch } = process;
  if (arch !== 'x64' && arch !== 'arm64')
    throw new Error(`Invigil runs on x64 and arm64; this machine is ${arch}`);
  return arch;
}
