import { readFileSync } from 'node:fs';
import { MESSAGES } from '@invigil/contract';
import * as fc from 'fast-check';
import * as z from 'zod';
import { valuesOf } from './from-schema.js';
import type { Json } from './wild.js';

const FIXTURES = new URL('../../../hub/contract/fixtures/1/', import.meta.url);
const Fixture: z.ZodType<Json> = z.json();

export type MessageName = keyof typeof MESSAGES;

/** Kinds without a golden message: a policy is made of defaults. */
const OF_POLICIES = ['mqtt-policy', 'rest-policies', 'rest-policy', 'rest-policy-request'] as const;

/** The golden message of a kind. */
function fixture(name: MessageName): Json {
  return Fixture.parse(JSON.parse(readFileSync(new URL(`${name}.json`, FIXTURES), 'utf8')));
}

/** Valid messages of a kind, by its schema, and the golden one. */
export function validMessages(name: MessageName): fc.Arbitrary<Json> {
  const made = valuesOf(MESSAGES[name]);
  return OF_POLICIES.some((one) => one === name) ? made : fc.oneof(made, fc.constant(fixture(name)));
}
