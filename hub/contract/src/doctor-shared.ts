import { doctorLine } from './doctor-line.js';
import type { DoctorLine } from './doctor.js';

/** Least share of a file system's inodes that must be free. */
const LEAST_INODES = 0.05;
/** Least version of Node that the programs are made for: `engines` of the root's package.json. */
const LEAST_NODE = { major: 20, minor: 19 };

/** What the system says of its time, and who told; undefined: nobody does. */
export type ClockSync = { synchronised: boolean; how: string } | undefined;

/** What the doctors of seat and hub say alike. */
const words = {
  clock: {
    yes: (how: string) => `the system keeps the time synchronised (${how})`,
    no: (how: string) => `the system’s time is not synchronised (${how})`,
    unknown: 'no time service tells: neither timedatectl nor chronyc answers',
    todo: 'Turn time synchronisation on: timedatectl set-ntp true, with the hub or a time server in reach.',
  },
  inodes: {
    found: (share: number) =>
      `${Math.round(share * 100)} % of the file system’s inodes are free (at least ${LEAST_INODES * 100} %)`,
    none: 'the file system tells no number of inodes',
    todo: 'Many small files fill it: look for them (du --inodes) and remove what is not needed.',
  },
  node: `Use the node of the bundle: at least ${LEAST_NODE.major}.${LEAST_NODE.minor}.`,
} as const;

/** Whether the machine's time is kept right. */
export function judgeClockSync(facts: ClockSync): DoctorLine {
  const { clock } = words;
  if (facts === undefined) return doctorLine('clock-sync', 'not-tried', clock.unknown, { todo: clock.todo });
  const { how, synchronised } = facts;
  const [verdict, found] = synchronised
    ? (['ok', clock.yes(how)] as const)
    : (['warning', clock.no(how)] as const);
  return doctorLine('clock-sync', verdict, found, { todo: clock.todo });
}

/** @param freeShare free inodes over all; undefined where the file system counts none */
export function judgeInodes(freeShare: number | undefined): DoctorLine {
  if (freeShare === undefined) return doctorLine('inodes', 'not-tried', words.inodes.none);
  const verdict = freeShare < LEAST_INODES ? 'warning' : 'ok';
  return doctorLine('inodes', verdict, words.inodes.found(freeShare), {
    todo: words.inodes.todo,
    values: { freeShare: Math.round(freeShare * 1000) / 1000 },
  });
}

/**
 * Whether this program and the one beside it are of one version, and Node is new enough.
 * @param other what else should be of this version; undefined: it could not be asked
 */
export function judgeVersions(
  own: { invigil: string; node: string },
  other: { found: string; version: string; todo: string } | undefined,
): DoctorLine {
  const [major = 0, minor = 0] = own.node.split('.').map(Number);
  const old = major < LEAST_NODE.major || (major === LEAST_NODE.major && minor < LEAST_NODE.minor);
  const differs = other !== undefined && other.version !== own.invigil;
  const found = `invigil ${own.invigil}, node ${own.node}${other === undefined ? '' : `, ${other.found} ${other.version}`}`;
  return doctorLine('versions', old ? 'fail' : differs ? 'warning' : 'ok', found, {
    todo: old ? words.node : other?.todo,
    values: { ...own, ...(other && { [other.found]: other.version }) },
  });
}
