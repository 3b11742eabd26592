/** All that `invigil-hub doctor` says. `found` tells what was seen with its numbers, `todo` what to do about it. */
export const doctorWords = {
  config: {
    found: (centre: string, rooms: number, seats: number) =>
      `the configuration can be read: centre ${centre}, ${rooms} rooms, ${seats} seats in it`,
  },
  store: {
    none: 'there is none yet: the hub never ran here',
    whole: (sizeMb: number) => `it opens and is whole by SQLite’s quick check, ${tenths(sizeMb)} MB`,
    damaged: (check: string) => `SQLite’s quick check says: ${check}`,
    damagedTodo: 'Stop the hub and put the last backup in its place: invigil-hub restore FILE.',
    fails: (why: string) => `it can’t be opened: ${why}`,
    failsTodo: 'Look at the rights of dataDir; run doctor as the hub’s user or as root.',
    answers: (database: string, sizeMb: number) => `${database} answers, ${tenths(sizeMb)} MB`,
    away: (database: string, why: string) => `${database} does not answer: ${why}`,
    awayTodo:
      'Start the database, or look at the network to it (docs/operations.md). A hub that runs goes on by itself once it answers; seats keep what they tell until then.',
  },
  migrations: {
    found: 'the store is of this version',
    pending: (names: readonly string[]) =>
      `${names.length} migrations are run at the next start: ${names.join(', ')}`,
    pendingTodo: 'Make a backup (invigil-hub backup), then start the hub.',
    unknown: (names: readonly string[]) => `a newer hub wrote this store: ${names.join(', ')}`,
    unknownTodo: 'Use the newer hub again, or restore a backup from before the update.',
  },
  seats: {
    found: (lately: number, ever: number) =>
      `${lately} seats told something in the last minute, ${ever} were ever heard of`,
    silentTodo: 'Run invigil-seat doctor on one of the seats.',
  },
  disk: {
    found: (freeMb: number) => `${Math.round(freeMb)} MB free (at least 2000 MB)`,
    fails: (why: string) => why,
    todo: 'Make room, or lower the days of `retention`; a full disk stops the hub from taking what seats tell.',
    failsTodo: 'Make the folder `dataDir` with the rights of the hub’s user.',
  },
  http: {
    runs: (url: string, version: string, ms: number) =>
      `the hub answers at ${url}, version ${version} (${tenths(ms)} ms)`,
    free: (url: string) => `the hub does not run; ${url} is free for it`,
    taken: (url: string, why: string) => `something else answers at ${url}: ${why}`,
    unusable: (url: string, why: string) => `${url} can’t be listened on: ${why}`,
    freeTodo: 'Start the hub: systemctl start invigil-hub.',
    takenTodo: 'Stop the other program (ss -ltnp shows it), or give the hub another http.port.',
    unusableTodo: 'Write an address of this machine in http.host, and a port from 1024 on.',
  },
  broker: {
    answers: (where: string, ms: number) => `${where} answers in ${tenths(ms)} ms`,
    rests: (where: string) => `${where} is inside the hub, which does not run`,
    fails: (where: string, why: string) => `${where} does not answer: ${why}`,
    todo: 'Look at the broker’s own log and at mqtt.url; seats keep what they see until it is back.',
  },
  certificate: {
    off: 'no TLS: hub and broker listen on the loopback only',
    found: (days: number) => `the hub’s certificate lasts for ${Math.floor(days)} days (at least 7)`,
    ended: 'the hub’s certificate has ended',
    authority: (days: number) => `the centre’s authority lasts for ${Math.floor(days)} days`,
    fails: (why: string) => why,
    failsTodo: 'Run invigil-hub init; it leaves alone what is there and can be used.',
    todo: 'It renews itself at the hub’s start: restart the hub, or run invigil-hub certificate renew.',
    own: 'Renew the certificate files of http.tls, as whoever gave them says, and restart the hub.',
  },
  key: {
    found: (place: string) => `${place}, for the hub alone to read`,
    credential: 'it is handed over by systemd (invigil-hub-key)',
    none: (place: string) => `there is none yet: the first start makes ${place}`,
    gone: (place: string) => `${place} is not there, and the store holds what it opens`,
    fails: (why: string) => why,
    beside: '; it lies beside what it opens: whoever takes the disk has both',
    goneTodo: 'Bring the key back from where it is kept; without it pictures and tracks stay shut.',
    failsTodo: 'chmod 600 it, owned by the hub’s user.',
  },
  backup: {
    off: 'the hub makes none by itself: `backup` is not in the configuration',
    offTodo: 'Add backup.folder on another disk, or run invigil-hub backup --to FOLDER after each exam.',
    none: (folder: string) => `${folder} holds none`,
    noDump: (program: number | undefined, server: number | undefined) =>
      program === undefined
        ? 'pg_dump is not on this machine: the rows are in no backup that the hub makes'
        : `pg_dump ${program} is older than the server, ${server}: the rows are in no backup that the hub makes`,
    noDumpTodo: (server: number | undefined) =>
      `Install postgresql-client${server === undefined ? '' : `-${server}`} (or newer), or back the database up by its own means.`,
    found: (name: string, hours: number, most: number) =>
      `${name} is ${tenths(hours)} h old (at most ${tenths(most)} h)`,
    todo: 'Look at the hub’s log, and whether its service may write into the folder (ReadWritePaths, docs/operations.md); run invigil-hub backup.',
    same: '; it lies on the same file system as the store',
    sameTodo: 'Put backups on another disk: this one’s end is theirs too.',
  },
  machine: {
    found: (cores: number, totalMb: number, freeMb: number) =>
      `${cores} cores, ${Math.round(totalMb)} MB of memory, ${Math.round(freeMb)} MB to be had (at least 500 MB)`,
    todo: 'Close other programs, or give the machine more memory.',
  },
  versions: { todo: 'Restart the hub: another version is installed than the one that runs.' },
} as const;

function tenths(value: number): string {
  return String(Math.round(value * 10) / 10);
}
