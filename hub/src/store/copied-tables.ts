import type { Schema } from './schema.js';

/** A table as it is copied. `key`: columns in whose order its rows are read on both sides. */
export type CopiedTable = { table: keyof Schema; key: readonly string[] };

/**
 * Every table, those that others refer to first. What is drawn from others and forgotten when they change comes last. A test holds it against
 * the catalogue.
 */
export const COPIED: readonly CopiedTable[] = [
  { table: 'seat', key: ['id'] },
  { table: 'boot', key: ['id'] },
  { table: 'user', key: ['id'] },
  { table: 'exam', key: ['exam'] },
  { table: 'candidate', key: ['id'] },
  { table: 'event', key: ['seat_id', 'boot_id', 'seq'] },
  { table: 'chain_break', key: ['boot_id', 'seq'] },
  { table: 'given_up', key: ['seat_id', 'boot', 'first', 'last'] },
  { table: 'boot_session', key: ['session', 'boot_id'] },
  { table: 'born', key: ['seat_id', 'boot', 'policy_hash'] },
  { table: 'hub_risk', key: ['seat_id', 'boot_id', 'seq', 'told', 'at', 'level', 'body'] },
  { table: 'signal', key: ['seat_id', 'id'] },
  { table: 'incident', key: ['seat_id', 'id'] },
  { table: 'budget', key: ['seat_id', 'incident_id'] },
  { table: 'evidence', key: ['seat_id', 'signal_id', 'sha256', 'role'] },
  { table: 'picture', key: ['sha256'] },
  { table: 'track', key: ['seat_id', 'boot'] },
  { table: 'presence', key: ['seat_id', 'at', 'state', 'boot'] },
  { table: 'challenge', key: ['seat_id', 'id'] },
  { table: 'dead_letter', key: ['id'] },
  { table: 'user_room', key: ['user_id', 'room'] },
  { table: 'login', key: ['secret_hash'] },
  { table: 'totp', key: ['user_id'] },
  { table: 'recovery_code', key: ['user_id', 'code_hash'] },
  { table: 'audit', key: ['n'] },
  { table: 'certificate', key: ['serial'] },
  { table: 'enrolment_token', key: ['token_hash'] },
  { table: 'judgement', key: ['seat_id', 'incident_id', 'n'] },
  { table: 'acknowledgement', key: ['seat_id', 'incident_id'] },
  { table: 'policy_text', key: ['hash'] },
  { table: 'health_minute', key: ['seat_id', 'minute'] },
  { table: 'room_layout', key: ['centre', 'room', 'n'] },
  { table: 'policy_version', key: ['name', 'version'] },
  { table: 'room_policy', key: ['room'] },
  { table: 'exam_room', key: ['exam', 'room'] },
  { table: 'sitting', key: ['exam', 'candidate'] },
  { table: 'hub_key', key: ['n'] },
  { table: 'session_key', key: ['seat_id', 'session', 'class'] },
  { table: 'erased_run', key: ['boot_id', 'first'] },
  { table: 'erased_picture', key: ['seat_id', 'sha256'] },
  { table: 'erased_track', key: ['seat_id', 'boot'] },
  { table: 'erasure', key: ['id'] },
  { table: 'receipt', key: ['n'] },
  { table: 'hold', key: ['n'] },
  { table: 'notice', key: ['hash'] },
  { table: 'note', key: ['seat_id', 'id'] },
  { table: 'message', key: ['seat_id', 'id'] },
  { table: 'hand', key: ['seat_id', 'id'] },
  { table: 'freeze_override', key: ['id'] },
  { table: 'session_verdict', key: ['seat_id', 'session'] },
];

/** Tables whose rows are numbered by the database, with the column of the number. */
export const NUMBERED = [
  ['seat', 'id'],
  ['user', 'id'],
  ['dead_letter', 'id'],
  ['erasure', 'id'],
  ['freeze_override', 'id'],
  ['receipt', 'n'],
  ['hold', 'n'],
] as const satisfies readonly (readonly [keyof Schema, string])[];
