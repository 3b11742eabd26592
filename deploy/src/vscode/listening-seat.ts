import { type EventBody, Policy, type SoftwareReport } from '@invigil/contract';
import { SeatAgent, systemClock } from '@invigil/device';
import { pino } from 'pino';
import { setTimeout as sleep } from 'node:timers/promises';

/** What came to the seat, and when by its clock, epoch ms. */
export type Arrival = { at: number; report: SoftwareReport };

/** A seat's own agent, with nothing behind it but a list of what came. */
export async function startListeningSeat(runDir: string) {
  const arrivals: Arrival[] = [];
  const events: EventBody[] = [];
  const policy = Policy.parse({});
  const agent = new SeatAgent({
    port: 0,
    runDir,
    extensionIds: [],
    files: new Map(),
    policy: () => policy,
    facts: () => ({
      seat: { centre: 'centre', room: 'room', seat: 'seat' },
      session: null,
      exam: null,
      notice: null,
      retention: null,
      steps: { camera: false, calibration: false, liveness: false, identity: false, microphone: false },
      watched: { camera: [], page: [], browser: [], editor: [], machine: [], microphone: [] },
    }),
    status: () => ({
      session: null,
      camera: 'off',
      blind: [],
      hub: 'waiting',
      lookedAt: false,
      ownParts: [],
    }),
    judge: {
      tell: (report) => void arrivals.push({ at: Date.now(), report }),
      challenge: () => undefined,
      calibrate: () => undefined,
    },
    pace: { attend: () => undefined },
    newest: () => undefined,
    voice: () => undefined,
    standing: { read: () => ({ stage: 'arriving', hand: null }), write: () => undefined },
    event: (body) => void events.push(body),
    clock: systemClock,
    log: pino({ level: 'silent' }),
  });
  await agent.start();
  /** The first report after `from` that is wanted; undefined if none comes within `ms`. */
  const hear = async (
    wanted: (report: SoftwareReport) => boolean,
    from: number,
    ms = 15_000,
  ): Promise<Arrival | undefined> => {
    for (const until = performance.now() + ms; performance.now() < until; await sleep(20)) {
      const found = arrivals.find(({ at, report }) => at >= from && wanted(report));
      if (found) return found;
    }
    return undefined;
  };
  return { arrivals, events, hear, stop: () => agent.stop() };
}
