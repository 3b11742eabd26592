import * as fc from 'fast-check';
import * as z from 'zod';
import type { Json } from './wild.js';

/** So many items at most, so that a message stays small. */
const MOST_ITEMS = 3;

/** What of JSON Schema the documents of the contract use. */
type Schema = {
  type?: string | string[] | undefined;
  const?: Json | undefined;
  enum?: Json[] | undefined;
  anyOf?: Schema[] | undefined;
  oneOf?: Schema[] | undefined;
  properties?: Record<string, Schema> | undefined;
  required?: string[] | undefined;
  additionalProperties?: boolean | Schema | undefined;
  propertyNames?: Schema | undefined;
  items?: boolean | Schema | undefined;
  prefixItems?: Schema[] | undefined;
  minItems?: number | undefined;
  maxItems?: number | undefined;
  pattern?: string | undefined;
  format?: string | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  exclusiveMinimum?: number | undefined;
  exclusiveMaximum?: number | undefined;
};

const JsonValue: z.ZodType<Json> = z.json();
const Schema: z.ZodType<Schema> = z.lazy(() =>
  z
    .object({
      type: z.union([z.string(), z.array(z.string())]),
      const: JsonValue,
      enum: z.array(JsonValue),
      anyOf: z.array(Schema),
      oneOf: z.array(Schema),
      properties: z.record(z.string(), Schema),
      required: z.array(z.string()),
      additionalProperties: z.union([z.boolean(), Schema]),
      propertyNames: Schema,
      items: z.union([z.boolean(), Schema]),
      prefixItems: z.array(Schema),
      minItems: z.number(),
      maxItems: z.number(),
      pattern: z.string(),
      format: z.string(),
      minLength: z.number(),
      maxLength: z.number(),
      minimum: z.number(),
      maximum: z.number(),
      exclusiveMinimum: z.number(),
      exclusiveMaximum: z.number(),
    })
    .partial(),
);

/** Values that a schema of the contract takes, or nearly: a refinement that JSON Schema can't say may still refuse them. */
export function valuesOf(schema: z.ZodType): fc.Arbitrary<Json> {
  return from(
    Schema.parse(z.toJSONSchema(schema, { io: 'input', reused: 'inline', unrepresentable: 'any' })),
  );
}

function from(schema: Schema): fc.Arbitrary<Json> {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map(from));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => from({ ...schema, type })));
  switch (schema.type) {
    case 'object':
      return objects(schema);
    case 'array':
      return arrays(schema);
    case 'string':
      return strings(schema);
    case 'integer':
      return fc.integer(bounds(schema, Number.MAX_SAFE_INTEGER));
    case 'number':
      return fc.double({ ...bounds(schema, 1e6), noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
    case undefined:
      return fc.constant(null);
    default:
      throw new TypeError(`no values are made for ${schema.type}`);
  }
}

function objects({
  properties = {},
  required = [],
  additionalProperties,
  propertyNames,
}: Schema): fc.Arbitrary<Json> {
  if (Object.keys(properties).length === 0 && typeof additionalProperties === 'object') {
    const names = propertyNames === undefined ? fc.string({ maxLength: 8 }) : from(propertyNames);
    return fc.dictionary(names.map(String), from(additionalProperties), { maxKeys: MOST_ITEMS });
  }
  const fields = Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, from(field)]));
  return fc.record<Record<string, Json>, string>(fields, {
    requiredKeys: required.filter((name) => name in fields),
    noNullPrototype: true,
  });
}

function arrays({ items, maxItems = MOST_ITEMS, minItems = 0, prefixItems }: Schema): fc.Arbitrary<Json> {
  if (prefixItems !== undefined) return fc.tuple(...prefixItems.map(from));
  const one = typeof items === 'object' ? from(items) : fc.constant(null);
  return fc.array(one, {
    minLength: minItems,
    maxLength: Math.max(minItems, Math.min(maxItems, MOST_ITEMS)),
  });
}

function strings({ format, maxLength = 40, minLength = 0, pattern }: Schema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern), { size: 'small' });
  return fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)) });
}

function bounds({ exclusiveMaximum, exclusiveMinimum, maximum, minimum }: Schema, widest: number) {
  const min = Math.max(minimum ?? exclusiveMinimum ?? -widest, -widest);
  return { min, max: Math.min(maximum ?? exclusiveMaximum ?? widest, widest) };
}
