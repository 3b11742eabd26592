import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * `ssh` and `scp` of the test: a host is a folder, and what is run there is run here with that folder as its `/` by name: `invigil` and `bash install`
 * are what the test put into its `bin`.
 */
const SSH = `#!/bin/bash
words=("$@")
for word in "$@"; do [ "$word" = -O ] && exit 0; done
host=\${words[-3]#*@} line=\${words[-1]}
printf '%s\\n' "$*" >>"$FLEET_TEST/asked"
[ -d "$FLEET_TEST/hosts/$host" ] || { echo "ssh: connect to host $host port 22: No route to host" >&2; exit 255; }
cd "$FLEET_TEST/hosts/$host"
export HOST_FOLDER=$PWD
line=\${line//\\/usr\\/local\\/bin\\//}
line=\${line//\\/var\\/tmp\\//$PWD/tmp/}
line=\${line//test -e \\//test -e $PWD/}
PATH=$PWD/bin:$PATH exec bash -c "$line"
`;
const SCP = `#!/bin/bash
words=("$@")
to=\${words[-1]}
for word in "$@"; do [[ $word = *.gz || $word = *.sig || $word = */install || $word = */release.pub ]] && cp "$word" "\${to#*:}"; done
exit 0
`;

/** Hosts of the test, what they are to do, and what they were asked. */
export class FakeHosts {
  readonly root = mkdtempSync(join(tmpdir(), 'fleet-test-'));

  constructor() {
    this.write('bin/ssh', SSH);
    this.write('bin/scp', SCP);
  }

  /** A host whose programs do what scripts say. */
  add(host: string, programs: Readonly<Record<string, string>>): void {
    mkdirSync(join(this.root, 'hosts', host, 'tmp'), { recursive: true });
    for (const [name, script] of Object.entries(programs))
      this.write(`hosts/${host}/bin/${name}`, `#!/bin/bash\n${script}\n`);
  }

  /** What a host wrote into a file of its own; empty: nothing. */
  read(host: string, file: string): string {
    const path = join(this.root, 'hosts', host, file);
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  }

  write(file: string, text: string): string {
    const path = join(this.root, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    chmodSync(path, 0o755);
    return path;
  }

  /** Every command line of ssh. */
  get asked(): string {
    return readFileSync(join(this.root, 'asked'), 'utf8');
  }

  get env(): NodeJS.ProcessEnv {
    return { ...process.env, FLEET_TEST: this.root, PATH: `${this.root}/bin:${process.env['PATH'] ?? ''}` };
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}
