import type { Policy, SoftwareReport } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import { messageOf } from '../lib/errors.js';
import type { Log } from '../lib/log.js';
import type { AudioConfig } from './audio/audio-config.js';
import { openVoiceNet } from './audio/voice-net.js';
import { VoiceReports } from './audio/voice-reports.js';
import { VoiceWatch } from './audio/voice-watch.js';
import { MachineReports } from './machine-reports.js';
import { MachineWatch } from './machine/machine-watch.js';

type OwnPart = 'machine' | 'microphone';
type Running = { stopping: AbortController; done: Promise<void> };
type WatchedMachine = { reports: MachineReports; signal: AbortSignal };

type OwnPartsDeps = {
  /** Whether devices and sessions of the machine may be read at all. */
  machine: boolean;
  /** Folder that holds `proc`, `sys` and `run`: `/` but in tests. */
  root?: string;
  audio: AudioConfig;
  netsDir: string;
  policy: () => Policy;
  tell: (report: SoftwareReport) => void;
  clock: Clock;
  log: Log;
};

/** What the daemon itself watches beside the camera, as long as the policy asks for it: the machine, and its microphone. */
export class OwnParts {
  readonly #deps: OwnPartsDeps;
  readonly #running = new Map<OwnPart, Running>();
  readonly #there = new Set<OwnPart>();
  #speech: number | undefined;
  #machine: WatchedMachine | undefined;

  constructor(deps: OwnPartsDeps) {
    this.#deps = deps;
  }

  /** Those that are watched, and can be. */
  get there(): string[] {
    return [...this.#there];
  }

  /** How likely it is that the microphone hears a voice now; undefined where nothing listens. */
  get voice(): number | undefined {
    return this.#there.has('microphone') ? this.#speech : undefined;
  }

  /** Begins and ends what the policy in force asks for. */
  async apply(): Promise<void> {
    const { machine, policy } = this.#deps;
    const { parts } = policy();
    await this.#set('machine', parts.machine && machine, (signal) => this.#watchMachine(signal));
    await this.#set('microphone', parts.microphone, (signal) => this.#listen(signal));
  }

  /** Another policy is in force: what it newly asks for is told as it stands. */
  async policyChanged(): Promise<void> {
    if (this.#machine !== undefined)
      this.#tellMachine(this.#machine, (reports, at) => reports.policyChanged(at));
    await this.apply();
  }

  async stop(): Promise<void> {
    await Promise.all([this.#end('machine'), this.#end('microphone')]);
  }

  async #set(part: OwnPart, wanted: boolean, run: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (!wanted) return this.#end(part);
    if (this.#running.has(part)) return;
    const stopping = new AbortController();
    this.#running.set(part, { stopping, done: run(stopping.signal) });
  }

  async #end(part: OwnPart): Promise<void> {
    const running = this.#running.get(part);
    this.#running.delete(part);
    this.#there.delete(part);
    running?.stopping.abort();
    await running?.done;
  }

  #watchMachine(signal: AbortSignal): Promise<void> {
    const { clock, log, policy, root = '/' } = this.#deps;
    const machine = { reports: new MachineReports(policy), signal };
    this.#machine = machine;
    return new MachineWatch({
      root,
      clock,
      log,
      onChange: (facts) => this.#tellMachine(machine, (reports, at) => reports.of(facts, at)),
    }).run(signal);
  }

  #tellMachine(
    { reports, signal }: WatchedMachine,
    say: (reports: MachineReports, at: number) => SoftwareReport[],
  ): void {
    for (const report of say(reports, this.#deps.clock.now())) this.#tell('machine', report, signal);
  }

  async #listen(signal: AbortSignal): Promise<void> {
    const { audio, clock, log, netsDir } = this.#deps;
    const source = 'microphone';
    const tell = (report: SoftwareReport): void => this.#tell(source, report, signal);
    if (!audio.enabled) return tell({ type: 'silent', source, at: clock.now() });
    const reports = new VoiceReports();
    try {
      const net = await openVoiceNet(netsDir);
      await new VoiceWatch({
        config: audio,
        net,
        clock,
        log,
        onState: (state) => {
          reports.forget();
          tell({ type: state === 'listening' ? 'there' : 'silent', source, at: clock.now() });
        },
        onSecond: (second) => {
          for (const report of reports.of(second)) tell(report);
        },
        onWindow: (speech) => {
          this.#speech = speech;
        },
      }).run(signal);
      await net.close();
    } catch (error) {
      log.error({ reason: messageOf(error) }, 'microphone can’t be listened to');
      tell({ type: 'silent', source, at: clock.now() });
    }
  }

  #tell(part: OwnPart, report: SoftwareReport, signal: AbortSignal): void {
    if (signal.aborted) return;
    if (report.type === 'there') this.#there.add(part);
    if (report.type === 'silent') this.#there.delete(part);
    this.#deps.tell(report);
  }
}
