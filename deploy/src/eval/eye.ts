import { DeviceConfig, openVision, type OpenedVision, type Picture } from '@invigil/device';
import { compiledDir, detectorsOf, loadManifest, toldClasses } from '@invigil/models';
import { pino } from 'pino';
import type { Look } from './measure.js';

/** The seat's own vision, made as the daemon makes it. */
export type Eye = {
  /** What it is made of: the nets with the hashes of their bytes, and what computes them. */
  made: Pick<OpenedVision, 'nets' | 'inference'>;
  /** Looks at the next picture of a film, and gives its pixels back. @param at film time, ms */
  look: (picture: Picture, at: number, options: { objects: boolean }) => Promise<Look>;
  /** Lets go of all that was seen: what comes next is another film or picture. */
  forget: () => Promise<void>;
};

/** From which scores on each detector among some nets tells what it sees, and how its second look weighs. */
export function toldBy(nets: readonly { name: string }[]) {
  const names = new Set(nets.map(({ name }) => name));
  return detectorsOf(loadManifest())
    .filter(({ name }) => names.has(name))
    .map(({ detector, name }) => ({ name, told: toldClasses(detector), secondLook: detector.secondLook }));
}

/** How often a seat looks where its configuration says nothing else, per second. */
export const SEAT_RATES = DeviceConfig.shape.rates.parse(undefined);

/** Opens the product's vision. @param options as in `openVision`; the seat's own where they are left out */
export async function openEye({
  detectEveryMs = 1000 / SEAT_RATES.detector,
  ...options
}: { detectEveryMs?: number; isCamera?: boolean; maxFaces?: number } = {}): Promise<Eye> {
  const { inference, nets, vision } = await openVision({
    config: DeviceConfig.shape.inference.parse(undefined),
    netsDir: compiledDir,
    log: pino({ level: 'silent' }),
    detectEveryMs,
    ...options,
    timed: (_stage, run) => run(),
  });
  let seq = 0;
  const look: Eye['look'] = async (picture, capturedAt, options) => {
    try {
      const seen = await vision.observe({ picture, capturedAt, seq: ++seq }, options);

      return { ...seen, objects: seen.objects ?? (await vision.settleObjects()) };
    } finally {
      picture.release();
    }
  };
  return {
    made: { nets, inference },
    look,
    forget: () => vision.forget(),
  };
}
