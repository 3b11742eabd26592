import { isCoverage, ruleOf, SEAT_KINDS } from '@invigil/contract';
import type {
  BootId,
  Challenge,
  ChallengeAsked,
  ConductKind,
  MinuteAnalysis,
  Policy,
  Risk,
  SeatKind,
  Signal,
  SignalId,
  SoftwareReport,
} from '@invigil/contract';
import { AnalysisReader } from './analysis/analysis-reader.js';
import { ConductReader } from './conduct.js';
import { type Coverage, CoverageReader } from './coverage.js';
import type { Evidence, FrameObservation } from './evidence.js';
import { Liveness } from './liveness/liveness.js';
import type { Observation } from './observation.js';
import type { GazeCalibration } from './gaze/calibrate-gaze.js';
import { Onset } from './onset.js';
import { RiskSum } from './risk.js';
import { type SoftwareChange, SoftwareReader } from './software/software-reader.js';
import type { Spell } from './run.js';
import { Timeline, type Moment, type Tick } from './timeline.js';

/** What one observation changed. */
export type BehaviourStep = {
  /** Time of the observation, epoch ms; it steps back only where the camera's clock was set. */
  at: number;
  /** Signals that opened, happened again or closed with it, closed ones first. One that is told again repeats its id and start. */
  changes: SignalChange[];
  risk: Risk;
  /** The minute that is over with it; null with most. It adds nothing to the risk. */
  analysis: MinuteAnalysis | null;
  /** What became of cues, in the order in which they were given; left out where nothing did. */
  challenges?: Challenge[];
};

/** `again`: a moment of the same kind joined a signal that is open. */
export type SignalChange = { type: 'opened' | 'again' | 'closed'; signal: Signal };

export type BehaviourOptions = {
  policy: Policy;
  /** Names the signals. */
  boot: BootId;
  /** Number of the first signal; 1 if left out. */
  firstSignal?: number;
};

/** What one observation says of all kinds. */
type Seen = { coverage: Coverage['evidence']; conduct: Record<ConductKind, Evidence> };

type Watch = { kind: SeatKind; evidenceIn: (seen: Seen) => Evidence; onset: Onset; id: SignalId | null };

/** Turns the observations of one camera into signals and a risk, under one policy. Same input, same output. */
export class Behaviour {
  readonly #boot: BootId;
  readonly #timeline = new Timeline();
  readonly #coverage = new CoverageReader();
  readonly #conduct: ConductReader;
  readonly #liveness: Liveness;
  readonly #watches: Watch[];
  readonly #risk: RiskSum;
  readonly #analysis: AnalysisReader;
  readonly #software: SoftwareReader;
  #nextSignal: number;
  /** What became of cues, until the next step tells it. */
  #judged: Challenge[] = [];

  constructor({ policy, boot, firstSignal = 1 }: BehaviourOptions) {
    this.#boot = boot;
    this.#nextSignal = firstSignal;
    this.#conduct = new ConductReader(policy);
    this.#liveness = new Liveness(policy.liveness);
    this.#risk = new RiskSum(policy);
    this.#analysis = new AnalysisReader(policy);
    this.#software = new SoftwareReader(policy);
    // Without a camera nothing of it is watched, and a frame that came too late is not judged.
    const watched = policy.camera.enabled ? SEAT_KINDS : [];
    this.#watches = watched
      .filter((kind) => ruleOf(policy, kind).enabled)
      .map((kind) => ({
        kind,
        evidenceIn: evidenceOf(kind),
        onset: new Onset(ruleOf(policy, kind)),
        id: null,
      }));
  }

  /** Number that the next signal will get: `firstSignal` for whoever goes on under another policy. */
  get nextSignal(): number {
    return this.#nextSignal;
  }

  /**
   * A cue is given to the candidate: the next observations are judged by it, and a later step tells the outcome. It takes the
   * place of a cue that is under way.
   */
  challenge(asked: ChallengeAsked): void {
    this.#keep(this.#liveness.ask(asked));
  }

  /** A part of the seat's software told something: the next observation's step says what follows. */
  tell(report: SoftwareReport): void {
    this.#software.tell(report);
  }

  /** What the software said that still holds, as reports of a moment: for whoever goes on under another policy. @param at epoch ms */
  holding(at: number): SoftwareReport[] {
    return this.#software.holding(at);
  }

  /** Takes the next observation. */
  observe(observation: Observation): BehaviourStep {
    const tick = this.#timeline.tick(observation.capturedAt);
    const ended = tick.broken ? this.#endAll() : [];
    if (tick.broken) {
      this.#conduct.interrupt();
      ended.push(...this.#software.interrupt(tick).map((change) => this.#byReport(change)));
    }
    const coverage = this.#coverage.read(observation);
    const usable: FrameObservation | null =
      coverage.usable && observation.type === 'frame' ? observation : null;
    const conduct = this.#conduct.read(usable, tick, coverage.moved);
    this.#keep(this.#liveness.see(usable, tick, this.#conduct.front));
    const spoof = usable ? this.#liveness.evidence(tick) : 'unknown';
    const seen = {
      coverage: coverage.evidence,
      conduct: spoof === 'unknown' ? conduct.evidence : { ...conduct.evidence, 'spoof-suspected': spoof },
    };
    const changes = ended;
    for (const watch of this.#watches) {
      const change = this.#step(watch, watch.evidenceIn(seen), tick);
      if (change) changes.push(change);
    }
    changes.push(...this.#software.step(tick).map((change) => this.#byReport(change)));
    return this.#report(tick, changes, this.#analysis.read(conduct, tick));
  }

  /** The calibration that is in use: for whoever goes on under another policy. */
  get calibration(): GazeCalibration | null {
    return this.#conduct.calibration;
  }

  /** Measures looks against what the candidate's own calibration says, from the next observation on. */
  calibrate(calibration: GazeCalibration): void {
    this.#conduct.calibrate(calibration);
  }

  /** Closes what is open, as at the end of a session. @param at epoch ms */
  finish(at: number): BehaviourStep {
    this.#keep(this.#liveness.breakOff(at));
    const ended = this.#software.endAll().map((change) => this.#byReport(change));
    return this.#report(this.#timeline.tick(at), [...this.#endAll(), ...ended], this.#analysis.finish());
  }

  #step(watch: Watch, evidence: Evidence, tick: Tick): SignalChange | null {
    switch (watch.onset.step(evidence, tick)) {
      case 'opened':
        return this.#open(watch);
      case 'closed':
        return this.#end(watch, watch.onset.end());
      case 'nothing':
        return null;
    }
  }

  #open(watch: Watch): SignalChange | null {
    const spell = watch.onset.open;
    if (!spell) return null;
    const id = this.#nextId();
    watch.id = id;
    if (watch.kind === 'camera-moved') this.#conduct.startAnew();
    if (!isCoverage(watch.kind)) this.#risk.open(id, watch.kind, spell);
    return { type: 'opened', signal: signalOf(id, watch.kind, spell, null) };
  }

  #end(watch: Watch, spell: Spell | null): SignalChange | null {
    const { id } = watch;
    if (!spell || id === null) return null;
    watch.id = null;
    this.#risk.close(id);
    return { type: 'closed', signal: signalOf(id, watch.kind, spell, spell.last.at) };
  }

  /** A signal of the seat's software. */
  #byReport({ counted, spell, type, watch }: SoftwareChange): SignalChange {
    const { kind, noted } = watch;
    const id = watch.id ?? this.#nextId();
    watch.id = type === 'closed' ? null : id;
    if (!isCoverage(kind) && !noted) {
      if (type === 'opened') this.#risk.open(id, kind, counted);
      if (type === 'closed' || counted !== spell) this.#risk.close(id);
    }
    const { count = 1, ...detail } = spell.detail;
    const told = { ...detail, ...(count > 1 && { count }) };
    const signal: Signal = {
      ...signalOf(id, kind, spell, type === 'closed' ? spell.last.at : null),
      source: watch.source,
      ...(Object.keys(told).length > 0 && { detail: told }),
      ...(noted && { noted }),
    };
    return { type, signal };
  }

  #nextId(): SignalId {
    const id = `${this.#boot}-${this.#nextSignal}`;
    this.#nextSignal += 1;
    return id;
  }

  #endAll(): SignalChange[] {
    return this.#watches.flatMap((watch) => this.#end(watch, watch.onset.forget()) ?? []);
  }

  #keep(judged: Challenge | null): void {
    if (judged) this.#judged.push(judged);
  }

  #report(now: Moment, changes: SignalChange[], analysis: MinuteAnalysis | null): BehaviourStep {
    const closedFirst =
      changes.length < 2
        ? changes
        : changes.toSorted((a, b) => Number(b.type === 'closed') - Number(a.type === 'closed'));
    const step = { at: now.at, changes: closedFirst, risk: this.#risk.at(now), analysis };
    if (this.#judged.length === 0) return step;
    const challenges = this.#judged;
    this.#judged = [];
    return { ...step, challenges };
  }
}

/** Where the evidence of a kind stands: looked up once, not for each frame. */
function evidenceOf(kind: SeatKind): Watch['evidenceIn'] {
  return isCoverage(kind) ? ({ coverage }) => coverage[kind] : ({ conduct }) => conduct[kind];
}

function signalOf(id: SignalId, kind: Signal['kind'], spell: Spell, endedAt: number | null): Signal {
  const { confidence, direction, first, opened, seenMs } = spell;
  return {
    id,
    kind,
    source: 'camera',
    startedAt: first.at,
    openedAt: (opened ?? spell.last).at,
    endedAt,
    confidence,
    seenMs,
    ...(direction && { direction }),
  };
}
