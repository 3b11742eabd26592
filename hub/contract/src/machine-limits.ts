/** Beyond which a value is too much or too little: what lies at the limit is well. */
export type Limit = { above: number } | { below: number };

/** `warn`: it works, and somebody should see to it. `stop`: no exam can be watched so. */
export type Limits = { warn?: Limit; stop?: Limit };

/**
 * What a machine must have for an exam, one truth for `doctor` and for the go/no-go board. Light: as in docs/conventions.md, a mean luma of
 * 0.06 is dark. Pictures: from 3 a second looks are told, from 10 all is. A certificate renews itself with a third of its life left, and a
 * USB camera at full speed (12 Mbit/s) can't bring a picture of 848×480.
 */
export const MACHINE_LIMITS = {
  /** Height of the granted picture, px. */
  height: { warn: { below: 480 }, stop: { below: 240 } },
  /** Granted pixels over asked ones. */
  asked: { warn: { below: 1 } },
  /** Pictures a second that come. */
  rate: { warn: { below: 10 }, stop: { below: 3 } },
  /** Mean luma, 0–1. */
  dark: { warn: { below: 0.15 }, stop: { below: 0.06 } },
  bright: { warn: { above: 0.85 } },
  /** Share of the picture at the sensor's upper limit: below 0.3 every face is read, above 0.95 the picture is `overexposed`. */
  burntOut: { warn: { above: 0.3 }, stop: { above: 0.95 } },
  /** Steepness of the edges over the contrast: as `blurred` is told, nearly no face is missed above 0.42. */
  focus: { warn: { below: 0.42 }, stop: { below: 0.3 } },
  /** Speed at which the camera hangs on USB, Mbit/s. */
  usb: { warn: { below: 480 } },
  /** Difference of the seat's clock from the hub's, ms, either way. */
  clock: { warn: { above: 1000 }, stop: { above: 60_000 } },
  /** Disk that is free beyond the least that must be, MB. */
  room: { stop: { below: 0 } },
  /** Events that wait, and the age of the oldest, s. */
  outbox: { warn: { above: 200 } },
  waiting: { warn: { above: 30 }, stop: { above: 300 } },
  /** Life that is left to a certificate, days. */
  certificate: { warn: { below: 7 }, stop: { below: 1 } },
  /** Hottest part of the machine, °C. */
  heat: { warn: { above: 80 }, stop: { above: 95 } },
} as const satisfies Record<string, Limits>;

/** Whether a value lies beyond a limit. */
export function isBeyond(value: number, limit: Limit | undefined): boolean {
  if (limit === undefined) return false;
  return 'above' in limit ? value > limit.above : value < limit.below;
}
