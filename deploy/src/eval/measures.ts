import { EvalError } from './eval-error.js';
import { faces } from './faces.js';
import { gaze } from './gaze.js';
import { gazeCalibration } from './gaze-calibration.js';
import { headPose } from './head-pose.js';
import { headTurns } from './head-turns.js';
import { masks } from './masks.js';
import { identity } from './identity.js';
import type { Measure } from './measure.js';
import { objects } from './objects.js';
import { phoneNet } from './phone-net.js';
import { phones } from './phones.js';
import { speed } from './speed.js';

/** Everything that is measured, in the order of the table. */
export const MEASURES: readonly Measure[] = [
  headPose,
  headTurns,
  gaze,
  gazeCalibration,
  faces,
  masks,
  identity,
  objects,
  phoneNet,
  phones,
  speed,
];

/** The measures of these names, in the order of the table. Throws `unknown-measure`. */
export function measuresNamed(names: readonly string[]): Measure[] {
  const known = MEASURES.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new EvalError('unknown-measure', `no measure ${unknown.join(', ')}; there are ${known.join(', ')}`);
  }
  return MEASURES.filter(({ name }) => names.includes(name));
}
