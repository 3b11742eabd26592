import * as z from 'zod';
import { safeParse } from './safe-parse.js';

/** Why a payload was refused. `path` names the field, where it is a field's fault. */
export type DecodeError = {
  code: 'too-large' | 'not-utf8' | 'not-json' | 'wrong-shape';
  message: string;
};

export type Decoded<T> = { ok: true; value: T } | { ok: false; error: DecodeError };

/** Largest MQTT payload that is read, in bytes. Live frames are the hub's own and have no such bound. */
export const MAX_MESSAGE_BYTES = 256 * 1024;

/** Bytes or text from outside into a contract type. Never throws. */
export function decode<T>(schema: z.ZodType<T>, payload: Uint8Array | string): Decoded<T> {
  if (payload.length > MAX_MESSAGE_BYTES) {
    return refuse('too-large', `${payload.length} bytes; at most ${MAX_MESSAGE_BYTES} are read`);
  }
  const text = typeof payload === 'string' ? payload : utf8(payload);
  if (text === undefined) return refuse('not-utf8', 'the payload is not valid UTF-8');
  const json = parseJson(text);
  if (!json.ok) return json;
  const parsed = safeParse(schema, json.value);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : refuse('wrong-shape', describeIssues(parsed.error));
}

/** The first three faults of a value, each with its path: `events[0].at: expected number`. */
export function describeIssues(error: z.ZodError): string {
  const lines = error.issues.slice(0, 3).map((issue) => {
    const path = z.core.toDotPath(issue.path);
    return path === '' ? issue.message : `${path}: ${issue.message}`;
  });
  const more = error.issues.length - lines.length;
  return lines.join('; ') + (more > 0 ? `; and ${more} more` : '');
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parseJson(text: string): Decoded<unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch (cause) {
    return refuse('not-json', cause instanceof Error ? cause.message : 'the payload is not JSON');
  }
}

function refuse(code: DecodeError['code'], message: string): { ok: false; error: DecodeError } {
  return { ok: false, error: { code, message } };
}
