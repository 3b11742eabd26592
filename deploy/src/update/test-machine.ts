import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contentsOf } from '../pack/manifest.js';
import type { Role } from '../pack/role.js';
import { makeKey, signFile } from '../pack/signature.js';
import { BELOW_ROOT, PROGRAM, SYSTEMCTL } from './test-scripts.js';

const LIB = fileURLToPath(new URL('../../lib', import.meta.url));

/** How a version of the test behaves: what its `start`, its store and the hub make of it. */
export type Behaviour = {
  /** Does not start, ends soon after, or is never heard by its hub. */
  fault?: 'start' | 'dies' | 'unheard';
  /** Form of the hub's store that it writes; it reads older ones and none that is newer. */
  storeForm?: number;
};

/** A machine of the test: the folders of a real one below a root, and systemd by a script. */
export class TestMachine {
  readonly root = mkdtempSync(join(tmpdir(), 'invigil-update-'));
  readonly role: Role;
  readonly #key = join(this.root, 'release.key');

  constructor(role: Role) {
    this.role = role;
    for (const folder of ['opt', 'etc/invigil', 'var/log/invigil', `var/lib/invigil/${role}`, 'units', 'bin'])
      mkdirSync(join(this.root, folder), { recursive: true });
    makeKey(this.#key);
    this.write('etc/invigil/release.pub', readFileSync(`${this.#key}.pub`, 'utf8'));
    this.write(`etc/invigil/${role}.yaml`, `dataDir: ${this.path('var/lib/invigil', role)}\n`);
    this.write('bin/systemctl', SYSTEMCTL, 0o755);
    this.write('bin/journalctl', '#!/bin/bash\necho "a net can not be read"\n', 0o755);
    for (const name of ['update', 'rollback', 'take-back']) this.write(name, this.#program(), 0o755);
  }

  /** Puts a version in force, as the installer leaves it. */
  install(version: string, behaviour: Behaviour = {}): void {
    const bundle = this.bundle(version, behaviour);
    const folder = this.path('opt', this.role, 'versions', version);
    mkdirSync(folder, { recursive: true });
    execFileSync('tar', ['-xzf', bundle, '-C', folder]);
    execFileSync('ln', ['-sfn', `versions/${version}`, this.path('opt', this.role, 'current')]);
    this.systemctl('start');
  }

  /** Makes a signed bundle. */
  bundle(version: string, behaviour: Behaviour = {}): string {
    const folder = mkdtempSync(join(this.root, 'bundle-'));
    const put = (path: string, text: string, mode = 0o644) => write(join(folder, path), text, mode);
    put('node/bin/node', `#!/bin/bash\nexec ${process.execPath} "$@"\n`, 0o755);
    put(`app/${this.role === 'hub' ? 'hub' : 'device'}/dist/main.js`, PROGRAM);
    put('behaviour', JSON.stringify({ version, ...behaviour }));
    put(`units/invigil-${this.role}.service`, `# ${version}\n`);
    const manifest = { format: 1, role: this.role, version, arch: process.arch, revision: 'ab', node: '20' };
    const text = { ...manifest, libc: '2.0', ...contentsOf(folder) };
    put('manifest.json', `${JSON.stringify(text, null, 2)}\n`);
    const file = this.path(`invigil-${this.role}-${version}.tar.gz`);
    execFileSync('tar', ['-C', folder, '-czf', file, 'manifest.json', 'node', 'app', 'units', 'behaviour']);
    rmSync(`${file}.sig`, { force: true });
    signFile(file, this.#key);
    return file;
  }

  run(
    verb: 'update' | 'rollback' | 'take-back',
    ...options: string[]
  ): { status: number | null; out: string; err: string } {
    const done = spawnSync(
      'bash',
      [this.path(verb), this.role, '--settle', '0', '--heard', '2', ...options],
      {
        encoding: 'utf8',
        env: this.#env(),
      },
    );
    return { status: done.status, out: done.stdout, err: done.stderr };
  }

  systemctl(verb: string): void {
    spawnSync('bash', [this.path('bin/systemctl'), verb], { env: this.#env() });
  }

  /** What runs, what is in force and what was before; empty: nothing. */
  get state(): { runs: string; current: string; previous: string; versions: string[] } {
    const link = (name: string) => {
      const path = this.path('opt', this.role, name);
      return existsSync(path) ? readlinkSync(path).replace('versions/', '') : '';
    };
    const runs = this.path('runs');
    return {
      runs: existsSync(runs) ? readFileSync(runs, 'utf8').trim() : '',
      current: link('current'),
      previous: link('previous'),
      versions: readdirSync(this.path('opt', this.role, 'versions')).toSorted(),
    };
  }

  get log(): string {
    return readFileSync(this.path('var/log/invigil/install.log'), 'utf8');
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts);
  }

  write(path: string, text: string, mode = 0o644): void {
    write(this.path(path), text, mode);
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }

  #env(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      PATH: `${this.path('bin')}:${process.env['PATH'] ?? ''}`,
      TEST_ROOT: this.root,
      TEST_ROLE: this.role,
    };
  }

  /** The program as it is packed, with its folders below the root. */
  #program(): string {
    const parts = readFileSync(join(LIB, 'update-parts'), 'utf8').trim().split('\n');
    const last = parts.pop() ?? '';
    const text = (part: string) => readFileSync(join(LIB, part), 'utf8');
    return [...parts.map(text), BELOW_ROOT, text(last)].join('\n');
  }
}

function write(file: string, text: string, mode: number): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, mode);
}
