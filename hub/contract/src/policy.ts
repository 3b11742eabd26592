import * as z from 'zod';
import { canonicalText } from './canonical-text.js';
import { Sha256, Slug } from './ids.js';
import { ConductRules, CoverageRules, type RiskRule, RoomRules, type SignalRule } from './signal-rules.js';
import { isCoverage, isRoomKind, isSoftware, RiskKind, type SeatKind } from './signal.js';
import { SoftwareParts, SoftwareRules } from './software-rules.js';

/**
 * What a seat watches for and how it weighs it. Every field has its default, so `{}` is the standard policy.
 * Written by people: unknown keys are refused.
 */
export const Policy = z.strictObject({
  id: Slug.default('standard').describe('name of the policy, for people'),
  version: z
    .number()
    .int()
    .min(1)
    .default(1)
    .meta({ description: 'counts up with each published change', unit: 'number' }),
  conduct: ConductRules,
  coverage: CoverageRules,
  room: RoomRules,
  software: SoftwareRules,
  parts: SoftwareParts,
  lookingAway: z
    .strictObject({
      yawDeg: z.number().min(10).max(80).default(18).meta({
        description:
          'head yaw from the baseline that counts as away; a head turned by 20° is read within 1.5° on average',
        unit: 'degrees',
      }),
      pitchUpDeg: z
        .number()
        .min(10)
        .max(80)
        .default(18)
        .meta({ description: 'chin up from the baseline that counts as away', unit: 'degrees' }),
      pitchDownDeg: z.number().min(10).max(80).default(25).meta({
        description:
          'chin down from the baseline that counts as away; paper on the desk is lower than a screen',
        unit: 'degrees',
      }),
    })
    .prefault({}),
  gazeOffScreen: z
    .strictObject({
      offset: z.number().min(0.05).max(0.5).default(0.08).meta({
        description:
          'least iris offset from the candidate’s neutral gaze that counts as off the screen; more for eyes that roam over the screen, up to its edge at about 0.15',
        unit: 'share of the eye’s width',
      }),
      headYawDeg: z.number().min(2).max(30).default(12).meta({
        description:
          'the eyes are read only while the head’s yaw is this close to its baseline: a turn moves the irises by itself',
        unit: 'degrees',
      }),
      headPitchDeg: z
        .number()
        .min(2)
        .max(30)
        .default(15)
        .meta({ description: '… and its pitch this close', unit: 'degrees' }),
    })
    .prefault({}),
  levels: z
    .strictObject({
      watch: z
        .number()
        .min(1)
        .max(100)
        .default(20)
        .meta({ description: 'score from which a seat is on watch', unit: 'points of 100' }),
      alert: z
        .number()
        .min(1)
        .max(100)
        .default(45)
        .meta({ description: 'score from which a seat is on alert', unit: 'points of 100' }),
      hysteresis: z.number().min(0).max(50).default(5).meta({
        description: 'how far below a threshold the score must fall to leave a level',
        unit: 'points of 100',
      }),
    })
    .refine((levels) => levels.watch < levels.alert, {
      message: 'watch must be below alert',
      path: ['watch'],
    })
    .prefault({}),
  incidentGapMs: z.number().int().min(0).max(600_000).default(10_000).meta({
    description: 'signals of one seat that follow each other within this time are one incident',
    unit: 'ms',
  }),
  identity: z
    .strictObject({
      enabled: z
        .boolean()
        .default(false)
        .describe(
          'whether the seat compares who sits there with who sat there when the session began; its template stays in its memory',
        ),
      minSimilarity: z.number().min(0).max(1).default(0.55).meta({
        description:
          'likeness from which a near-frontal face is the same person; at 0.55 the net erred on 0.84 % of 6,192 pairs of two people and 0 of 363 of one',
        unit: 'cosine',
      }),
    })
    .prefault({}),
  liveness: z
    .strictObject({
      withinMs: z.number().int().min(2000).max(60_000).default(12_000).meta({
        description:
          'how long a candidate has to answer a cue; the invigilator says it aloud after it was started, so this holds the saying too',
        unit: 'ms',
      }),
      leastTurnDeg: z.number().min(10).max(45).default(20).meta({
        description: 'how far the head must turn, or the chin rise, from its neutral to be an answer',
        unit: 'degrees',
      }),
      attempts: z.number().int().min(1).max(5).default(2).meta({
        description:
          'how many cues in a row must go unanswered before the seat says that the movement was not seen',
        unit: 'cues',
      }),
      holdMs: z
        .number()
        .int()
        .min(10_000)
        .max(1_800_000)
        .default(120_000)
        .meta({ description: 'how long it goes on saying so where no later cue is answered', unit: 'ms' }),
    })
    .prefault({}),
  alertBudget: z
    .strictObject({
      itemsPerSeatHour: z.number().min(0).max(60).default(2).meta({
        description:
          'how many items an invigilator is asked to look at, for each watched seat and hour; the rest is held back, ranked, and told as held back',
        unit: 'items per seat and hour',
      }),
    })
    .prefault({}),
  camera: z
    .strictObject({
      enabled: z
        .boolean()
        .default(true)
        .describe('whether the seat’s camera is opened at all; without it nothing of the camera is watched'),
    })
    .prefault({}),
  evidence: z
    .strictObject({
      enabled: z.boolean().default(true).describe('whether pictures are kept at all'),
      beforeMs: z
        .number()
        .int()
        .min(0)
        .max(10_000)
        .default(2000)
        .meta({ description: 'how long before the moment the earlier picture is taken', unit: 'ms' }),
      blurBystanders: z
        .boolean()
        .default(true)
        .describe(
          'whether the heads of others than the candidate are made unrecognisable before a picture is kept; never in those of a second person who stays',
        ),
    })
    .prefault({}),
  arranged: z
    .partialRecord(
      RiskKind,
      z.strictObject({
        onsetMs: z.number().int().min(0).max(600_000).optional().meta({
          description: 'onset before it was made longer; none for a finding of the room',
          unit: 'ms',
        }),
        weight: z
          .number()
          .min(0)
          .max(200)
          .meta({ description: 'weight before it was made lower', unit: 'points before scaling' }),
      }),
    )
    .optional()
    .describe('rules as they stood before an arrangement with one candidate eased them; absent without one'),
});
export type Policy = z.infer<typeof Policy>;

/** How one kind of signal opens and closes at a seat. */
export function ruleOf(policy: Policy, kind: SeatKind): SignalRule {
  return isCoverage(kind) ? policy.coverage[kind] : policy.conduct[kind];
}

/** How one kind of signal is weighed in a risk. */
export function riskRuleOf(policy: Policy, kind: RiskKind): RiskRule {
  if (isSoftware(kind)) return policy.software[kind];
  return isRoomKind(kind) ? policy.room[kind] : policy.conduct[kind];
}

/**
 * Retained on `policy`: what the hub wants a seat to work under, and the SHA-256 of the policy's canonical text. The seat's next
 * birth names the hash. A seat reads it with `readWantedPolicy`, which lets fields pass that it doesn't know.
 */
export const WantedPolicy = z.object({ hash: Sha256, policy: Policy });
export type WantedPolicy = z.infer<typeof WantedPolicy>;

/** A policy as text with sorted keys: the same policy gives the same text, and so the same SHA-256. */
export function canonicalPolicy(policy: Policy): string {
  return canonicalText(policy);
}
