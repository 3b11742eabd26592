import * as z from 'zod';
import { ClockOffset } from './clock.js';
import { BootId, EpochMs, Sha256, Share, Slug } from './ids.js';
import { MAX_TROUBLES, Trouble } from './trouble.js';

/** Retained on `state`. `lost` is the last will, so it names the boot that was lost. */
export const SeatPresence = z.object({
  state: z.enum(['online', 'stopped', 'lost']),
  boot: BootId,
  at: EpochMs,
});
export type SeatPresence = z.infer<typeof SeatPresence>;

/** Which hub of a centre serves a room, and since when it says so. Of two claims the later one holds. */
export const HubClaim = z.object({
  /** Made once by each hub, and kept by it. */
  id: BootId,
  since: EpochMs,
});
export type HubClaim = z.infer<typeof HubClaim>;

/** Retained on the room's `hub/state`: a seat keeps its events until this says online. */
export const HubPresence = z.object({
  online: z.boolean(),
  at: EpochMs,
  /** The hub answers when a seat asks for its time. Absent from hubs of before 2026-11-29, whose brokers cut a seat that asks. */
  clock: z.literal(true).optional(),
  /** Absent of a hub with a broker of its own, and from hubs of before 2026-11-30. */
  hub: HubClaim.optional(),
});
export type HubPresence = z.infer<typeof HubPresence>;

const PictureFormat = z.object({
  width: z.number().int().min(1),
  height: z.number().int().min(1),
  /** Frames a second; 0 where the source does not say. */
  fps: z.number().min(0),
  /** Four-character code such as `MJPG`; empty where the source does not say. */
  fourcc: z.string().max(4),
});

/** The port that a camera hangs on. */
export const UsbPort = z.object({
  /** Speed that camera and port agreed on, Mbit/s: 12, 480 or 5000. */
  speedMbps: z.number().min(0),
  /** Other cameras on the same controller, which share its bandwidth. */
  sharedWith: z.number().int().min(0),
});
export type UsbPort = z.infer<typeof UsbPort>;

/** Retained on `birth`: what this seat is, in this boot. */
export const Birth = z.object({
  boot: BootId,
  at: EpochMs,
  session: Slug.nullable(),
  versions: z.object({ invigil: z.string().max(32), node: z.string().max(32), opencv: z.string().max(32) }),
  /** The runtime that computes the nets, and the provider that it chose, such as `onnxruntime` on `cpu`. */
  inference: z.object({
    runtime: z.string().max(32),
    provider: z.string().max(32),
    /** Providers that this machine’s hardware asks for and that are not in use, such as `cuda`; absent from older seats. */
    couldBe: z.array(z.string().max(32)).max(8).optional(),
  }),
  nets: z.array(z.object({ name: z.string().max(64), sha256: Sha256 })).max(32),
  camera: z.object({
    type: z.enum(['camera', 'film', 'rtsp', 'folder']),
    /** Device, file or host name. Never an address with a password in it. */
    name: z.string().max(256),
    asked: PictureFormat.partial(),
    /** What the source gives; null while it can't be opened. */
    granted: PictureFormat.nullable(),
    /** Whether the camera is a piece of software; left out where that can't be told. */
    virtual: z.boolean().optional(),
    /** How a camera hangs on USB; left out where it doesn't, or that can't be told. */
    usb: UsbPort.optional(),
    /** The policy keeps it shut, by arrangement: it was not opened, and nothing is watched. Left out where it is not so. */
    shut: z.literal(true).optional(),
  }),
  /** Hash of the policy that the seat works under: of its text as the hub wrote it. */
  policyHash: Sha256,
  /** Fields of that policy that this seat doesn't know and works without, as paths; left out where there are none. */
  policyIgnored: z.array(z.string().max(128)).max(32).optional(),
});
export type Birth = z.infer<typeof Birth>;

/** Duration of one stage over the last reporting period, in milliseconds. */
const StageTime = z.object({ p50: z.number().min(0), p95: z.number().min(0), n: z.number().int().min(0) });

/** How often a seat looks, per second: for faces, for new faces, for objects, and whether a face is the enrolled one. */
const LookRates = z.object({
  faces: z.number().min(0),
  detector: z.number().min(0),
  objects: z.number().min(0),
  identity: z.number().min(0),
});

/** How often a seat allows itself to look, and why not more often. */
const Pace = z.object({
  /** Rates where nothing holds the seat back. */
  wanted: LookRates,
  /** Rates at the moment of this message, between the seat's floors and those wanted. */
  allowed: LookRates,
  /** Which part of the seat's budget holds it back. */
  budget: z.enum(['none', 'cpu', 'temperature']),
  /** Nothing changes in the picture, so the rates are at their floors. */
  resting: z.boolean(),
  /** The machine misses a floor: what happens may go unseen. */
  tooSlow: z.boolean(),
  /** Share of the processor time of all the machine's cores that the seat's daemon used lately, 0–1. */
  cpuShare: z.number().min(0),
});

/** What waits on a seat's disk, and how much more it may take. MB are 1,000,000 bytes. */
const Disk = z.object({
  /** What pictures, tracks and events take that the hub does not have yet, and the most that they may. */
  usedMb: z.number().min(0),
  limitMb: z.number().min(0),
  /** Free on the file system, and the least that the seat leaves free. */
  freeMb: z.number().min(0),
  leastFreeMb: z.number().min(0),
  /** Work for a technician: four fifths of the limit are taken, or less than twice the least is free. Beyond, things are given up. */
  near: z.boolean(),
  /** Given up for want of room since the daemon started. Events of an open session never are. */
  givenUp: z.object({
    pictures: z.number().int().min(0),
    tracks: z.number().int().min(0),
    events: z.number().int().min(0),
  }),
});

/** What the pictures of the last period were like, so that light and place of a seat can be set right. Nothing of who is in them. */
const Pictures = z.object({
  /** Mean luma of a picture, 0–1: the median. */
  brightness: Share,
  /** Height of the largest face, as a share of the picture's: the median. Left out where no picture had one. */
  faceHeight: Share.optional(),
  /** Share of a picture at the sensor's upper limit: the median; absent from older seats. */
  burntOut: Share.optional(),
});

/** Retained on `health`, every 5 s: how the seat fares. */
export const Health = z.object({
  boot: BootId,
  at: EpochMs,
  /** Rates over the last period, per second: frames that came, that faces and that objects were looked for in. */
  rates: z.object({ captured: z.number().min(0), faces: z.number().min(0), objects: z.number().min(0) }),
  /** Frames replaced by a newer one before anybody looked, over the last period. */
  dropped: z.number().int().min(0),
  stages: z.record(z.string().max(32), StageTime),
  outbox: z.object({
    /** Events not yet acknowledged. */
    depth: z.number().int().min(0),
    /** Age of the oldest of them in ms; 0 where there is none. */
    oldestMs: z.number().min(0),
  }),
  /** Resident memory in MiB. */
  rssMb: z.number().min(0),
  /** Hottest thermal zone in °C; null where the machine tells none. */
  temperatureC: z.number().nullable(),
  /** Absent from seats of before 2026-11-22. */
  pace: Pace.optional(),
  /** Absent from seats of before 2026-11-29. */
  disk: Disk.optional(),
  /** How far the seat's clock is from the hub's now; absent while it was never measured. */
  clock: ClockOffset.extend({
    /** Age of the measurement, ms. Since then the two clocks drift, which `uncertaintyMs` does not count. */
    measuredAgoMs: z.number().min(0),
    /** How often the seat's clock was set by more than 100 ms since the daemon started. */
    steps: z.number().int().min(0),
  }).optional(),
  /** Absent where no picture was looked at, and from seats of before 2026-11-30, as is `troubles`. */
  pictures: Pictures.optional(),
  /** Last warnings and errors of the seat's log, newest first; absent where there are none. */
  troubles: z.array(Trouble).max(MAX_TROUBLES).optional(),
});
export type Health = z.infer<typeof Health>;
