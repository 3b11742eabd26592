import type { Decoded } from '@invigil/contract';
import { ACCEPTED, type Outcome } from '../boundary.js';

/** What reading gave: taken, or the code of the error. */
export function outcomeOf(read: Decoded<unknown>): Outcome {
  return read.ok ? ACCEPTED : read.error.code;
}

/** What an error of our own says; whatever else was thrown is a finding and goes on. */
export function codeOf(thrown: unknown): Outcome {
  if (thrown instanceof Error && 'code' in thrown && OWN_ERRORS.has(thrown.name)) return String(thrown.code);
  throw thrown;
}

const OWN_ERRORS = new Set(['HubError', 'DeviceError', 'TrackError']);
