import * as z from 'zod';
import { Share } from './ids.js';
import type { ConductKind, CoverageKind, RoomKind } from './signal.js';

/** What a rule says where a policy says nothing. */
type ConductDefaults = {
  onsetMs: number;
  offsetMs: number;
  minConfidence: number;
  weight: number;
  saturationMs?: number;
  enabled?: boolean;
};

const Duration = z.number().int().min(200).max(600_000);

function timing(defaults: Pick<ConductDefaults, 'onsetMs' | 'offsetMs' | 'minConfidence' | 'enabled'>) {
  return {
    enabled: z
      .boolean()
      .default(defaults.enabled ?? true)
      .describe('whether this signal is watched for at all'),
    onsetMs: Duration.default(defaults.onsetMs).meta({
      description: 'how long it must be seen before the signal opens',
      unit: 'ms',
    }),
    offsetMs: Duration.default(defaults.offsetMs).meta({
      description: 'how long it must be gone before the signal closes',
      unit: 'ms',
    }),
    minConfidence: Share.default(defaults.minConfidence).meta({
      description: 'least confidence of an observation that counts',
      unit: 'probability',
    }),
  };
}

/** How a signal grows in the risk and fades from it. */
export function weighing(defaults: { weight: number; saturationMs?: number; halfLifeMs?: number }) {
  return {
    weight: z.number().min(0).max(200).default(defaults.weight).meta({
      description: 'what a long, certain signal of this kind adds before scaling',
      unit: 'points before scaling',
    }),
    saturationMs: z
      .number()
      .int()
      .min(1)
      .max(3_600_000)
      .default(defaults.saturationMs ?? 8000)
      .meta({ description: 'time constant with which it reaches its weight', unit: 'ms' }),
    halfLifeMs: z
      .number()
      .int()
      .min(1000)
      .max(3_600_000)
      .default(defaults.halfLifeMs ?? 90_000)
      .meta({ description: 'after its end, half of it is forgotten in this time', unit: 'ms' }),
  };
}

function conduct(defaults: ConductDefaults) {
  return z.strictObject({ ...timing(defaults), ...weighing(defaults) }).prefault({});
}

function coverage(onsetMs: number, offsetMs: number) {
  return z.strictObject(timing({ onsetMs, offsetMs, minConfidence: 0.5 })).prefault({});
}

/** How each kind of conduct becomes a signal, and what the signal adds to the risk. */
export const ConductRules = z
  .strictObject({
    'face-absent': conduct({ onsetMs: 3000, offsetMs: 1500, minConfidence: 0.5, weight: 60 }),
    'extra-person': conduct({ onsetMs: 2000, offsetMs: 2000, minConfidence: 0.5, weight: 90 }),
    'looking-away': conduct({ onsetMs: 4000, offsetMs: 1500, minConfidence: 0.5, weight: 35 }),
    'gaze-off-screen': conduct({ onsetMs: 3000, offsetMs: 1500, minConfidence: 0.5, weight: 20 }),
    'eyes-closed': conduct({ onsetMs: 6000, offsetMs: 1500, minConfidence: 0.5, weight: 10 }),
    phone: conduct({ onsetMs: 2500, offsetMs: 3000, minConfidence: 0.35, weight: 100 }),
    book: conduct({ onsetMs: 4000, offsetMs: 4000, minConfidence: 0.5, weight: 40 }),
    'second-screen': conduct({ onsetMs: 6000, offsetMs: 6000, minConfidence: 0.5, weight: 25 }),
    // Lips are weak evidence: a word weighs next to nothing, and half a minute of them less than a watch.
    speaking: conduct({
      onsetMs: 4000,
      offsetMs: 6000,
      minConfidence: 0.5,
      weight: 10,
      saturationMs: 30_000,
    }),
    'identity-mismatch': conduct({ onsetMs: 6000, offsetMs: 6000, minConfidence: 0.5, weight: 80 }),
    'face-covered': conduct({ onsetMs: 8000, offsetMs: 3000, minConfidence: 0.5, weight: 25 }),
    'spoof-suspected': conduct({ onsetMs: 2000, offsetMs: 2000, minConfidence: 0.5, weight: 70 }),
  } satisfies Record<ConductKind, z.ZodType>)
  .prefault({});
export type ConductRule = z.infer<typeof ConductRules>[ConductKind];

/** How each kind of blindness becomes a coverage signal. It has no weight by construction. */
export const CoverageRules = z
  .strictObject({
    'camera-lost': coverage(2000, 1000),
    covered: coverage(1500, 1000),
    frozen: coverage(3000, 500),
    dark: coverage(3000, 2000),
    overexposed: coverage(3000, 2000),
    // A lens that looks for its focus is out of it for a second or two.
    blurred: coverage(4000, 2000),
    // What repeats has been compared for seconds already when it is first called so.
    looped: coverage(3000, 5000),
    // Somebody may lean back for a moment.
    'face-too-small': coverage(6000, 3000),
    // Longer than somebody needs to walk past.
    'camera-moved': coverage(4000, 3000),
    'virtual-camera': coverage(2000, 2000),
    // A machine may be busy for a moment without missing anything.
    'slow-inference': coverage(10_000, 5000),
    // The seat notices it after five seconds; together that is less than ten.
    'page-silent': coverage(8000, 500),
    'browser-silent': coverage(8000, 500),
    'editor-silent': coverage(8000, 500),
    'machine-unread': coverage(8000, 500),
    'microphone-lost': coverage(8000, 500),
    'agent-stopped': coverage(1000, 1000),
  } satisfies Record<CoverageKind, z.ZodType>)
  .prefault({});
export type SignalRule = z.infer<typeof CoverageRules>[CoverageKind];

function repeated(defaults: { least: number; withinMs: number; weight: number }) {
  return z
    .strictObject({
      enabled: z.boolean().default(true).describe('whether the hub looks for this at all'),
      least: z
        .number()
        .int()
        .min(2)
        .max(100)
        .default(defaults.least)
        .meta({ description: 'how many times it must happen before it is a finding', unit: 'times' }),
      withinMs: z
        .number()
        .int()
        .min(10_000)
        .max(3_600_000)
        .default(defaults.withinMs)
        .meta({ description: 'within which time they count together', unit: 'ms' }),
      ...weighing({ weight: defaults.weight, saturationMs: 4000 }),
    })
    .prefault({});
}

/** What the hub looks for over several seats of a room, and what it makes of a cause that they share. */
export const RoomRules = z
  .strictObject({
    'neighbour-looks': repeated({ least: 3, withinMs: 300_000, weight: 25 }),
    'mutual-looks': repeated({ least: 2, withinMs: 300_000, weight: 40 }),
    sharedCause: z
      .strictObject({
        leastSeats: z.number().int().min(2).max(1000).default(4).meta({
          description: 'fewest watched seats for which anything can be called shared',
          unit: 'seats',
        }),
        leastShare: Share.default(0.6).meta({
          description: 'share of the watched seats that must do the same',
          unit: 'share',
        }),
        withinMs: z
          .number()
          .int()
          .min(1000)
          .max(600_000)
          .default(15_000)
          .meta({ description: 'how close together they must begin', unit: 'ms' }),
        factor: Share.default(0.25).meta({
          description: 'what is left of a shared signal in the risk',
          unit: 'share',
        }),
      })
      .prefault({}),
  } satisfies Record<RoomKind | 'sharedCause', z.ZodType>)
  .prefault({});
export type RoomRule = z.infer<typeof RoomRules>[RoomKind];

/** How a kind of signal is weighed in a risk. */
export type RiskRule = Pick<ConductRule, 'weight' | 'saturationMs' | 'halfLifeMs'>;
