import * as fc from 'fast-check';

/** A value as JSON has it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Texts that have broken other programs: kept here so that every boundary meets them. */
const NASTY_TEXTS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '../../../etc/passwd',
  '..%2f..%2fhub.sqlite',
  "'; drop table event; --",
  '" or 1=1 --',
  '<script>alert(1)</script>',
  '{{7*7}}',
  '${process.exit(1)}',
  '%s%n%x',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'exam/1/+/#',
  'exam/1//r/s/evt',
  '/',
  '+',
  '#',
  '$SYS/broker',
  '\ud800',
  '\udfff\ud800',
  '\u202e\u2066abc',
  '\ufeff{}',
  'İstanbul',
  'ﬀ',
  'e\u0301'.repeat(20),
  '1e999',
  '-0',
  'NaN',
  '0x10',
  '1'.repeat(400),
  'a'.repeat(65_536),
  '['.repeat(5000),
  '{"a":'.repeat(3000),
  'invigil:enrol?',
  '*a: &a [*a]',
  '\r\nset-cookie: a=b',
];

/** Numbers at the edges of what is stored, counted or shown. */
const NASTY_NUMBERS = [
  0,
  -0,
  -1,
  0.1,
  1e-320,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32,
  2 ** 53 - 1,
  2 ** 53,
  2 ** 63,
  8_640_000_000_000_000,
  8_640_000_000_000_001,
  1e21,
  1.7e308,
  -1.7e308,
];

/** Names that mean something to JavaScript, to this system, or to nobody. */
export const wildKey = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', 'length', '', 'type', 'v'),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 12, unit: 'binary' }) },
);

export const wildText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NASTY_TEXTS) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 300 }) },
);

export const wildBytes = fc.oneof(
  { weight: 4, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 4000 }) },
  { weight: 1, arbitrary: wildText.map((text) => Uint8Array.from(Buffer.from(text))) },
);

const wildNumber = fc.oneof(fc.constantFrom(...NASTY_NUMBERS), fc.double(), fc.integer());

const scalar: fc.Arbitrary<Json> = fc.oneof(
  wildText,
  wildNumber.map((number) => (Number.isFinite(number) ? number : 0)),
  fc.boolean(),
  fc.constant(null),
);

/** A value of any shape; deep ones come from {@link nested}. */
export const wildJson: fc.Arbitrary<Json> = fc.letrec<{
  value: Json;
  list: Json[];
  object: Record<string, Json>;
}>((tie) => ({
  value: fc.oneof({ depthSize: 'small', withCrossShrink: false }, scalar, tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.dictionary(wildKey, tie('value'), { maxKeys: 4 }),
})).value;

/** Lists in lists, deep enough to trouble whoever recurses. */
export const nested: fc.Arbitrary<Json> = fc.nat({ max: 900 }).map((depth) => {
  let value: Json = 'the ground';
  for (let i = 0; i < depth; i++) value = [value];
  return value;
});

/** Now and then the second in place of the first. */
export function mostly<T, U>(usual: fc.Arbitrary<T>, seldom: fc.Arbitrary<U>): fc.Arbitrary<T | U> {
  return fc.oneof({ weight: 7, arbitrary: usual }, { weight: 1, arbitrary: seldom });
}
