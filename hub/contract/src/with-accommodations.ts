import type { Accommodations } from './accommodations.js';
import type { Policy } from './policy.js';
import { CONDUCT_KINDS, type ConductKind, type RiskKind, ROOM_KINDS } from './signal.js';
import { SOFTWARE_KINDS } from './software.js';

/** Longest onset that a rule may have, ms. */
const LONGEST_ONSET_MS = 600_000;
/** Movements that come by themselves last seconds and go back: twice the onset lets them pass, half the weight what is left of them. */
const LOOKS = { onset: 2, weight: 0.5 };
const LOOK_KINDS: ReadonlySet<RiskKind> = new Set<RiskKind>([
  'looking-away',
  'gaze-off-screen',
  'eyes-closed',
  'neighbour-looks',
  'mutual-looks',
]);

const SPEECH_KINDS: ReadonlySet<RiskKind> = new Set<RiskKind>(['speaking', 'voice-heard']);

/** What an arrangement makes of one kind. */
type Ease = { off: boolean; onset: number; weight: number };

/**
 * The policy of a seat with whose candidate something was arranged. No signal is added, no onset shortened, no weight raised. What a
 * rule was before is kept in `arranged`, and every factor is of that: so the same arrangement twice is once, and the order of two
 * does not matter.
 */
export function withAccommodations(policy: Policy, given: Accommodations): Policy {
  const conduct = { ...policy.conduct };
  const room = { ...policy.room };
  const arranged = { ...policy.arranged };
  for (const kind of CONDUCT_KINDS) {
    const ease = easeOf(kind, given);
    const rule = conduct[kind];
    const before = arranged[kind] ?? { onsetMs: rule.onsetMs, weight: rule.weight };
    const wanted = Math.min(LONGEST_ONSET_MS, Math.round((before.onsetMs ?? rule.onsetMs) * ease.onset));
    const onsetMs = Math.max(rule.onsetMs, wanted);
    const weight = Math.min(rule.weight, before.weight * ease.weight);
    conduct[kind] = { ...rule, enabled: rule.enabled && !ease.off, onsetMs, weight };
    if (onsetMs !== before.onsetMs || weight !== before.weight) arranged[kind] = before;
  }
  for (const kind of ROOM_KINDS) {
    const ease = easeOf(kind, given);
    const rule = room[kind];
    const before = arranged[kind] ?? { weight: rule.weight };
    const weight = Math.min(rule.weight, before.weight * ease.weight);
    room[kind] = { ...rule, enabled: rule.enabled && !ease.off, weight };
    if (weight !== before.weight) arranged[kind] = before;
  }
  const software = structuredClone(policy.software);
  for (const kind of SOFTWARE_KINDS) if (easeOf(kind, given).off) software[kind].enabled = false;
  return {
    ...policy,
    conduct,
    room,
    software,
    camera: { enabled: policy.camera.enabled && !given.noCamera },
    ...(Object.keys(arranged).length > 0 && { arranged }),
  };
}

function easeOf(kind: RiskKind, given: Accommodations): Ease {
  const looks = given.looksAround && LOOK_KINDS.has(kind);
  const factors = isConduct(kind) ? [given.longerOnset[kind] ?? 1, given.longerOnset.all ?? 1] : [];
  return {
    off: given.off.includes(kind) || (given.readsAloud && SPEECH_KINDS.has(kind)),
    onset: Math.max(1, ...factors, looks ? LOOKS.onset : 1),
    weight: looks ? LOOKS.weight : 1,
  };
}

function isConduct(kind: RiskKind): kind is ConductKind {
  return CONDUCT_KINDS.some((conduct) => conduct === kind);
}
