import type { EventBody, Policy } from '@invigil/contract';
import { Judge } from '../judge.js';
import { StepEvents } from '../step-events.js';
import { TrackError } from './track-error.js';
import type { TrackRecord } from './track-record.js';

/** An event that a replay tells, as the seat would have told it. */
export type ReplayedEvent = { at: number; body: EventBody };

/**
 * Judges a track once more and tells the events that follow, as the seat does: under the policies that were in force, or
 * under another one all the way. The same track under the same policy gives the record that the seat made. Evidence is not
 * among it: a track holds no picture. Throws TrackError.
 */
export function* replay(records: Iterable<TrackRecord>, other?: Policy): Generator<ReplayedEvent> {
  const events = new StepEvents();
  let judge: Judge | undefined;
  for (const record of records) {
    if (record.type === 'start') {
      if (judge !== undefined) throw new TrackError('damaged', 'the track starts twice');
      judge = new Judge({ ...record, policy: other ?? record.policy });
      continue;
    }
    if (judge === undefined) throw new TrackError('damaged', 'the track has no start');
    const step = stepOf(judge, record, other);
    if (step === undefined) continue;
    for (const body of events.of(step)) yield { at: step.at, body };
  }
}

function stepOf(judge: Judge, record: Exclude<TrackRecord, { type: 'start' }>, other: Policy | undefined) {
  switch (record.type) {
    case 'observation':
      return judge.observe(record.observation);
    case 'policy':
      if (other === undefined) judge.apply(record.policy);
      return undefined;
    case 'challenge':
      judge.challenge(record.asked);
      return undefined;
    case 'software':
      judge.tell(record.report);
      return undefined;
    case 'calibration':
      judge.calibrate(record.calibration);
      return undefined;
    case 'finish':
      return judge.finish();
  }
}
