#!/usr/bin/env bash
# Sets up what is missing and repeats nothing that is there. `setup.sh demo` (the default), `setup.sh test`, `setup.sh pack` or `setup.sh deploy`;
# the second adds a browser, a broker, a database and shellcheck, the third is what bundles are made of, without films, the fourth adds what starts
# machines of their own. Each step is named and timed.
set -euo pipefail
cd "$(dirname "$0")/.."

purpose=${1:-demo}
case $purpose in
demo | test | pack | deploy) ;;
*)
  echo "usage: deploy/setup.sh [demo|test|pack|deploy]" >&2
  exit 2
  ;;
esac

cache=${XDG_CACHE_HOME:-$HOME/.cache}/invigil
times=${INVIGIL_SETUP_TIMES:-/dev/null}
# OpenCV is the system's: without this the binding looks for one that it built itself, and a cached binding has none.
export OPENCV4NODEJS_DISABLE_AUTOBUILD=1

say() { printf '%s\n' "$*"; }
fail() {
  say "set-up stopped: $*" >&2
  exit 1
}

# step NAME COMMAND…: runs a command that does a missing part, with its name and its time.
step() {
  local name=$1 from=$SECONDS
  shift
  say "▸ $name …"
  "$@" || fail "$name did not work; what it printed stands above"
  say "  $name: $((SECONDS - from)) s"
  printf '%s\t%s\n' "$name" "$((SECONDS - from))" >>"$times"
}

node_is_new_enough() {
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'
}

# Debian has Chromium as a package; on Ubuntu bring a browser and name it in CHROMIUM.
has_browser() {
  [ -x "${CHROMIUM:-}" ] || command -v chromium chromium-browser google-chrome >/dev/null
}

can_install() { [ "$(id -u)" = 0 ] || command -v sudo >/dev/null; }

missing_packages() {
  local wanted=(g++ make python3 pkg-config ca-certificates libopencv-dev) package
  [ "$purpose" = test ] && wanted+=(mosquitto postgresql fonts-dejavu-core strace iproute2)
  [ "$purpose" = test ] && ! has_browser && wanted+=(chromium)
  # Who can't install it goes without: its check says that it was skipped.
  [ "$purpose" = test ] && can_install && wanted+=(shellcheck)
  [ "$purpose" = pack ] && wanted+=(patchelf)
  [ "$purpose" = deploy ] && wanted+=(debootstrap systemd-container patchelf iproute2 util-linux openssh-client)
  for package in "${wanted[@]}"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || printf '%s\n' "$package"
  done
}

install_packages() {
  local sudo=()
  if [ "$(id -u)" != 0 ]; then
    can_install || fail "neither root nor sudo; let root run: apt-get install --no-install-recommends $*"
    sudo=(sudo)
  fi
  "${sudo[@]}" apt-get update -qq
  # The variable stands after sudo, which lets none through.
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

hash_of() { sha256sum "$@" | sha256sum | cut -c1-64; }

# Hash of the names and bytes of all files that git knows, or could know, under some paths.
hash_of_tree() { git ls-files -z --cached --others --exclude-standard -- "$@" | sort -z | xargs -0 sha256sum 2>/dev/null | sha256sum | cut -c1-64; }

is_stamped() { [ -e "$1" ] && [ "$(cat "$1")" = "$2" ]; }

# native NAME MODULE FILE KEY BUILD…: a compiled binding, from this user's cache or built and put there. The key stands
# beside it, so that a new Node or a new OpenCV gets a new one.
native() {
  local name=$1 module=$2 file=$3 key=$4 target
  shift 4
  target=node_modules/$module/$file
  [ -e "$target" ] && is_stamped "$target.key" "$key" && return
  if [ -e "$cache/native/$key.node" ]; then
    mkdir -p "$(dirname "$target")"
    cp "$cache/native/$key.node" "$target"
    say "· $name: from the cache"
  else
    step "$name" "$@"
    [ -e "$target" ] || fail "$name left no $target"
    mkdir -p "$cache/native"
    cp "$target" "$cache/native/$key.node.new" && mv "$cache/native/$key.node.new" "$cache/native/$key.node"
  fi
  printf '%s' "$key" >"$target.key"
}

# Node's own headers, where they are installed beside it, so that nothing is downloaded for a build.
gyp() {
  local include
  include=$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")
  local flags=(--jobs "$(nproc)")
  [ -e "$include/include/node/node.h" ] && flags+=(--nodedir "$include")
  (cd "node_modules/$1" && "$OLDPWD/node_modules/.bin/node-gyp" rebuild "${flags[@]}" 2>&1)
}

# Shows how many files were compiled; keeps the log for the case that it fails.
counted() {
  local total=$1 n=0 line log
  shift
  log=$(mktemp)
  # A loop of bash: Debian's awk would hold the lines back.
  if "$@" | tee "$log" | while IFS= read -r line; do
    case $line in
    *"CXX(target)"* | *"CC(target)"*) ((++n % 10)) || say "  $n of about $total files" ;;
    esac
  done; then
    rm -f "$log"
  else
    # With several compilers at once the fault stands far above the end.
    grep -m 10 -E '(error|Error):|undefined reference|cannot find' "$log" || tail -n 30 "$log"
    say "  all of it stands in $log"
    return 1
  fi
}

build_opencv() {
  OPENCV_INCLUDE_DIR=/usr/include/opencv4 OPENCV_BIN_DIR=/usr/bin OPENCV_LIB_DIR=/usr/lib/$(gcc -dumpmachine) \
    counted 104 gyp @u4/opencv4nodejs
}

main() {
  command -v node >/dev/null || fail "Node.js is missing; version 20.19 or newer is needed"
  node_is_new_enough || fail "Node.js $(node --version) is too old; version 20.19 or newer is needed"
  command -v dpkg-query >/dev/null || fail "this set-up knows Debian and Ubuntu. Elsewhere install OpenCV 4 with its headers,
a C++ compiler, make, python3, pkg-config, Chromium, mosquitto and PostgreSQL by hand, then run the steps of deploy/setup.sh from 'npm packages' on"

  local missing
  mapfile -t missing < <(missing_packages)
  [ ${#missing[@]} = 0 ] || step "system packages (${missing[*]})" install_packages "${missing[@]}"

  local lock
  lock=$(hash_of package-lock.json)
  if ! is_stamped node_modules/.invigil-lock "$lock"; then
    # Not "npm ci": it refuses a lock file written where the registry lacks the binaries of other platforms (docs/adr/0005).
    step "npm packages" npm install --no-save --ignore-scripts --no-audit --no-fund --loglevel=error
    printf '%s' "$lock" >node_modules/.invigil-lock
  fi

  local abi arch opencv
  abi=$(node -p 'process.versions.modules')
  arch=$(node -p 'process.arch')
  opencv=$(dpkg-query -W -f='${Version}' libopencv-dev)
  version_of() { node -p "require('./node_modules/$1/package.json').version"; }
  native "SQLite binding" better-sqlite3 build/Release/better_sqlite3.node \
    "better-sqlite3-$(version_of better-sqlite3)-abi$abi-$arch" counted 3 gyp better-sqlite3
  native "OpenCV binding" @u4/opencv4nodejs build/Release/opencv4nodejs.node \
    "opencv4nodejs-$(version_of @u4/opencv4nodejs)-abi$abi-opencv$opencv-$arch" build_opencv

  local code page
  code=$(hash_of_tree hub device models deploy tsconfig.json tsconfig.base.json package-lock.json)
  if ! is_stamped node_modules/.invigil-code "$code"; then
    step "compile the TypeScript" npx --no-install tsc -b hub device device/vscode models deploy
    printf '%s' "$code" >node_modules/.invigil-code
  fi
  page=$(hash_of_tree dashboard hub/contract package-lock.json)
  if ! is_stamped dashboard/dist/.invigil-page "$page"; then
    step "build the dashboard" npm run --silent build -w dashboard
    printf '%s' "$page" >dashboard/dist/.invigil-page
  fi
  page=$(hash_of_tree device/seat hub/contract package-lock.json)
  if ! is_stamped device/seat/dist/.invigil-page "$page"; then
    step "build the candidate's page" npm run --silent build -w device/seat
    printf '%s' "$page" >device/seat/dist/.invigil-page
  fi

  node models/dist/main.js verify >/dev/null 2>&1 || step "compile the nets" node models/dist/main.js compile
  [ "$purpose" = pack ] || node deploy/dist/films/main.js --check >/dev/null 2>&1 || step "compose the demo films" node deploy/dist/films/main.js
  say "set-up complete"
}

main
