import { escapeHtml } from '../lib/escape-html.js';

/** What a log-in that failed says to the person who tried. */
const LOGIN_FAULTS = {
  'wrong-credentials': 'The name or the password is wrong.',
  'too-many-requests': 'Too many tries. Wait a minute, then try again.',
  'bad-request': 'Type a name and a password; a new one has at least 8 characters.',
  'code-needed': 'Type your password again, and the code of your second factor or a recovery code.',
  'password-change-needed':
    'Your password was given to you by somebody else. Type it again, and a new one of your own.',
} as const;
type LoginFault = keyof typeof LOGIN_FAULTS;
const FAULTS = [
  'wrong-credentials',
  'too-many-requests',
  'bad-request',
  'code-needed',
  'password-change-needed',
] as const satisfies LoginFault[];

/** The log-in page: no script, and nothing about the room. `next`: a local path to go to afterwards. */
export function loginPage(options: {
  fault: LoginFault | undefined;
  /** Whether a log-in has ended on a page of the app, to which this one leads back. */
  hasEnded: boolean;
  next: string;
  name: string;
  asksCode: boolean;
  asksNew: boolean;
}): string {
  const { asksCode, asksNew, fault, hasEnded, name, next } = options;
  const error =
    fault === undefined ? '' : `<p class="fault" id="fault" role="alert">${LOGIN_FAULTS[fault]}</p>`;
  const ended =
    hasEnded && fault === undefined
      ? '<p role="status">Your log-in has ended. Sign in again, and you are back where you were.</p>'
      : '';
  const described = fault === undefined ? '' : ' aria-describedby="fault"';
  const code = asksCode ? CODE_FIELD : '';
  const chosen = asksNew ? NEW_FIELD : '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Sign in · Invigil</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/login.css">
</head>
<body>
<main>
<h1>Invigil</h1>
<form method="post" action="/api/login">
${error}${ended}
<input type="hidden" name="next" value="${escapeHtml(next)}">
<label for="name">Name</label>
<input id="name" name="name" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="64" value="${escapeHtml(name)}" required autofocus${described}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="256" required>
${code}${chosen}<button type="submit">Sign in</button>
</form>
</main>
</body>
</html>
`;
}

const CODE_FIELD = `<label for="code">Code</label>
<input id="code" name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" maxlength="64" required>
`;
const NEW_FIELD = `<label for="new">Your new password</label>
<input id="new" name="new" type="password" autocomplete="new-password" minlength="8" maxlength="256" required>
`;

/** A path of this hub, or `/`: never an address that leads elsewhere. */
export function localPath(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])[\x21-\x7e]*$/.test(next) ? next : '/';
}

/** The fault of an `error=` in the address, where there is such a one. */
export function faultOf(name: string | undefined): LoginFault | undefined {
  return FAULTS.find((fault) => fault === name);
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
[role='status'] { margin: 0; }
.fault { margin: 0; color: var(--fault); font-weight: 600; }
`;
