import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ModelsError } from '../models-error.js';
import { checkLicence } from './check-licence.js';

const refuses = (given: string | undefined, stated: string | undefined, words: RegExp) =>
  assert.throws(
    () => checkLicence(given, stated),
    (error) => error instanceof ModelsError && error.code === 'licence' && words.test(error.message),
  );

test('a permissive licence is taken, and written as SPDX does', () => {
  assert.equal(checkLicence('apache-2.0', undefined), 'Apache-2.0');
  assert.equal(checkLicence('MIT', 'MIT License'), 'MIT');
});

test('none, an unknown one, a copyleft one and one that forbids paid use are refused with the reason', () => {
  refuses(undefined, undefined, /--licence with one of .*Apache-2\.0/);
  refuses('Mine-1.0', undefined, /none of the permissive/);
  refuses('GPL-3.0-only', undefined, /copyleft/);
  refuses('AGPL-3.0', undefined, /over a network/);
  refuses('CC-BY-NC-4.0', undefined, /paid use/);
});

test('what the file says of itself can’t be talked away', () => {
  refuses('MIT', 'AGPL-3.0 License (https://ultralytics.com/license)', /the file itself names AGPL-3\.0/);
});
