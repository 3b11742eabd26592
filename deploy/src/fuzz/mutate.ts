import * as fc from 'fast-check';
import { type Json, nested, wildBytes, wildJson, wildKey, wildText } from './wild.js';

type Edit = { at: number; how: (typeof WAYS)[number]; put: Json; key: string };

const WAYS = ['replace', 'remove', 'add', 'twice', 'rename', 'wrap', 'empty'] as const;

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat({ max: 400 }),
  how: fc.constantFrom(...WAYS),
  put: fc.oneof({ weight: 9, arbitrary: wildJson }, { weight: 1, arbitrary: nested }),
  key: wildKey,
});

/** A valid value with up to four changes in it: most of it still fits, so that what reads it gets far. */
export function mutated(valid: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  return fc
    .tuple(
      valid,
      fc.oneof(
        { weight: 2, arbitrary: fc.constant([]) },
        { weight: 3, arbitrary: fc.array(edit, { minLength: 1, maxLength: 4 }) },
      ),
    )
    .map(([value, edits]) => edits.reduce<Json>(edited, value));
}

/** The text of a value, mostly as it is, sometimes cut, with other bytes in it, or none of it. */
export function asBytes(values: fc.Arbitrary<Json>): fc.Arbitrary<Buffer> {
  return damaged(values.map((value) => Buffer.from(JSON.stringify(value))));
}

/** Bytes, mostly as they are, sometimes damaged. */
export function damaged(bytes: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> {
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  return fc.oneof(
    { weight: 20, arbitrary: bytes },
    {
      weight: 2,
      arbitrary: fc.tuple(bytes, place).map(([whole, at]) => whole.subarray(0, whole.length * at)),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(bytes, place, wildBytes)
        .map(([whole, at, put]) => spliced(whole, at, put, put.length)),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(bytes, place, wildText)
        .map(([whole, at, put]) => spliced(whole, at, Buffer.from(put), 0)),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(bytes, fc.array(fc.tuple(place, fc.nat({ max: 255 })), { minLength: 1, maxLength: 8 }))
        .map(([whole, changes]) => changed(whole, changes)),
    },
    { weight: 1, arbitrary: wildBytes.map((some) => Buffer.from(some)) },
  );
}

function spliced(whole: Buffer, at: number, put: Uint8Array, over: number): Buffer {
  const from = Math.floor(whole.length * at);
  return Buffer.concat([whole.subarray(0, from), put, whole.subarray(from + over)]);
}

function changed(whole: Buffer, changes: readonly (readonly [number, number])[]): Buffer {
  const copy = Buffer.from(whole);
  for (const [at, byte] of changes) if (copy.length > 0) copy[Math.floor((copy.length - 1) * at)] = byte;
  return copy;
}

/** The value with the part that is met as number `at` (modulo their count) changed. */
function edited(value: Json, { at, how, key, put }: Edit): Json {
  let left = at % partsOf(value);
  const through = (part: Json): Json => {
    if (left-- === 0) return changedPart(part, how, key, put);
    if (Array.isArray(part)) return part.map(through);
    if (part === null || typeof part !== 'object') return part;
    return fromEntries(Object.entries(part).map(([name, inner]) => [name, through(inner)]));
  };
  return through(value);
}

function changedPart(part: Json, how: Edit['how'], key: string, put: Json): Json {
  const isObject = part !== null && typeof part === 'object' && !Array.isArray(part);
  switch (how) {
    case 'replace':
      return put;
    case 'wrap':
      return [part];
    case 'empty':
      return Array.isArray(part) ? [] : isObject ? {} : typeof part === 'string' ? '' : null;
    case 'twice':
      return Array.isArray(part) ? [...part, ...part] : isObject ? { ...part, [key]: part } : [part, part];
    case 'add':
      return Array.isArray(part)
        ? [...part, put]
        : isObject
          ? fromEntries([...Object.entries(part), [key, put]])
          : put;
    case 'remove':
      return Array.isArray(part)
        ? part.slice(1)
        : isObject
          ? fromEntries(Object.entries(part).slice(1))
          : null;
    case 'rename':
      return isObject
        ? fromEntries(Object.entries(part).map(([name, inner], i) => [i === 0 ? key : name, inner]))
        : put;
  }
}

/** As JSON.parse makes it: `__proto__` is a key like another. */
function fromEntries(entries: [string, Json][]): { [key: string]: Json } {
  return Object.fromEntries(entries);
}

function partsOf(value: Json): number {
  if (value === null || typeof value !== 'object') return 1;
  return Object.values(value).reduce<number>((sum, part) => sum + partsOf(part), 1);
}
