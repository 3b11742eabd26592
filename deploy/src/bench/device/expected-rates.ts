import { ratesAt } from '@invigil/device';

/** What a look costs, ms. */
export type Costs = {
  /** From a frame to its faces, while objects are looked for beside. */
  frameMs: number;
  objectMs: number;
  /** Processor time on all cores. */
  cpuMs: { frame: number; object: number; read: number };
};

/** What a seat is told to do. */
export type Seat = {
  cores: number;
  /** Frames a second that the camera gives, each of which is decoded. */
  cameraFps: number;
  wanted: Parameters<typeof ratesAt>[1];
  floors: { faces: number; objects: number };
  /** Share of all cores' processor time, 0–1. */
  cpuShare: number;
};

/** Rates that a seat can be expected to reach, per second, and what it then uses. */
export type Expected = { faces: number; objects: number; cpuShare: number; floorsKept: boolean };

const STEPS = 100;

/** The highest rates that stay inside the budget, never under the floors, and not above what the machine can do. */
export function expectedRates(costs: Costs, seat: Seat): Expected {
  const { floors, wanted } = seat;
  const throttles = Array.from({ length: STEPS + 1 }, (_, step) => 1 - step / STEPS);
  const inside = throttles.find(
    (throttle) => shareOf(ratesAt(throttle, wanted, floors), costs, seat) <= seat.cpuShare,
  );
  const allowed = ratesAt(inside ?? 0, wanted, floors);
  const faces = Math.min(allowed.faces, 1000 / costs.frameMs);
  const objects = Math.min(allowed.objects, 1000 / costs.objectMs);
  return {
    faces,
    objects,
    cpuShare: shareOf({ faces, objects }, costs, seat),
    floorsKept:
      faces >= Math.min(floors.faces, wanted.faces) && objects >= Math.min(floors.objects, wanted.objects),
  };
}

function shareOf(
  { faces, objects }: { faces: number; objects: number },
  { cpuMs }: Costs,
  { cameraFps, cores }: Seat,
): number {
  return (faces * cpuMs.frame + objects * cpuMs.object + cameraFps * cpuMs.read) / (1000 * cores);
}
