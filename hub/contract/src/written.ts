import * as z from 'zod';
import { type Decoded, describeIssues } from './decode.js';
import { safeParse } from './safe-parse.js';

/**
 * Reads what a person wrote (a configuration, a policy), already parsed from YAML or JSON. Never throws.
 * The refusal names the path, and for an unknown key of a strict object the nearest known one.
 */
export function readWritten<T>(schema: z.ZodType<T>, value: unknown): Decoded<T> {
  const parsed = safeParse(schema, value, { reportInput: true });
  if (parsed.success) return { ok: true, value: parsed.data };
  const { issues } = parsed.error;
  const unknown = issues.find((issue) => issue.code === 'unrecognized_keys');
  const first = issues[0];
  let message = describeIssues(parsed.error);
  if (unknown !== undefined) message = describeUnknownKey(schema, unknown);
  else if (first?.code === 'invalid_value') message = describeUnknownName(first) ?? message;
  return { ok: false, error: { code: 'wrong-shape', message } };
}

/** A name that is not one of a closed set; undefined where the set is none of names. */
function describeUnknownName(issue: z.core.$ZodIssueInvalidValue): string | undefined {
  const { input } = issue;
  const known = issue.values.filter((value) => typeof value === 'string');
  const nearest = typeof input === 'string' ? nearestTo(input, known) : undefined;
  if (nearest === undefined) return undefined;
  const path = z.core.toDotPath(issue.path);
  return `${path}: there is no "${String(input)}"; did you mean "${nearest}"? Known here: ${known.join(', ')}`;
}

function describeUnknownKey(schema: z.ZodType, issue: z.core.$ZodIssueUnrecognizedKeys): string {
  const key = issue.keys[0] ?? '';
  const path = z.core.toDotPath([...issue.path, key]);
  const known = knownKeys(schema, issue.path);
  const nearest = nearestTo(key, known);
  const hint = nearest === undefined ? '' : `; did you mean "${nearest}"? Known here: ${known.join(', ')}`;
  return `${path}: unknown key${hint}`;
}

function nearestTo(name: string, known: readonly string[]): string | undefined {
  return known.toSorted((a, b) => editDistance(a, name) - editDistance(b, name))[0];
}

/** Names that the schema knows at a path, through whatever wraps its objects. */
function knownKeys(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  return [...new Set(descend([schema], path).flatMap(namesOf))];
}

function namesOf(schema: z.core.$ZodType): string[] {
  if (schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum) {
    return schema.keyType.options.map(String);
  }
  return Object.keys(shapeOf(schema) ?? {});
}

function descend(schemas: z.core.$ZodType[], path: readonly PropertyKey[]): z.core.$ZodType[] {
  const [step, ...rest] = path;
  const here = schemas.flatMap(unwrap);
  if (step === undefined) return here;
  const next = here.flatMap((at) => {
    if (at instanceof z.ZodArray) return [at.element];
    if (at instanceof z.ZodRecord) return [at.valueType];
    const child = shapeOf(at)?.[String(step)];
    return child === undefined ? [] : [child];
  });
  return descend(next, rest);
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return unwrap(schema.def.innerType);
  }
  if (schema instanceof z.ZodPrefault) return unwrap(schema.def.innerType);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(unwrap);
  if (schema instanceof z.ZodPipe) {
    return unwrap(schema.def.in instanceof z.ZodTransform ? schema.def.out : schema.def.in);
  }
  return [schema];
}

function shapeOf(schema: z.core.$ZodType): Readonly<Record<string, z.core.$ZodType>> | undefined {
  return schema instanceof z.ZodObject ? schema.shape : undefined;
}

/** Levenshtein distance: insertions, deletions and substitutions that turn `a` into `b`. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, charA] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, charB] of Array.from(b).entries()) {
      const substitution = (row[j] ?? 0) + (charA === charB ? 0 : 1);
      next.push(Math.min(substitution, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
