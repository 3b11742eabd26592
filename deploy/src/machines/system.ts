/** A system that machines can be of. */
export type System = {
  /** As its makers call this version; names the folder of its bare root. */
  codename: string;
  id: 'debian' | 'ubuntu';
  /** For people. */
  name: string;
  /** Its GNU C library. */
  libc: string;
};

/** By the name that `deploy/test.sh machines --on` takes. */
export const SYSTEMS = {
  bookworm: { codename: 'bookworm', id: 'debian', name: 'Debian 12', libc: '2.36' },
  trixie: { codename: 'trixie', id: 'debian', name: 'Debian 13', libc: '2.41' },
  jammy: { codename: 'jammy', id: 'ubuntu', name: 'Ubuntu 22.04', libc: '2.35' },
  noble: { codename: 'noble', id: 'ubuntu', name: 'Ubuntu 24.04', libc: '2.39' },
} as const satisfies Record<string, System>;

/** The system that `--on`, or `INVIGIL_MACHINES_ON`, asks for; Debian 12 where nothing does. */
export function askedSystem(asked = process.env['INVIGIL_MACHINES_ON'] ?? 'bookworm'): System {
  const found = Object.values(SYSTEMS).find(({ codename }) => codename === asked);
  if (found === undefined)
    throw new Error(`there are no machines of "${asked}", but of ${Object.keys(SYSTEMS).join(', ')}`);
  return found;
}
