import * as z from 'zod';
import { Sha256, Share, Slug } from './ids.js';
import { CONDUCT_KINDS, COVERAGE_KINDS, type SignalKind } from './signal.js';

const timing = {
  enabled: z.boolean().default(true).describe('whether this signal is watched for at all'),
  onsetMs: z
    .number()
    .int()
    .min(200)
    .max(600_000)
    .describe('how long it must be seen before the signal opens, ms'),
  offsetMs: z
    .number()
    .int()
    .min(200)
    .max(600_000)
    .describe('how long it must be gone before the signal closes, ms'),
  minConfidence: Share.describe('least confidence of an observation that counts, 0–1'),
};

/** How one kind of conduct becomes a signal, and what the signal adds to the risk. */
const ConductRule = z.strictObject({
  ...timing,
  weight: z.number().min(0).max(200).describe('what a long, certain signal of this kind adds before scaling'),
  saturationMs: z
    .number()
    .int()
    .min(1)
    .max(3_600_000)
    .describe('time constant with which it reaches its weight, ms'),
  halfLifeMs: z
    .number()
    .int()
    .min(1000)
    .max(3_600_000)
    .describe('after its end, half of it is forgotten in this time, ms'),
});
export type ConductRule = z.infer<typeof ConductRule>;

/** How one kind of blindness becomes a coverage signal. It has no weight by construction. */
const CoverageRule = z.strictObject(timing);
export type SignalRule = z.infer<typeof CoverageRule>;

function conduct(onsetMs: number, offsetMs: number, minConfidence: number, weight: number): ConductRule {
  return { enabled: true, onsetMs, offsetMs, minConfidence, weight, saturationMs: 8000, halfLifeMs: 90_000 };
}

function coverage(onsetMs: number, offsetMs: number): SignalRule {
  return { enabled: true, onsetMs, offsetMs, minConfidence: 0.5 };
}

const CONDUCT_DEFAULTS = {
  'face-absent': conduct(3000, 1500, 0.5, 60),
  'extra-person': conduct(2000, 2000, 0.5, 90),
  'looking-away': conduct(4000, 1500, 0.5, 35),
  phone: conduct(2500, 3000, 0.35, 100),
  book: conduct(4000, 4000, 0.5, 40),
} satisfies Record<(typeof CONDUCT_KINDS)[number], ConductRule>;

const COVERAGE_DEFAULTS = {
  'camera-lost': coverage(2000, 1000),
  covered: coverage(1500, 1000),
  frozen: coverage(3000, 500),
  dark: coverage(3000, 2000),
  overexposed: coverage(3000, 2000),
  // A lens that looks for its focus is out of it for a second or two.
  blurred: coverage(4000, 2000),
  // What repeats has been compared for seconds already when it is first called so.
  looped: coverage(3000, 5000),
  // Longer than somebody needs to walk past.
  'camera-moved': coverage(4000, 3000),
  'virtual-camera': coverage(2000, 2000),
  // A machine may be busy for a moment without missing anything.
  'slow-inference': coverage(10_000, 5000),
} satisfies Record<(typeof COVERAGE_KINDS)[number], SignalRule>;

/**
 * What a seat watches for and how it weighs it. Every field has its default, so `{}` is the standard policy.
 * Written by people: unknown keys are refused.
 */
export const Policy = z.strictObject({
  id: Slug.default('standard'),
  version: z.number().int().min(1).default(1).describe('counts up with each published change'),
  conduct: z
    .strictObject({
      'face-absent': ConductRule.default(CONDUCT_DEFAULTS['face-absent']),
      'extra-person': ConductRule.default(CONDUCT_DEFAULTS['extra-person']),
      'looking-away': ConductRule.default(CONDUCT_DEFAULTS['looking-away']),
      phone: ConductRule.default(CONDUCT_DEFAULTS.phone),
      book: ConductRule.default(CONDUCT_DEFAULTS.book),
    })
    .default(CONDUCT_DEFAULTS),
  coverage: z
    .strictObject({
      'camera-lost': CoverageRule.default(COVERAGE_DEFAULTS['camera-lost']),
      covered: CoverageRule.default(COVERAGE_DEFAULTS.covered),
      frozen: CoverageRule.default(COVERAGE_DEFAULTS.frozen),
      dark: CoverageRule.default(COVERAGE_DEFAULTS.dark),
      overexposed: CoverageRule.default(COVERAGE_DEFAULTS.overexposed),
      blurred: CoverageRule.default(COVERAGE_DEFAULTS.blurred),
      looped: CoverageRule.default(COVERAGE_DEFAULTS.looped),
      'camera-moved': CoverageRule.default(COVERAGE_DEFAULTS['camera-moved']),
      'virtual-camera': CoverageRule.default(COVERAGE_DEFAULTS['virtual-camera']),
      'slow-inference': CoverageRule.default(COVERAGE_DEFAULTS['slow-inference']),
    })
    .default(COVERAGE_DEFAULTS),
  lookingAway: z
    .strictObject({
      yawDeg: z.number().min(10).max(80).describe('head yaw from the baseline that counts as away, degrees'),
      pitchUpDeg: z
        .number()
        .min(10)
        .max(80)
        .describe('chin up from the baseline that counts as away, degrees'),
      pitchDownDeg: z
        .number()
        .min(10)
        .max(80)
        .describe(
          'chin down from the baseline that counts as away, degrees; paper on the desk is lower than a screen',
        ),
    })
    .default({ yawDeg: 28, pitchUpDeg: 25, pitchDownDeg: 35 }),
  levels: z
    .strictObject({
      watch: z.number().min(1).max(100).describe('score from which a seat is on watch'),
      alert: z.number().min(1).max(100).describe('score from which a seat is on alert'),
      hysteresis: z
        .number()
        .min(0)
        .max(50)
        .describe('how far below a threshold the score must fall to leave a level'),
    })
    .refine((levels) => levels.watch < levels.alert, {
      message: 'watch must be below alert',
      path: ['watch'],
    })
    .default({ watch: 20, alert: 45, hysteresis: 5 }),
  incidentGapMs: z
    .number()
    .int()
    .min(0)
    .max(600_000)
    .default(10_000)
    .describe('signals of one seat that follow each other within this time are one incident, ms'),
  identity: z
    .strictObject({
      enabled: z
        .boolean()
        .default(false)
        .describe(
          'whether the seat compares who sits there with who sat there when the session began; its template stays in its memory',
        ),
      minSimilarity: z
        .number()
        .min(0)
        .max(1)
        .default(0.55)
        .describe(
          'likeness from which a near-frontal face is the same person; at 0.55 the net erred on 0.84 % of 6,192 pairs of two people and 0 of 363 of one',
        ),
    })
    .prefault({}),
  evidence: z
    .strictObject({
      enabled: z.boolean().describe('whether pictures are kept at all'),
      beforeMs: z
        .number()
        .int()
        .min(0)
        .max(10_000)
        .describe('how long before the moment the earlier picture is taken, ms'),
    })
    .default({ enabled: true, beforeMs: 2000 }),
});
export type Policy = z.infer<typeof Policy>;

/** The rule of one kind of signal. */
export function ruleOf(policy: Policy, kind: SignalKind): SignalRule {
  switch (kind) {
    case 'face-absent':
    case 'extra-person':
    case 'looking-away':
    case 'phone':
    case 'book':
      return policy.conduct[kind];
    case 'camera-lost':
    case 'covered':
    case 'frozen':
    case 'dark':
    case 'overexposed':
    case 'blurred':
    case 'looped':
    case 'camera-moved':
    case 'virtual-camera':
    case 'slow-inference':
      return policy.coverage[kind];
  }
}

/** Retained on `policy`: what the hub wants a seat to work under. The seat's next birth names the hash. */
export const WantedPolicy = z.object({ hash: Sha256, policy: Policy });
export type WantedPolicy = z.infer<typeof WantedPolicy>;

/** A policy as text with sorted keys: the same policy gives the same text, and so the same SHA-256. */
export function canonicalPolicy(policy: Policy): string {
  return JSON.stringify(policy, (_key, value: unknown) => sortKeys(value));
}

function sortKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
