import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode, type FreezeReason, SeatExam, SeatFreeze } from '@invigil/contract';
import { getFromHub, type HubAccess } from '../outbox/put-to-hub.js';

/** How long the hub may take to say, ms. */
const PATIENCE_MS = 5000;
/** After its end an exam may go on for so long for candidates with more time, ms. */
const MORE_TIME_MS = 7_200_000;

const WHY: Record<FreezeReason, string> = {
  exam: 'an exam is open in this room: close it first',
  session: 'this seat is in a session: stop it, or end its session in the configuration, first',
  unheard: 'this seat was in a session when the hub last heard it',
};

/** Whether a seat may be updated now, in one line for people. */
type FreezeVerdict = {
  frozen: boolean;
  line: string;
  /** Whether the hub said so, and what it heard of this seat last. */
  hub: { reached: boolean; heard: SeatFreeze['heard'] };
};

type AskDeps = {
  hub: HubAccess;
  /** Where the daemon keeps what the hub said of the exam. */
  dataDir: string;
  /** The exam session that the seat is configured for. */
  session: string | null;
  /** On the seat's clock. */
  now: number;
};

/** Asks the hub whether this seat may be updated; where it does not say, what the seat knew last decides. */
export async function askFreeze(deps: AskDeps): Promise<FreezeVerdict> {
  const answer = await getFromHub(deps.hub, '/api/seat/freeze', AbortSignal.timeout(PATIENCE_MS));
  if (answer.status !== 200)
    return byMemory(deps, answer.status === undefined ? answer.reason : `it answers ${answer.status}`);
  const told = decode(SeatFreeze, answer.text);
  return told.ok ? byHub(told.value) : byMemory(deps, told.error.message);
}

function byHub({ frozen, heard, liftedUntil }: SeatFreeze): FreezeVerdict {
  const hub = { reached: true, heard: heard ?? null };
  if (frozen === null) return { frozen: false, line: 'free: no session is open at this seat', hub };
  if (liftedUntil !== null)
    return {
      frozen: false,
      line: `lifted by two administrators until ${new Date(liftedUntil).toISOString()}: ${WHY[frozen.why]}`,
      hub,
    };
  return {
    frozen: true,
    line: `frozen since ${new Date(frozen.since).toISOString()}: ${WHY[frozen.why]}, or have two administrators lift it`,
    hub,
  };
}

/** Nobody can lift a freeze here: whoever could is reached through the hub. */
function byMemory({ dataDir, now, session }: AskDeps, reason: string): FreezeVerdict {
  const hub = { reached: false, heard: null };
  const unsaid = `the hub does not say whether this seat is free (${reason})`;
  const exam = keptExam(join(dataDir, 'exam.json'));
  if (exam !== null && now < exam.endsAt + MORE_TIME_MS)
    return {
      frozen: true,
      line: `frozen: ${unsaid}, and when it was last heard an exam was open in this room`,
      hub,
    };
  if (session !== null)
    return {
      frozen: true,
      line: `frozen: ${unsaid}, and the configuration says that the seat is in session ${session}`,
      hub,
    };
  return { frozen: false, line: `free: ${unsaid}, and no session was open when it was last heard`, hub };
}

function keptExam(file: string): SeatExam['exam'] {
  try {
    const read = decode(SeatExam, readFileSync(file, 'utf8'));
    return read.ok ? read.value.exam : null;
  } catch {
    return null;
  }
}
