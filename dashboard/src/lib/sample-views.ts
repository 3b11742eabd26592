import type { Challenge, Incident, MinuteAnalysis, Risk, SeatView, Signal } from '@invigil/contract';

/** A moment, in ms, that the samples stand in. For tests. */
export const SAMPLE_NOW = 1_800_000_000_000;
const BOOT = '0123456789abcdef';
const CALM: Risk = { score: 0, level: 'calm', contributions: [] };

/** A calm, watched seat, save for what is given. */
export function sampleSeat(given: Partial<SeatView> = {}): SeatView {
  return {
    room: 'room-1',
    seat: 'a1',
    label: 'A1',
    row: 1,
    column: 1,
    candidate: null,
    state: 'online',
    stateSince: SAMPLE_NOW,
    boot: BOOT,
    session: null,
    risk: CALM,
    signals: [],
    watched: 1,
    blind: [],
    health: null,
    policyHash: null,
    asOf: SAMPLE_NOW,
    heardAt: SAMPLE_NOW,
    ...given,
  };
}

/** An open look away of the given number, save for what is given. */
export function sampleSignal(number: number, given: Partial<Signal> = {}): Signal {
  return {
    id: `${BOOT}-${number}`,
    kind: 'looking-away',
    source: 'camera',
    startedAt: SAMPLE_NOW,
    openedAt: SAMPLE_NOW + 4000,
    endedAt: null,
    confidence: 0.8,
    ...given,
  };
}

/** An open incident of one signal of the given number, save for what is given. */
export function sampleIncident(number: number, given: Partial<Incident> = {}): Incident {
  const signal = sampleSignal(number);
  return {
    id: signal.id,
    room: 'room-1',
    seat: 'a1',
    class: 'conduct',
    severity: 'watch',
    startedAt: signal.startedAt,
    endedAt: null,
    signals: [signal],
    evidence: [],
    hist: false,
    ...given,
  };
}

/** A cue that was answered, save for what is given. */
export function sampleChallenge(given: Partial<Challenge> = {}): Challenge {
  return {
    id: '6f1d6c0e-8a3c-4c1b-9d5e-2b7a90c1d3f4',
    cue: 'turn-left',
    issuer: 'ines',
    askedAt: SAMPLE_NOW - 12_000,
    judgedAt: SAMPLE_NOW - 8000,
    outcome: 'answered',
    measured: {
      largestTurnDeg: 34.5,
      beganAfterMs: 1830,
      depthConsistency: 0.93,
      blinks: null,
      readableShare: 0.98,
    },
    ...given,
  };
}

/** Minute `number` after the samples' moment, all of it watched, in which nothing happened. */
export function sampleMinute(number: number): MinuteAnalysis {
  const none = { count: 0, totalMs: 0, longestMs: 0 };
  const noStay = [0, 0, 0, 0, 0, 0];
  const from = SAMPLE_NOW + number * 60_000;
  return {
    from,
    to: from + 60_000,
    watchedMs: 60_000,
    readings: 600,
    looks: { left: none, right: none, up: none, down: none },
    dwell: { screen: noStay, left: noStay, right: noStay, up: noStay, down: noStay },
    blinks: null,
    eyes: { watchedMs: 60_000, closedMs: 0 },
    mouth: { watchedMs: 60_000, speakingMs: 0 },
  };
}

/** A risk with this score and nothing said about it. */
export function sampleRisk(score: number): Risk {
  return { score, level: score >= 45 ? 'alert' : score >= 20 ? 'watch' : 'calm', contributions: [] };
}
