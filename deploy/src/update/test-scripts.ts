/** Puts the folders of `deploy/lib` below a root, and lets the test's own user be the role's. */
export const BELOW_ROOT = `
OPT=$TEST_ROOT/opt ETC=$TEST_ROOT/etc/invigil STATE=$TEST_ROOT/var/lib/invigil UNITS=$TEST_ROOT/units LOG=$TEST_ROOT/var/log/invigil/install.log
TRUSTED=$ETC/release.pub
user_of() { stat --format %U "$TEST_ROOT"; }
as_user() { "$@"; }
runs_version() { [ "$(cat "$TEST_ROOT/runs" 2>/dev/null)" = "$1" ]; }
id() { echo 0; }
sync() { :; }
`;

/** systemd as far as an update sees it: \`runs\` holds the version that runs. */
export const SYSTEMCTL = `#!/bin/bash
current=$TEST_ROOT/opt/$TEST_ROLE/current
has() { grep -q "\\"fault\\":\\"$1\\"" "$current/behaviour"; }
case $1 in
start)
  # The plug is pulled while the new version starts.
  if [ -e "$TEST_ROOT/plug" ]; then
    rm "$TEST_ROOT/plug"
    exec kill -KILL "$PPID"
  fi
  ! has start || exit 1
  readlink "$current" | sed 's,versions/,,' >"$TEST_ROOT/runs"
  "$current/node/bin/node" "$current/app"/*/dist/main.js started
  ;;
stop) rm -f "$TEST_ROOT/runs" ;;
is-active) [ -e "$TEST_ROOT/runs" ] && ! has dies ;;
is-enabled) [ ! -e "$TEST_ROOT/disabled" ] ;;
show) echo 4711 ;;
esac
`;

/** The program of either role: tells of the freeze what the test laid down, and reads and writes a store of its own form. */
export const PROGRAM = `
const fs = require('node:fs');
const path = require('node:path');
const root = process.env.TEST_ROOT;
const { version, storeForm = 1, fault } = JSON.parse(fs.readFileSync(path.join(__dirname, '../../../behaviour'), 'utf8'));
const store = path.join(root, 'var/lib/invigil/hub/hub.sqlite');
const isHub = process.env.TEST_ROLE === 'hub';
if (isHub && fs.existsSync(store)) {
  if (Number(fs.readFileSync(store, 'utf8')) > storeForm) {
    console.error('the store is of a newer version');
    process.exit(1);
  }
  if (process.argv[2] === 'started') fs.writeFileSync(store, String(storeForm));
}
if (process.argv[2] === 'backup') {
  if (fs.existsSync(path.join(root, 'no-pg-dump'))) {
    console.error('there is no pg_dump here');
    process.exit(1);
  }
  fs.writeFileSync(path.join(process.argv[process.argv.indexOf('--to') + 1], 'hub.dump'), 'rows');
}
if (process.argv[2] === 'freeze') {
  const frozen = fs.existsSync(path.join(root, 'frozen'));
  if (process.argv.includes('--json')) {
    const running = fs.existsSync(path.join(root, 'runs')) ? fs.readFileSync(path.join(root, 'runs'), 'utf8').trim() : '-';
    const heard = fault === 'unheard' ? null : { version: running, state: 'online', healthAt: Date.now() };
    console.log(JSON.stringify({ frozen, hub: { reached: !fs.existsSync(path.join(root, 'cut')), heard } }));
  } else console.log(frozen ? 'frozen: an exam is open' : 'free: no session is open');
  if (frozen) process.exitCode = 3;
}
`;
