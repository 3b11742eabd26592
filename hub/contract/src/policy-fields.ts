import * as z from 'zod';

/** One field of a written shape, as its schema has it. */
export type Field = {
  /** Such as `conduct.phone.onsetMs`. */
  path: string;
  meaning: string;
  /** Empty where the values are no amounts. */
  unit: string;
  range: string;
  /** Empty where none is set. */
  standard: string;
};

type Json = z.core.JSONSchema.BaseSchema;

/** The fields of a schema in their order, each with what the schema says of it. */
export function fieldsOf(schema: z.ZodType): Field[] {
  return walk(z.toJSONSchema(schema, { io: 'input' }), []);
}

/** The values of a policy by the paths of their fields. */
export function valuesOf(value: unknown, path: readonly string[] = []): Map<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return new Map([[path.join('.'), shown(value)]]);
  }
  return new Map(Object.entries(value).flatMap(([key, inner]) => [...valuesOf(inner, [...path, key])]));
}

function walk(schema: Json, path: readonly string[]): Field[] {
  if (schema.properties !== undefined) {
    return Object.entries(schema.properties).flatMap(([key, inner]) =>
      typeof inner === 'boolean' ? [] : walk(inner, [...path, key]),
    );
  }
  // Of a shape by kind the values are told of: their keys are the kinds.
  const values = schema.additionalProperties;
  const amount = typeof values === 'object' && values.type === 'number' ? values : schema;
  return [
    {
      path: path.join('.'),
      meaning: schema.description ?? '',
      unit: unitOf(amount),
      range: rangeOf(amount),
      standard: schema.default === undefined ? '' : shown(schema.default),
    },
  ];
}

function unitOf(schema: Json): string {
  return typeof schema['unit'] === 'string' ? schema['unit'] : '';
}

function rangeOf(schema: Json): string {
  const { enum: names, maximum, minimum, type } = schema;
  if (type === 'boolean') return 'yes, no';
  if (type === 'array') return 'list of kinds';
  if (type === 'object') return 'by kind';
  if (type === 'string') return names === undefined ? lengthOf(schema) : names.join(', ');
  return `${minimum ?? '…'}–${maximum === Number.MAX_SAFE_INTEGER ? '…' : (maximum ?? '…')}`;
}

function lengthOf(schema: Json): string {
  return schema.maxLength === undefined
    ? 'a-z, 0-9 and -'
    : `${schema.minLength ?? 0}–${schema.maxLength} characters`;
}

function shown(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' || typeof value === 'string' ? String(value) : 'none';
}
