/** How often the seat looks, per second. */
export type Rates = {
  /** Frames in which faces are followed. */
  faces: number;
  /** Least times that new faces are looked for while the known ones are followed. */
  detector: number;
  /** Frames in which objects are looked for. */
  objects: number;
  /** Comparisons of the face with the enrolled one; they happen only where the policy asks for them. */
  identity: number;
};

/** Rates that the seat never goes below, per second. */
export type Floors = { faces: number; objects: number };

/**
 * What is given up first: each kind has its part of the throttle's way from 1 (as wanted) to 0 (floors). Faces, of which most
 * signals are made, come last.
 */
const PARTS = { identity: [0.9, 1], objects: [0.6, 0.9], faces: [0, 0.6] } as const;
/** Without a declared floor, a face is still compared at a fifth of the wanted rate: an exam's identity is never dropped in silence. */
const IDENTITY_FLOOR_SHARE = 0.2;

/** The lowest rates. A wanted rate below its floor is its floor; the detector keeps its share of the face frames. */
export function floorRates(wanted: Rates, floors: Floors): Rates {
  const faces = Math.min(wanted.faces, floors.faces);
  return {
    faces,
    detector: (wanted.detector * faces) / wanted.faces,
    objects: Math.min(wanted.objects, floors.objects),
    identity: wanted.identity * IDENTITY_FLOOR_SHARE,
  };
}

/** The rates at a throttle, 0–1: 1 as wanted, 0 at the floors; identity gives way first, then objects, then faces. */
export function ratesAt(throttle: number, wanted: Rates, floors: Floors): Rates {
  const least = floorRates(wanted, floors);
  const between = (key: keyof Rates, [from, to]: readonly [number, number]): number => {
    const share = Math.min(1, Math.max(0, (throttle - from) / (to - from)));
    return least[key] + (wanted[key] - least[key]) * share;
  };
  return {
    faces: between('faces', PARTS.faces),
    detector: between('detector', PARTS.faces),
    objects: between('objects', PARTS.objects),
    identity: between('identity', PARTS.identity),
  };
}
