import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Judge } from '@invigil/behaviour';
import {
  ClientFile,
  type ClientName,
  EventBody,
  type ExamFacts,
  Policy,
  Signal,
  SoftwareReport,
} from '@invigil/contract';
import { SeatAgent, systemClock } from '@invigil/device';
import { FaultLog } from './fault-log.js';
import { HonestClients } from './honest-clients.js';
import { EXTENSION } from './seat-client.js';

/** As often as a daemon without a camera moves its judgement, ms. */
const TICK_MS = 500;
const FACTS: ExamFacts = {
  seat: { centre: 'fuzz', room: 'r1', seat: 's0' },
  session: 'fuzz',
  exam: null,
  notice: null,
  retention: null,
  steps: { camera: false, calibration: false, liveness: false, identity: false, microphone: false },
  watched: { camera: [], page: [], browser: [], editor: [], machine: [], microphone: [] },
};

/** A seat's own agent with its real judgement behind it, and two honest clients that use it all the while. */
export type FuzzSeatAgent = {
  url: URL;
  keys: Readonly<Record<ClientName, string>>;
  honest: HonestClients;
  /** Throws where something went wrong since the last look. */
  check(): void;
  stop(): Promise<void>;
};

/** Opens one in this process, so that what it doesn't catch, and what it keeps in memory, is seen here. */
export async function openFuzzSeatAgent(runDir: string): Promise<FuzzSeatAgent> {
  const log = new FaultLog();
  const policy = Policy.parse({});
  const judge = new Judge({ boot: 'f'.repeat(16), policy });
  const agent = new SeatAgent({
    port: 0,
    runDir,
    extensionIds: [EXTENSION],
    files: new Map([
      ['/', { bytes: Buffer.from('<!doctype html>'), type: 'text/html; charset=utf-8', cache: 'no-store' }],
    ]),
    policy: () => policy,
    facts: () => FACTS,
    status: () => ({
      session: 'fuzz',
      camera: 'off',
      blind: [],
      hub: 'waiting',
      lookedAt: false,
      ownParts: [],
    }),
    // What it passes on has to be what the contract says: it is judged, written down and told to the hub.
    judge: {
      tell: (report) => judge.tell(SoftwareReport.parse(report)),
      challenge: (asked) => judge.challenge(asked),
      calibrate: (calibration) => judge.calibrate(calibration),
    },
    event: (body) => void EventBody.parse(body),
    pace: { attend: () => undefined },
    newest: () => undefined,
    voice: () => undefined,
    standing: { read: () => ({ stage: 'arriving', hand: null }), write: () => undefined },
    clock: systemClock,
    log: log.log,
  });
  await agent.start();
  const ticks = setInterval(() => {
    const step = judge.observe({ type: 'no-frame', capturedAt: Date.now() });
    for (const { signal } of step.changes) Signal.parse(signal);
    agent.see(undefined, step);
  }, TICK_MS);
  const page = new URL(agent.pageUrl);
  const keys = {
    page: page.hash.slice('#key='.length),
    editor: keyIn(join(runDir, 'editor.json')),
    browser: keyIn(join(runDir, 'browser.json')),
  };
  const url = new URL(page.origin);
  const honest = await HonestClients.connect(url, keys);
  return {
    url,
    keys,
    honest,
    check: () => {
      log.check();
      honest.check();
    },
    stop: async () => {
      clearInterval(ticks);
      await honest.stop();
      await agent.stop();
    },
  };
}

function keyIn(file: string): string {
  return ClientFile.parse(JSON.parse(readFileSync(file, 'utf8'))).key;
}
