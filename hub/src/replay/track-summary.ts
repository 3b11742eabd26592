import { type TrackRecord, TrackError } from '@invigil/behaviour';
import type { StoredTrack } from '@invigil/contract';

/** What a track says of itself. */
export type TrackSummary = Pick<
  StoredTrack,
  'boot' | 'session' | 'version' | 'policyHash' | 'from' | 'to' | 'observations' | 'finished'
>;

/** Reads a track from its beginning to its end. Throws TrackError where it can't be, or does not begin with its start. */
export function summaryOf(records: Iterable<TrackRecord>): TrackSummary {
  let summary: TrackSummary | undefined;
  for (const record of records) {
    if (record.type === 'start') {
      if (summary !== undefined) throw new TrackError('damaged', 'the track starts twice');
      const { boot, policyHash, session, version } = record;
      summary = {
        boot,
        session,
        version,
        policyHash,
        from: null,
        to: null,
        observations: 0,
        finished: false,
      };
      continue;
    }
    if (summary === undefined) throw new TrackError('damaged', 'the track has no start');
    if (record.type === 'observation') {
      const { capturedAt } = record.observation;
      summary.from ??= capturedAt;
      summary.to = capturedAt;
      summary.observations += 1;
      summary.finished = false;
    } else {
      summary.finished = record.type === 'finish';
    }
  }
  if (summary === undefined) throw new TrackError('damaged', 'the track is empty');
  return summary;
}
