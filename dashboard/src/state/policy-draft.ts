import { type Field, Policy, fieldsOf, safeParse } from '@invigil/contract';
import { saidField } from '../lib/policy-field-words.js';
import type { FieldFault } from '../lib/policy-words.js';

/** A field of a policy that a person may change. */
export type PolicyField = Field & {
  /** Fields that stand together: `conduct.phone`, `lookingAway`, or `general`. */
  group: string;
  type: 'flag' | 'number' | 'choice' | 'list';
  /** Of a choice. */
  options: readonly string[];
};
/** What was typed, by the path of its field; flags as `true` and `false`. */
export type Edits = ReadonlyMap<string, string>;
/** A policy with what was typed, or what is wrong by the path of the field. */
export type Draft =
  | { policy: Policy; faults?: never }
  | { policy?: never; faults: ReadonlyMap<string, FieldFault> };
/** A field in which two policies differ. */
export type FieldDifference = { field: PolicyField; before: string; after: string };

/** The hub writes these; and arrangements are of candidates. */
const NOT_EDITED = new Set(['id', 'version', 'arranged']);

/** Every field that can be changed, in the order of the policy. */
export const POLICY_FIELDS: readonly PolicyField[] = fieldsOf(Policy)
  .filter(({ path }) => !NOT_EDITED.has(path))
  .map((field) => ({
    ...field,
    ...saidField(field),
    group: groupOf(field.path),
    type: typeOf(field),
    options: field.range.split(', '),
  }));

/** The value of a field as it is typed: a number with a point, `true` or `false`, one of the choices, or names with commas between them. */
export function textOf(policy: Policy, path: string): string {
  let value: unknown = policy;
  for (const key of path.split('.')) value = isRecord(value) ? value[key] : undefined;
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** A policy with what was typed, or what of it is wrong. */
export function readDraft(base: Policy, edits: Edits): Draft {
  const faults = new Map<string, FieldFault>();
  let draft: unknown = base;
  for (const [path, text] of edits) {
    const field = POLICY_FIELDS.find((one) => one.path === path);
    const value = field === undefined ? text : valueOf(field, text);
    if (typeof value === 'number' && Number.isNaN(value)) faults.set(path, 'no-number');
    else draft = withValue(draft, path.split('.'), value);
  }
  const read = safeParse(Policy, draft);
  if (read.success && faults.size === 0) return { policy: read.data };
  for (const issue of read.error?.issues ?? []) {
    const at = issue.path.map(String).join('.');
    const field = POLICY_FIELDS.find((one) => at === one.path || at.startsWith(`${one.path}.`));
    const path = field?.path ?? at;
    if (field?.type === 'list') faults.set(path, 'wrong-names');
    else if (issue.code === 'custom') faults.set(path, 'watch-below-alert');
    else faults.set(path, issue.code === 'invalid_type' ? 'not-whole' : 'out-of-range');
  }
  return { faults };
}

function typeOf({ range }: Field): PolicyField['type'] {
  if (range === 'yes, no') return 'flag';
  if (range.startsWith('list')) return 'list';
  return /^[a-z-]+(, [a-z-]+)+$/.test(range) ? 'choice' : 'number';
}

function valueOf({ type }: PolicyField, text: string): unknown {
  switch (type) {
    case 'flag':
      return text === 'true';
    case 'number':
      return numberIn(text);
    case 'choice':
      return text;
    case 'list':
      return text.split(/[\s,;]+/).filter((name) => name !== '');
  }
}

/** In what two policies differ, in the order of the fields. */
export function differences(before: Policy, after: Policy): FieldDifference[] {
  return POLICY_FIELDS.map((field) => ({
    field,
    before: textOf(before, field.path),
    after: textOf(after, field.path),
  })).filter((one) => one.before !== one.after);
}

function groupOf(path: string): string {
  const parts = path.split('.');
  return parts.length === 1 ? 'general' : parts.slice(0, -1).join('.');
}

/** People write a comma too. An empty text is no number. */
function numberIn(text: string): number {
  const written = text.trim().replace(',', '.');
  return written === '' ? Number.NaN : Number(written);
}

function withValue(whole: unknown, [key = '', ...rest]: readonly string[], value: unknown): unknown {
  if (!isRecord(whole)) return whole;
  return { ...whole, [key]: rest.length === 0 ? value : withValue(whole[key], rest, value) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
