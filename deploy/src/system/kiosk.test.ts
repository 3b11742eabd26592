import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { BareBrowser } from './bare-browser.js';
import { browserPath } from './browser.js';
import { until } from './until.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'invigil-kiosk-'));
after(() => rmSync(home, { recursive: true, force: true }));
const EXTENSION = 'offagibjomaodapgplcnbkgpaaffhcnd';

/** Whether this machine lets a test put a policy in its place for one browser alone. */
const canMount =
  spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', '/etc/chromium']).status === 0;

/** What the installer writes for an exam's address. */
function policyFor(address: string): Record<string, unknown> {
  const script = `. ${join(root, 'deploy/lib/kiosk.sh')}; kiosk_policy ${address}`;
  return z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(execFileSync('bash', ['-c', script], { encoding: 'utf8' })));
}

/** Chromium, with a managed policy that no other program of this machine sees. */
function browserUnder(policy: object, chromium = browserPath()): string {
  const [file, program] = [join(home, 'policy.json'), join(home, 'chromium')];
  writeFileSync(file, JSON.stringify(policy));
  writeFileSync(
    program,
    `#!/bin/bash
exec unshare --mount bash -c '
  mount -t tmpfs none /etc/chromium && mkdir -p /etc/chromium/policies/managed &&
  cp ${file} /etc/chromium/policies/managed/invigil.json && exec ${chromium} "$@"' -- "$@"
`,
  );
  chmodSync(program, 0o755);
  return program;
}

test(
  'under the kiosk’s policies Chromium opens the seat’s page and the exam, and nothing else',
  { skip: canMount ? false : 'needs root' },
  async (t) => {
    const server = createServer((request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(`<title>${request.headers.host?.split(':')[0]}</title>`);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => server.close());
    const at = server.address();
    const port = typeof at === 'object' && at !== null ? at.port : 0;
    // The test itself speaks to the browser, and looks at the page that shows policies.
    const written = policyFor(`http://exam.test:${port}`);
    const allowed = z.array(z.string()).parse(written['URLAllowlist']);
    const policy = {
      ...written,
      RemoteDebuggingAllowed: true,
      URLAllowlist: [...allowed, 'chrome://policy'],
    };
    const [chosen, real] = [process.env['CHROMIUM'], browserPath()];
    t.after(() => {
      if (chosen === undefined) delete process.env['CHROMIUM'];
      else process.env['CHROMIUM'] = chosen;
    });
    const open = async (more: object): Promise<BareBrowser> => {
      process.env['CHROMIUM'] = browserUnder({ ...policy, ...more }, real);
      const browser = await BareBrowser.open([
        '--host-resolver-rules=MAP *.test 127.0.0.1',
        `--load-extension=${join(root, 'device/seat/dist/extension')}`,
        '--disable-features=DisableLoadExtensionCommandLineSwitch',
      ]);
      t.after(() => browser.close());
      return browser;
    };
    const closed = await open({});
    await assert.rejects(
      closed.tab(`http://127.0.0.1:${port}/`),
      /Not allowed/,
      'developer tools look into no page',
    );
    const browser = await open({ DeveloperToolsAvailability: 1 });
    const tab = await browser.tab(`http://127.0.0.1:${port}/`);
    const opens = async (url: string): Promise<unknown> => {
      const { errorText } = await tab.send('Page.navigate', { url });
      if (errorText !== undefined) return errorText;
      await until(async () => (await tab.evaluate('document.readyState')) === 'complete');
      return tab.evaluate('location.hostname');
    };
    assert.equal(await opens(`http://127.0.0.1:${port}/`), '127.0.0.1');
    assert.equal(await opens(`http://exam.test:${port}/paper`), 'exam.test');
    for (const url of [`http://other.test:${port}/`, 'file:///etc/passwd'])
      assert.equal(await opens(url), 'net::ERR_BLOCKED_BY_ADMINISTRATOR', url);

    await t.test('each of them is known to this Chromium, and in force', async () => {
      await opens('chrome://policy/');
      // The page is made of components: all text of it, whatever they are.
      const text = `(function textOf(node) {
        return [...node.childNodes].map((child) =>
          child.nodeType === 3 ? child.data : textOf(child.shadowRoot ?? child)).join(' ');
      })(document.body)`;
      const shown = async (): Promise<string> => z.string().parse(await tab.evaluate(text));
      await until(async () => (await shown()).includes('URLBlocklist'));
      const all = await shown();
      for (const name of Object.keys(written)) assert.ok(all.includes(name), `${name} is not shown`);
      assert.ok(!all.includes('Unknown policy'), 'a name that this Chromium does not know');
    });

    await t.test('the seat’s extension is taken, and no other address of one is open', async () => {
      assert.equal(await opens(`chrome-extension://${EXTENSION}/manifest.json`), EXTENSION);
      assert.match(String(await opens(`chrome-extension://${'a'.repeat(32)}/manifest.json`)), /^net::ERR_/);
    });
  },
);

test('the unit can be read by systemd', (t) => {
  if (!existsSync('/usr/bin/systemd-analyze')) return t.skip('systemd is not here');
  // Its programs are not on this machine.
  const unit = execFileSync('sed', [
    's#^ExecStart=.*#ExecStart=/bin/true#',
    join(root, 'deploy/units/invigil-kiosk.service'),
  ]);
  const file = join(home, 'invigil-kiosk.service');
  writeFileSync(file, unit);
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' });
  assert.deepEqual([status, stderr.trim()], [0, '']);
});
