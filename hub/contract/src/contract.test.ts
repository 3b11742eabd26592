import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as z from 'zod';
import { MESSAGES, protocolDocuments } from './json-schemas.js';

const FIXTURES = new URL('../fixtures/1/', import.meta.url);
const PROTOCOL = new URL('../../../docs/protocol/', import.meta.url);

// Fixtures of a version never change: what an old seat says must be understood as long as it may speak.
for (const file of readdirSync(FIXTURES)) {
  test(`version 1 still reads and keeps every field of ${file}`, () => {
    const name = file.replace('.json', '');
    const [, schema] = Object.entries(MESSAGES).find(([message]) => message === name) ?? [];
    assert.ok(schema, `no message is called ${name}`);
    const written: unknown = JSON.parse(readFileSync(new URL(file, FIXTURES), 'utf8'));
    const fixture = z.looseObject({}).parse(written);
    assert.deepEqual(schema.parse(fixture), fixture);
  });
}

test('every message has a golden fixture or is made of defaults', () => {
  const fixtures = new Set(readdirSync(FIXTURES).map((file) => file.replace('.json', '')));
  const without = Object.keys(MESSAGES).filter((name) => !fixtures.has(name));
  assert.deepEqual(without, ['mqtt-policy', 'rest-policies', 'rest-policy', 'rest-policy-request']);
});

test('the documents in docs/protocol are those of this code (else: npm run protocol)', () => {
  const documents = protocolDocuments();
  assert.deepEqual(
    readdirSync(PROTOCOL)
      .filter((f) => f.endsWith('.schema.json'))
      .sort(),
    [...documents.keys()].sort(),
  );
  for (const [file, text] of documents)
    assert.equal(readFileSync(new URL(file, PROTOCOL), 'utf8'), text, file);
});
