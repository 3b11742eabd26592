import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES as SPOKEN, LANGUAGE_COOKIE } from '@invigil/contract';
import { LANGUAGES, languageFor, storedLanguage, storeLanguage, tellHub } from './locale.js';

test('takes the first language that is wanted and known, whatever its region', () => {
  assert.equal(languageFor(['fr-FR', 'de-AT', 'en']), 'de');
  assert.equal(languageFor(['en-GB', 'de']), 'en');
  assert.equal(languageFor(['fr', 'constructor']), 'en');
  assert.equal(languageFor([]), 'en');
});

test('remembers a choice, forgets it again, and takes nothing else for one', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  assert.equal(storedLanguage(storage), null);
  storeLanguage(storage, 'de');
  assert.equal(storedLanguage(storage), 'de');
  for (const key of kept.keys()) kept.set(key, 'klingon');
  assert.equal(storedLanguage(storage), null);
  storeLanguage(storage, null);
  assert.equal(kept.size, 0);
});

test('has the languages that the hub speaks, and tells it which was chosen under the name that it knows', () => {
  assert.deepEqual(Object.fromEntries(LANGUAGES.map(({ code, dir }) => [code, { dir }])), SPOKEN);
  const page = { cookie: '' };
  tellHub(page, 'de');
  assert.match(page.cookie, new RegExp(`^${LANGUAGE_COOKIE}=de; path=/; max-age=31536000; samesite=strict$`));
  tellHub(page, null);
  assert.match(page.cookie, new RegExp(`^${LANGUAGE_COOKIE}=; path=/; max-age=0;`));
});
