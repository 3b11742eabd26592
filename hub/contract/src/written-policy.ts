import * as z from 'zod';
import { Policy } from './policy.js';
import { PROFILES, ProfileName } from './profiles.js';

/**
 * A policy as people write it: a profile by its name, and under it single fields that are different here. `{}` is the standard
 * policy. Unknown keys are refused.
 */
export const WrittenPolicy = z
  .preprocess(
    underProfile,
    Policy.extend({
      profile: ProfileName.optional().describe('named profile whose fields hold where none is written'),
    }),
  )
  .transform((written): Policy => {
    delete written.profile;
    return written;
  });

/** Writes the fields of the profile that is named below those that are written. */
function underProfile(written: unknown): unknown {
  if (!isRecord(written)) return written;
  const name = ProfileName.safeParse(written['profile']);
  return name.success ? overlay({ id: name.data, ...PROFILES[name.data].policy }, written) : written;
}

function overlay(below: unknown, above: unknown): unknown {
  if (!isRecord(below) || !isRecord(above)) return above;
  const keys = new Set([...Object.keys(below), ...Object.keys(above)]);
  return Object.fromEntries(
    [...keys].map((key) => [key, key in above ? overlay(below[key], above[key]) : below[key]]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
