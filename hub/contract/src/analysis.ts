import * as z from 'zod';
import { EpochMs, Slug } from './ids.js';
import { LookDirection } from './signal.js';

// What somebody did over time, as counts and durations. It is an analysis: nothing here adds to a risk or says what it means.

/** Where a head and its eyes rest, as the candidate would say it; `screen` is near the candidate's own baseline. */
export const DWELL_PLACES = ['screen', ...LookDirection.options] as const;
export type DwellPlace = (typeof DWELL_PLACES)[number];

/** Edges between the classes of stays, ms: the first class is shorter than the first edge, the last one from the last edge on. */
export const DWELL_EDGES_MS = [1000, 2000, 5000, 10_000, 30_000] as const;

const Count = z.number().int().min(0);
/** At either end of a minute a reading speaks for up to 1 s beyond it, and a look for its first moments. */
const WithinMinuteMs = z.number().min(0).max(65_000);

/** Looks in one direction: head or eyes away from the baseline for at least 300 ms and in at least two readings. */
export const LookTally = z.object({
  /** Looks that were told in this minute: their first 300 ms were complete. */
  count: Count,
  /** Time spent in them within this minute, ms; it may hold the first part of a look that began just before. */
  totalMs: WithinMinuteMs,
  /** The longest of them as far as it went in this minute, ms, with what it lasted before; 0 without any. */
  longestMs: z.number().min(0),
});
export type LookTally = z.infer<typeof LookTally>;

/** Number of stays at one place by how long they lasted, counted in the minute in which they ended. See {@link DWELL_EDGES_MS}. */
export const DwellClasses = z.array(Count).length(DWELL_EDGES_MS.length + 1);
export type DwellClasses = z.infer<typeof DwellClasses>;

/** One minute of a seat, by the camera. A minute is 60 s of the session's own time, in which a gap counts as 1 s at most. */
export const MinuteAnalysis = z.object({
  /** When it began, on the seat's clock. */
  from: EpochMs,
  /** When it was complete, or the record ended. */
  to: EpochMs,
  /** Time in which the head could be read against the baseline, ms. Every rate of looks is measured against it. */
  watchedMs: WithinMinuteMs,
  /** Readings of the head on which it rests. Over `watchedMs` it is the rate of readings: the fewer, the more short looks are missed. */
  readings: Count,
  /** By direction. */
  looks: z.object({ left: LookTally, right: LookTally, up: LookTally, down: LookTally }),
  /** By place. */
  dwell: z.object({
    screen: DwellClasses,
    left: DwellClasses,
    right: DwellClasses,
    up: DwellClasses,
    down: DwellClasses,
  }),
  /**
   * Null where they could be counted in less than 20 s: too few frames a second, or eyes read too unsurely. What is counted is what
   * frames caught: a blink whose lids are down for less than the gap between two frames may be missed.
   */
  blinks: z
    .object({
      count: Count,
      /** Time in which blinks could be counted, ms. */
      watchedMs: WithinMinuteMs,
    })
    .nullable(),
  eyes: z.object({
    /** Time in which it could be told whether the eyes are open, ms. */
    watchedMs: WithinMinuteMs,
    /** Time in which they were closed for longer than a blink, ms; it may hold the first part of a closure that began just before. */
    closedMs: WithinMinuteMs,
  }),
  mouth: z.object({
    /** Time in which it could be told whether the mouth speaks, ms. */
    watchedMs: WithinMinuteMs,
    /** Time in which the mouth moved in the rhythm of speech, ms. What is said is never known. */
    speakingMs: WithinMinuteMs,
  }),
});
export type MinuteAnalysis = z.infer<typeof MinuteAnalysis>;

/**
 * What is told of the minutes. `looks-…`: looks a minute of watched time. `longest-look`: seconds. `time-away`: seconds a minute in
 * looks of any direction. `blinks`: blinks a minute in which they could be counted. `eyes-closed`, `speaking`: seconds a minute.
 */
export const Measure = z.enum([
  'looks-left',
  'looks-right',
  'looks-up',
  'looks-down',
  'longest-look',
  'time-away',
  'blinks',
  'eyes-closed',
  'speaking',
]);
export type Measure = z.infer<typeof Measure>;

/** A value in the unit of its measure. */
const Value = z.number().min(0);

/** How a measure goes over the session, from windows of three minutes. */
export const MeasureTrend = z.object({
  /** Median of the slopes between all pairs of windows (Theil and Sen), units of the measure per ten minutes. */
  perTenMinutes: z.number(),
  /** Standardised statistic of Mann and Kendall's test: beyond ±2 a trend like this is rarely chance. */
  z: z.number(),
  /** Windows on which it rests, at least 5. */
  windows: Count,
});
export type MeasureTrend = z.infer<typeof MeasureTrend>;

/** The last window of three minutes against earlier ones of the same session. */
export const OwnComparison = z.object({
  /** Of the last window. */
  recent: Value,
  /** Median of the earlier windows. */
  earlier: Value,
  /** Their difference in robust standard deviations: 1.4826 × median deviation, or the least that tells anything. */
  z: z.number(),
  /** Earlier windows on which it rests, at least 5. */
  windows: Count,
});
export type OwnComparison = z.infer<typeof OwnComparison>;

/** The last window of three minutes against the room's other seats at the same time. */
export const RoomComparison = z.object({
  /** Of the last window. */
  recent: Value,
  /** Median of the other seats. */
  others: Value,
  /** As in {@link OwnComparison}, by the spread of the other seats. */
  z: z.number(),
  /** Other seats on which it rests, at least 4. */
  seats: Count,
});
export type RoomComparison = z.infer<typeof RoomComparison>;

/** One measure of one session. What rests on too little is null. */
export const MeasureAnalysis = z.object({
  measure: Measure,
  /** Over all minutes; null where it could be told in none. */
  value: Value.nullable(),
  /** Number of minutes in which it could be told. */
  minutes: Count,
  /** Of each minute of {@link SeatAnalysis}; null for a minute in which it could not be told. */
  perMinute: z.array(Value.nullable()),
  trend: MeasureTrend.nullable(),
  own: OwnComparison.nullable(),
  room: RoomComparison.nullable(),
});
export type MeasureAnalysis = z.infer<typeof MeasureAnalysis>;

/** Answer of `GET /api/seats/:room/:seat/analysis?from=&to=`: the session that the newest minute in that time belongs to. */
export const SeatAnalysis = z.object({
  /** Null outside of a session, and where there is no minute. */
  session: Slug.nullable(),
  /** The session's minutes in that time, oldest first. */
  minutes: z.array(MinuteAnalysis),
  /** Each measure once, in the order of {@link Measure}. */
  measures: z.array(MeasureAnalysis),
});
export type SeatAnalysis = z.infer<typeof SeatAnalysis>;
