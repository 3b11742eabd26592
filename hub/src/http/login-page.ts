import type { SpokenLanguage } from '@invigil/contract';
import { escapeHtml } from '../lib/escape-html.js';
import { plainPage } from './plain-page.js';
import { LOGIN_FAULTS, LOGIN_WORDS, type LoginFault } from './login-words.js';

/** The log-in page: no script, and nothing about the room. `next`: a local path to go to afterwards. */
export function loginPage(options: {
  language: SpokenLanguage;
  fault: LoginFault | undefined;
  /** Whether a log-in has ended on a page of the app, to which this one leads back. */
  hasEnded: boolean;
  next: string;
  name: string;
  asksCode: boolean;
  asksNew: boolean;
}): string {
  const { asksCode, asksNew, fault, hasEnded, language, name, next } = options;
  const words = LOGIN_WORDS[language];
  const error = fault === undefined ? '' : `<p class="fault" id="fault" role="alert">${words[fault]}</p>`;
  const ended = hasEnded && fault === undefined ? `<p role="status">${words.ended}</p>` : '';
  const described = fault === undefined ? '' : ' aria-describedby="fault"';
  const code = asksCode ? codeField(words.code) : '';
  const chosen = asksNew ? newField(words.newPassword) : '';
  return plainPage(
    language,
    words.title,
    `<form method="post" action="/api/login">
${error}${ended}
<input type="hidden" name="next" value="${escapeHtml(next)}">
<label for="name">${words.name}</label>
<input id="name" name="name" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="64" value="${escapeHtml(name)}" required autofocus${described}>
<label for="password">${words.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="256" required>
${code}${chosen}<button type="submit">${words.signIn}</button>
</form>
`,
  );
}

function codeField(label: string): string {
  return `<label for="code">${label}</label>
<input id="code" name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" maxlength="64" required>
`;
}

function newField(label: string): string {
  return `<label for="new">${label}</label>
<input id="new" name="new" type="password" autocomplete="new-password" minlength="8" maxlength="256" required>
`;
}

/** A path of this hub, or `/`: never an address that leads elsewhere. */
export function localPath(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])[\x21-\x7e]*$/.test(next) ? next : '/';
}

/** The fault of an `error=` in the address, where there is such a one. */
export function faultOf(name: string | undefined): LoginFault | undefined {
  return LOGIN_FAULTS.find((fault) => fault === name);
}

export const LOGIN_STYLES = `:root {
  color-scheme: light dark;
  --ground: #f4f5f7; --card: #fff; --text: #1b1f24; --line: #767c85; --strong: #1f5fbf; --on-strong: #fff;
  --fault: #a1130f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171a; --card: #1e2226; --text: #e8eaed; --line: #8b929b; --strong: #8ab4f8; --on-strong: #10141a;
    --fault: #ffb4ab;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--ground); color: var(--text);
  font: 16px/1.5 system-ui, sans-serif;
}
main { width: min(22rem, 100vw - 2rem); padding: 2rem; background: var(--card); border-radius: 8px; }
h1 { margin: 0 0 1rem; font-size: 1.5rem; }
form { display: grid; gap: 0.5rem; }
label { margin-top: 0.5rem; font-weight: 600; }
input, button { min-height: 44px; padding: 0 0.75rem; font: inherit; border-radius: 4px; }
input { background: var(--card); color: var(--text); border: 1px solid var(--line); }
button { margin-top: 1rem; border: 0; background: var(--strong); color: var(--on-strong); font-weight: 600; cursor: pointer; }
:focus-visible { outline: 3px solid var(--strong); outline-offset: 2px; }
a.again { display: inline-grid; align-items: center; min-height: 44px; color: var(--strong); font-weight: 600; }
[role='status'] { margin: 0; }
.fault { margin: 0; color: var(--fault); font-weight: 600; }
`;
