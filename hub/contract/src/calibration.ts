import * as z from 'zod';

/** What of a face tells where on the screen it looks (`docs/conventions.md`): degrees, degrees, share of the eye's width. */
const Features = z.object({ yawDeg: z.number(), pitchDeg: z.number(), gazeX: z.number() });

const Errors = {
  /** Of the calibration, at dots that it was not fitted to; root mean square, share of the screen. */
  errorShare: z.number().min(0),
  /** Of the better of the two that know nothing of the dots. */
  baselineErrorShare: z.number().min(0),
};

const Axis = z.discriminatedUnion('used', [
  z.object({
    used: z.literal(true),
    map: z.object({
      /** Share of the screen where all features are 0. */
      intercept: z.number(),
      /** Share of the screen for each unit of a feature. */
      slopes: Features,
    }),
    ...Errors,
  }),
  z.object({ used: z.literal(false), ...Errors }),
]);

/** What five dots taught about where on the screen a candidate looks: better than the usual in at least one axis. */
export const UsedCalibration = z.object({
  used: z.literal(true),
  /** Of looking at the middle of the screen. */
  neutral: Features,
  x: Axis,
  y: Axis,
});
export type UsedCalibration = z.infer<typeof UsedCalibration>;
