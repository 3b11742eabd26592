import type { Policy, RiskLevel } from '@invigil/contract';

/** The level for a score, coming from a level: up at a threshold, down only once well below it. */
export function levelOf(score: number, before: RiskLevel, levels: Policy['levels']): RiskLevel {
  if (holds(score, levels.alert, before === 'alert', levels.hysteresis)) return 'alert';
  if (holds(score, levels.watch, before !== 'calm', levels.hysteresis)) return 'watch';
  return 'calm';
}

function holds(score: number, threshold: number, held: boolean, hysteresis: number): boolean {
  // A score of 0 leaves every level, however wide the hysteresis.
  return score >= threshold || (held && score > 0 && score >= threshold - hysteresis);
}
