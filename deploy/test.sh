#!/usr/bin/env bash
# Runs tests from their sources: `test.sh unit [FILE…]`, `test.sh postgres [FILE…]`, `test.sh s3`, `test.sh system [FILE…]`, `test.sh machines [--on SYSTEM] [FILE…]`.
# No build is needed for the first three; postgres are the hub's on a PostgreSQL server and with mosquitto, s3 those of its files on OpenStack Swift, which it
# starts and stops itself;
# system starts the built programs, machines installs them on machines of its own (root only): bookworm (Debian 12), or --on trixie, jammy, noble.
set -euo pipefail
cd "$(dirname "$0")/.."

kind=${1:-unit}
shift || true
# The binding's own bookkeeping of memory ends Node 20 (docs/adr/0002); it must be off before it is loaded.
export OPENCV4NODEJS_DISABLE_EXTERNAL_MEM_TRACKING=1
usage() {
  echo "usage: deploy/test.sh unit|postgres|s3|system [FILE…], or deploy/test.sh machines [--on bookworm|trixie|jammy|noble] [FILE…]" >&2
  exit 2
}
run() { node --conditions=source --import ./deploy/run-sources.mjs --test --test-timeout="${timeout_ms:-600000}" "$@"; }

case $kind in
unit)
  if [ $# = 0 ]; then
    mapfile -t files < <(git ls-files --cached --others --exclude-standard -- '*.test.ts' ':!:deploy/src/system' ':!:deploy/src/machines' | while read -r f; do [ -e "$f" ] && echo "$f"; done)
    set -- "${files[@]}"
  fi
  run "$@"
  ;;
postgres)
  if [ $# = 0 ]; then
    mapfile -t files < <(git ls-files --cached --others --exclude-standard -- 'hub/src/*.test.ts')
    set -- "${files[@]}"
  fi
  read -r folder server <<<"$(bash deploy/test-postgres.sh start)"
  [ -n "$server" ] || exit 1
  trap 'bash deploy/test-postgres.sh stop "$folder"' EXIT
  printf 'centre: north\ndatabase: %s/invigil_template\n' "$server" >"$folder/template.yaml"
  psql -qX "$server/postgres" -c 'create database invigil_template'
  node --conditions=source --import ./deploy/run-sources.mjs hub/src/main.ts user list -c "$folder/template.yaml"
  INVIGIL_TEST_DATABASE=$server INVIGIL_TEST_BROKER=mosquitto run "$@"
  ;;
s3)
  [ $# = 0 ] && set -- hub/src/store/files/s3-real.test.ts
  command -v swift-ring-builder >/dev/null || {
    [ "$(id -u)" = 0 ] || {
      echo "deploy/test.sh s3: OpenStack Swift is not installed; run it as root once" >&2
      exit 1
    }
    env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends swift-proxy swift-account swift-container swift-object >/dev/null
  }
  read -r folder endpoint access_key secret_key <<<"$(bash deploy/test-s3.sh start)"
  [ -n "$secret_key" ] || exit 1
  trap 'bash deploy/test-s3.sh stop "$folder"' EXIT
  INVIGIL_TEST_S3=$endpoint AWS_ACCESS_KEY_ID=$access_key AWS_SECRET_ACCESS_KEY=$secret_key run "$@"
  ;;
system)
  [ $# = 0 ] && set -- deploy/src/system/*.test.ts
  # One after the other: each has the machine to itself.
  run --test-concurrency=1 "$@"
  ;;
machines)
  if [ "${1:-}" = --on ]; then
    [ $# -ge 2 ] || usage
    export INVIGIL_MACHINES_ON=$2
    shift 2
  fi
  [ "$(id -u)" = 0 ] || {
    echo "deploy/test.sh machines: only root starts machines; run it as root" >&2
    exit 1
  }
  for program in debootstrap systemd-nspawn patchelf nsenter ip ssh; do
    command -v "$program" >/dev/null || {
      echo "deploy/test.sh machines: $program is missing: bash deploy/setup.sh deploy" >&2
      exit 1
    }
  done
  if [ -z "${INVIGIL_BUNDLES:-}" ]; then
    INVIGIL_BUNDLES=$(mktemp -d)
    export INVIGIL_BUNDLES
    trap 'rm -rf "$INVIGIL_BUNDLES"' EXIT
    mkdir -m 0700 "$INVIGIL_BUNDLES/keys"
    deploy/pack key --key "$INVIGIL_BUNDLES/keys/release.key" >/dev/null
    # Ubuntu 22.04 is older than what bundles are packed on.
    for_system=()
    [ "${INVIGIL_MACHINES_ON:-}" = jammy ] && for_system=(--for jammy)
    for role in hub seat; do
      deploy/pack "$role" "${for_system[@]}" --out "$INVIGIL_BUNDLES/stick" --key "$INVIGIL_BUNDLES/keys/release.key"
    done
  fi
  [ $# = 0 ] && set -- deploy/src/machines/*.test.ts
  timeout_ms=3600000 run --test-concurrency=1 "$@"
  ;;
*)
  usage
  ;;
esac
