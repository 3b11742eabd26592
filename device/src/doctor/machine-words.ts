import type { Limit } from '@invigil/contract';

/** What `invigil-seat doctor` says of the machine and of its way to the hub. */
export const machineWords = {
  clock: {
    found: (offsetMs: number, uncertaintyMs: number, warn: Limit) =>
      `${Math.abs(offsetMs)} ms ${offsetMs >= 0 ? 'behind' : 'ahead of'} the hub, ±${uncertaintyMs} ms${'above' in warn ? ` (at most ${warn.above} ms)` : ''}`,
    unmeasured: 'the hub’s clock could not be asked',
    todo: 'Turn on time synchronisation at the seat and at the hub.',
  },
  disk: {
    found: (freeMb: number, leastMb: number, usedMb: number, limitMb: number) =>
      `${freeMb} MB free (at least ${leastMb} MB), ${usedMb} of at most ${limitMb} MB wait for the hub`,
    fails: (why: string) => why,
    failsTodo: 'Make the folder `dataDir` with the rights of the daemon’s user.',
    nearTodo: 'Make room on the disk before the exam: pictures are given up first.',
  },
  outbox: {
    found: (depth: number, oldestS: number) =>
      depth === 0
        ? 'no event waits for the hub'
        : `${depth} events wait for the hub (at most 200), the oldest since ${Math.round(oldestS)} s (at most 30 s)`,
    kept: (depth: number) =>
      depth === 0 ? 'no event waits for the hub' : `${depth} events wait for the hub until the daemon runs`,
    never: 'there is none yet: the daemon never ran here',
    fails: (why: string) => `it can’t be read: ${why}`,
    failsTodo:
      'Look at its folder’s rights. If the file is damaged, move it away: it may hold events that the hub does not have.',
    todo: 'Look at the network and at the hub; events are kept, and come late.',
  },
  certificate: {
    found: (days: number, name: string) => `${name}, ${Math.floor(days)} days left (at least 7)`,
    ended: (name: string) => `${name}, it has ended`,
    token: 'the seat shows a token, no certificate',
    fails: (why: string) => why,
    failsTodo: 'Make a token on the hub (invigil-hub seat enrol-token ROOM/SEAT) and run invigil-seat enrol.',
    todo: 'It renews itself while the hub is in reach: look at the network and the seat’s log, or enrol it anew.',
  },
  versions: { todo: 'Bring seat and hub to one version before the exam.' },
  address: {
    found: (host: string, addresses: readonly string[], ms: number) =>
      `${host} is ${addresses.join(', ')} (${Math.round(ms)} ms)`,
    fails: (host: string, why: string) => `${host} has no address: ${why}`,
    todo: 'Look at the name in hub.httpUrl and at the machine’s name service; write the hub’s address in /etc/hosts where there is none.',
  },
  tcp: {
    found: (host: string, port: number, ms: number) => `${host}:${port} answers in ${tenths(ms)} ms`,
    fails: (host: string, port: number, why: string) => `${host}:${port} does not answer: ${why}`,
    todo: 'Look at cable, switch and the hub’s firewall; look whether the hub runs (invigil-hub doctor there).',
  },
  tls: {
    found: (protocol: string, ms: number) => `${protocol} with the centre’s authority in ${tenths(ms)} ms`,
    clear: 'no TLS: the hub is on this machine’s loopback',
    fails: (why: string) => `the hub’s certificate is not accepted: ${why}`,
    todo: 'Who answers is not this centre’s hub, or its certificate or the clock is wrong: compare the fingerprints, then enrol the seat anew.',
  },
  hub: {
    found: (version: string, ms: number) => `the hub says it is well, version ${version} (${tenths(ms)} ms)`,
    fails: (why: string) => `the hub does not say that it is well: ${why}`,
    waits: (version: string) => `the hub answers, version ${version}, and does not reach its database`,
    waitsTodo:
      'Start the database of the hub (invigil doctor there). This seat keeps what it tells until then: nothing is to be done here.',
    todo: 'Look whether hub.httpUrl is the hub’s, and at its log (journalctl -u invigil-hub).',
  },
  broker: {
    held: (online: boolean) =>
      online ? 'the daemon is connected, and the hub is there' : 'the daemon has no connection to the hub',
    left: 'it is left to the daemon, which says nothing',
    found: (ms: number) => `the broker takes this seat in ${tenths(ms)} ms`,
    roundTrip: (ms: number) => `; a question to the hub takes ${tenths(ms)} ms there and back`,
    refused: 'the broker refuses this seat',
    fails: (why: string) => `the broker does not answer: ${why}`,
    refusedTodo:
      'Enrol the seat (its certificate was revoked or has ended), or give it the token of the hub’s configuration.',
    todo: 'Look whether the hub runs and whether hub.mqttUrl is its broker’s.',
  },
  notReached: 'the step before did not succeed',
} as const;

function tenths(value: number): string {
  return String(Math.round(value * 10) / 10);
}
