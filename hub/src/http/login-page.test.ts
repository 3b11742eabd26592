import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testServer } from '../test-server.js';
import { LOGIN_FAULTS, LOGIN_WORDS } from './login-words.js';

test('speaks the language that was chosen in this browser, else the one that the browser wants', async () => {
  const { get } = await testServer();
  const page = async (headers: Record<string, string>) => (await get('/login', headers)).body;
  assert.match(await page({}), /<html lang="en" dir="ltr">[^]*<button type="submit">Sign in</);
  const german = await page({ 'accept-language': 'fr, de-CH;q=0.9, en;q=0.5' });
  assert.match(german, /<html lang="de" dir="ltr">[^]*<label for="password">Passwort<[^]*>Anmelden</);
  const chosen = await page({ 'accept-language': 'de', cookie: 'invigil_language=en' });
  assert.match(chosen, /<html lang="en"/);
  assert.match(
    await page({ 'accept-language': 'de', cookie: 'invigil_language=%22%3E%3Cscript' }),
    /<html lang="de"/,
  );
});

test('says in German too what went wrong, and asks for the same fields', async () => {
  const { get } = await testServer();
  for (const fault of LOGIN_FAULTS) {
    const page = (await get(`/login?error=${fault}&asks=code+new`, { 'accept-language': 'de' })).body;
    assert.ok(page.includes(LOGIN_WORDS.de[fault]), fault);
    assert.ok(page.includes(LOGIN_WORDS.de.code) && page.includes(LOGIN_WORDS.de.newPassword), fault);
    assert.ok(!page.includes(LOGIN_WORDS.en[fault]), fault);
  }
  const ended = (await get('/login?ended', { 'accept-language': 'de' })).body;
  assert.ok(ended.includes(LOGIN_WORDS.de.ended));
});
