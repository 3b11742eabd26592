/**
 * What can go wrong on a seat, for programs and for the one line that a person reads.
 *
 * - `config-invalid`: the configuration can't be read, has an unknown key, or a value is missing or out of its range
 * - `camera-unavailable`: the camera or stream can't be opened, or has gone
 * - `film-unreadable`: the film can't be opened or ends in broken data
 * - `picture-unreadable`: a picture can't be decoded
 * - `model-missing`: a net's file is not there
 * - `runtime-unavailable`: no inference runtime, or not the one asked for
 * - `outbox-unreadable`: the outbox file is damaged, is no outbox, or is of a newer version
 * - `outbox-unwritable`: the outbox file can't be created or written
 * - `outbox-in-use`: another daemon has the outbox file open
 * - `outbox-full`: the disk has no room for another event
 * - `event-invalid`: an event does not have the contract's shape; the caller's fault
 * - `evidence-unwritable`: a picture can't be put into the evidence folder
 * - `track-unwritable`: what comes to the judgement can't be written down
 * - `identity-unusable`: the seat's key or certificates can't be read, written, or don't belong together
 * - `hub-not-trusted`: who answers at the hub's address is not of the authority whose fingerprint was given
 * - `hub-unreachable`: the hub does not answer
 * - `enrolment-refused`: the hub gives no certificate
 * - `agent-unavailable`: what the candidate's programs connect to can't listen, or its keys can't be handed over
 */
export type DeviceErrorCode =
  | 'config-invalid'
  | 'camera-unavailable'
  | 'film-unreadable'
  | 'picture-unreadable'
  | 'model-missing'
  | 'runtime-unavailable'
  | 'outbox-unreadable'
  | 'outbox-unwritable'
  | 'outbox-in-use'
  | 'outbox-full'
  | 'event-invalid'
  | 'evidence-unwritable'
  | 'track-unwritable'
  | 'identity-unusable'
  | 'hub-not-trusted'
  | 'hub-unreachable'
  | 'enrolment-refused'
  | 'agent-unavailable';

/** The only error that the device package throws on purpose. `message` names the thing and what to do about it. */
export class DeviceError extends Error {
  override readonly name = 'DeviceError';
  readonly code: DeviceErrorCode;

  constructor(code: DeviceErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** Text of anything that was thrown: OpenCV throws bare strings. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
