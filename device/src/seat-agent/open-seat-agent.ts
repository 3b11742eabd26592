import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BehaviourStep, Observation } from '@invigil/behaviour';
import type { ExamFacts, Policy, SoftwareReport } from '@invigil/contract';
import type { Log } from '../lib/log.js';
import type { HubClock } from '../outbox/hub-clock.js';
import type { HubAccess } from '../outbox/put-to-hub.js';
import type { AgentConfig } from './agent-config.js';
import type { AudioConfig } from './audio/audio-config.js';
import { BlindKinds } from './blind-kinds.js';
import { examFacts } from './exam-facts.js';
import { HubFacts } from './hub-facts.js';
import { KeptStanding } from './kept-standing.js';
import { OwnParts } from './own-parts.js';
import { readPageFiles } from './page-files.js';
import { SeatAgent, type SeatAgentDeps } from './seat-agent.js';

/** The same from sources and from what was built of them. */
const PAGE_DIR = fileURLToPath(new URL('../../seat/dist/app', import.meta.url));

type OpenDeps = Pick<SeatAgentDeps, 'judge' | 'pace' | 'newest' | 'clock' | 'log'> & {
  config: Pick<ExamFacts, 'seat' | 'session'> & { agent: AgentConfig; audio: AudioConfig; dataDir: string };
  hub: HubAccess;
  hubClock: Pick<HubClock, 'offsetAt'>;
  netsDir: string;
  judge: { readonly policy: Policy };
  outbox: { appendAll(bodies: Parameters<SeatAgentDeps['event']>[0][], at: number): void };
  hubOnline: () => boolean;
  lookedAt: () => boolean;
};

/** What of a seat's software tells its judgement something, and what the candidate reads. */
export type SeatSoftware = {
  /** Takes what the camera showed, undefined where there is none, and what followed. */
  see(observation: Observation | undefined, step: BehaviourStep): void;
  /** The hub told the seat what it wants. */
  hubSpoke(): void;
  /** Another policy is in force. */
  policyChanged(): void;
  /** The hub gives the candidate a cue. */
  hubCue(withinMs: number): void;
  /** Puts words up on the candidate's screen; see `CandidateScreen`. */
  show: SeatAgent['show'];
  /** Where the candidate's page opens, with its key; undefined where nothing listens. */
  pageUrl: string | undefined;
  stop(): Promise<void>;
};

/** Opens the seat agent and what watches the machine. A seat goes on without an agent that can't listen: it says so, and its parts are missed. */
export async function openSeatAgent(deps: OpenDeps): Promise<SeatSoftware> {
  const { clock, hubOnline, judge, log, lookedAt, netsDir, outbox } = deps;
  const { agent: config, audio, dataDir, seat, session } = deps.config;
  const policy = (): Policy => judge.policy;
  const blind = new BlindKinds();
  const tell = (report: SoftwareReport): void => judge.tell(report);
  const own = new OwnParts({ machine: config.machine, audio, netsDir, policy, tell, clock, log });
  const known = new HubFacts({
    ...deps,
    file: join(dataDir, 'exam.json'),
    onChanged: () => agent.factsChanged(),
  });
  const agent = new SeatAgent({
    ...deps,
    policy,
    port: config.port,
    runDir: config.runDir ?? join(dataDir, 'run'),
    extensionIds: config.extensionIds,
    files: await readPageFiles(config.pageDir ?? PAGE_DIR),
    standing: new KeptStanding({ file: join(dataDir, 'standing.json'), session, log }),
    facts: () => examFacts(policy(), { seat, session }, known.now()),
    status: () => ({
      session,
      camera: cameraState(policy(), blind.kinds.length > 0),
      blind: blind.kinds,
      hub: hubOnline() ? 'connected' : 'waiting',
      lookedAt: lookedAt(),
      ownParts: own.there,
    }),
    voice: () => own.voice,
    event: (body, at) => {
      try {
        outbox.appendAll([body], at);
      } catch (err) {
        log.error({ err, type: body.type }, 'events not stored');
      }
    },
  });
  const listens = config.enabled && (await starts(agent, log));
  known.start();
  await own.apply();
  const tellMissing = (): void => {
    if (listens) return;
    for (const source of ['page', 'browser', 'editor'] as const) {
      if (policy().parts[source] === 'required') tell({ type: 'silent', source, at: clock.now() });
    }
  };
  tellMissing();
  return {
    see(observation, step) {
      blind.see(step);
      agent.see(observation, step);
    },
    hubSpoke: () => known.askSoon(),
    policyChanged() {
      agent.policyChanged();
      void own.policyChanged();
      tellMissing();
    },
    hubCue: (withinMs) => agent.hubCue(withinMs),
    show: (message) =>
      listens ? agent.show(message) : Promise.resolve('there is nothing here that shows messages'),
    pageUrl: listens ? agent.pageUrl : undefined,
    async stop() {
      await known.stop();
      await own.stop();
      if (listens) await agent.stop();
    },
  };
}

async function starts(agent: SeatAgent, log: Log): Promise<boolean> {
  try {
    await agent.start();
    return true;
  } catch (err) {
    log.error({ err }, 'seat agent can’t listen: the candidate’s programs are not heard');
    return false;
  }
}

function cameraState({ camera }: Policy, isBlind: boolean): 'watching' | 'blind' | 'off' {
  if (!camera.enabled) return 'off';
  return isBlind ? 'blind' : 'watching';
}
