import * as z from 'zod';
import { Policy } from './policy.js';
import { safeParse } from './safe-parse.js';

/** Paths of the fields that this version doesn't know, such as `conduct.phone.colour`. */
export function unknownFields(policy: unknown): string[] {
  const issues = safeParse(Policy, policy).error?.issues ?? [];
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => z.core.toDotPath([...issue.path, key])) : [],
  );
}

/** The same without some fields. A policy’s lists hold texts, so objects are all that is walked through. */
export function without(value: unknown, fields: ReadonlySet<string>, path: readonly string[] = []): unknown {
  if (fields.size === 0 || typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      const here = [...path, key];
      return fields.has(z.core.toDotPath(here)) ? [] : [[key, without(inner, fields, here)]];
    }),
  );
}

/** A policy as another version wrote it: what this one doesn't know is left out, what that one left out has its default. */
export const PolicyOfAnyVersion = z.preprocess(
  (written) => without(written, new Set(unknownFields(written))),
  Policy,
);
