import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a command on another machine came to. `status` null: it was ended by a signal. */
export type Answer = { status: number | null; out: string; err: string };

type Run = {
  /** Given on standard input: what no list of processes may show. */
  input?: string;
  /** Each line of its standard output as it comes. */
  onLine?: (line: string) => void;
  /** After so long it is ended, s. */
  within?: number;
};

/** What ssh itself ends with where it can't reach a machine or is not let in (ssh(1)). */
const SSH_FAILED = 255;
const WITHIN_S = 600;

/** The system's own `ssh` and `scp`: never a password, never a machine whose key is not known, one connection for each machine. */
export class Ssh {
  readonly #folder = mkdtempSync(join(tmpdir(), 'fleet-'));
  readonly #options: string[];
  readonly #hosts = new Set<string>();

  /** @param config a file in place of the user's own configuration of ssh */
  constructor(config?: string) {
    const options = [
      'BatchMode=yes',
      'StrictHostKeyChecking=yes',
      'ConnectTimeout=10',
      'ServerAliveInterval=15',
      'ServerAliveCountMax=4',
      'ControlMaster=auto',
      'ControlPersist=60',
      `ControlPath=${join(this.#folder, '%C')}`,
    ];
    this.#options = [
      ...options.flatMap((option) => ['-o', option]),
      ...(config === undefined ? [] : ['-F', config]),
    ];
  }

  /** Runs a command as root on a machine: as who is signed in, or by `sudo` without a password. */
  asRoot(host: string, words: readonly string[], run: Run = {}): Promise<Answer> {
    const command = words.map(quoted).join(' ');
    return this.run(
      host,
      `if [ "$(id -u)" = 0 ]; then exec ${command}; else exec sudo -n -- ${command}; fi`,
      run,
    );
  }

  /** Runs a line of the shell on a machine. */
  run(host: string, line: string, run: Run = {}): Promise<Answer> {
    this.#hosts.add(host);
    return start('ssh', [...this.#options, '-T', host, '--', line], run);
  }

  /** Copies files into a folder of a machine. */
  copy(host: string, files: readonly string[], folder: string): Promise<Answer> {
    this.#hosts.add(host);
    // Without the brackets an IPv6 address would be a path.
    const at = host.indexOf('@') + 1;
    const name = host.slice(at);
    const to = `${host.slice(0, at)}${name.includes(':') ? `[${name}]` : name}:${folder}/`;
    return start('scp', [...this.#options, '-q', ...files, to], {});
  }

  /** Ends every connection. */
  async close(): Promise<void> {
    await Promise.all(
      [...this.#hosts].map((host) => start('ssh', [...this.#options, '-O', 'exit', host], { within: 5 })),
    );
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Why a command failed, in one line: what it said last, or that the machine can't be reached. */
export function whyOf({ err, out, status }: Answer): string {
  const said = lastWords(err) || lastWords(out);
  if (status === SSH_FAILED) return `not reached: ${said}`;
  if (status === null) return `took too long${said === '' ? '' : `; it said last: ${said}`}`;
  return said === '' ? `ended with ${status}` : said;
}

/** The last line, with the one before it where it only points there (deploy/lib/say.sh). */
function lastWords(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const last = lines.at(-1) ?? '';
  const before = lines.at(-2);
  return last.includes('stands above') && before !== undefined ? `${before.trim()} (${last})` : last;
}

/** A word as the shell of another machine takes it. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function start(
  program: string,
  words: readonly string[],
  { input = '', onLine, within = WITHIN_S }: Run,
): Promise<Answer> {
  return new Promise((resolve) => {
    const child = spawn(program, words, { stdio: 'pipe', timeout: within * 1000 });
    let [out, err, rest] = ['', '', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      const lines = `${rest}${text}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine?.(line);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    // Whoever does not read its input has ended: its status says why.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('error', (cause) => resolve({ status: SSH_FAILED, out, err: `${program}: ${cause.message}` }));
    child.on('close', (status) => resolve({ status, out, err }));
  });
}
