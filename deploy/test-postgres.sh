#!/usr/bin/env bash
# A PostgreSQL server for tests, thrown away afterwards: Debian's program, a cluster in a folder of its own, on a free port of the
# loopback. It does not wait for the disk (fsync off) and clears nothing away: what a power cut leaves and what grows for days is not what tests look
# at. What is measured must do so as a real one does: --durable.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: deploy/test-postgres.sh start [--durable]   starts one and prints its folder and its URL, in one line
       deploy/test-postgres.sh kill FOLDER   ends every process of it with kill -9
       deploy/test-postgres.sh again FOLDER  starts it at the same address after that
       deploy/test-postgres.sh stop FOLDER   ends it and removes the folder

Exit codes: 0 done, 1 it failed, 2 the command line is wrong.
TEXT
}

fail() {
  printf 'test-postgres.sh: %s\n' "$*" >&2
  exit 1
}

# Where Debian puts the programs of the newest version.
programs() {
  local found
  found=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
  [ -n "$found" ] || fail "PostgreSQL is not installed: bash deploy/setup.sh test installs it"
  printf '%s' "$found"
}

# PostgreSQL refuses to run as root.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then setpriv --reuid postgres --regid postgres --clear-groups "$@"; else "$@"; fi
}

start() {
  local bin folder port haste=(-c fsync=off -c full_page_writes=off -c autovacuum=off)
  [ "${1:-}" != --durable ] || haste=()
  bin=$(programs)
  folder=$(mktemp -d "${TMPDIR:-/tmp}/invigil-postgres-XXXXXX")
  [ "$(id -u)" != 0 ] || chown postgres: "$folder"
  (cd "$folder" && as_postgres "$bin/initdb" -D "$folder/data" -A trust -U invigil -E UTF8 --locale=C -N >"$folder/log" 2>&1) ||
    fail "initdb did not work; what it printed stands in $folder/log"
  port=$(node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
  local settings=(-p "$port" -c listen_addresses=127.0.0.1 -c "unix_socket_directories=$folder"
    -c max_connections=300 -c autovacuum_naptime=10s "${haste[@]}")
  printf '%s' "${settings[*]}" >"$folder/settings"
  again "$folder"
  printf '%s postgres://invigil@127.0.0.1:%s\n' "$folder" "$port"
}

# Starts the server of a folder with the settings that it was made with.
again() {
  local folder=$1 bin
  bin=$(programs)
  [ -f "$folder/settings" ] || fail "$folder: there is no cluster"
  (cd "$folder" && as_postgres "$bin/pg_ctl" -D "$folder/data" -w -t 60 -l "$folder/server.log" -o "$(<"$folder/settings")" start >>"$folder/log" 2>&1) ||
    fail "the server did not start; what it printed stands in $folder/server.log"
}

# As a power cut does: the first process and each that it began, before any of them can tidy up.
kill_all() {
  local folder=$1 first pids
  [ -f "$folder/data/postmaster.pid" ] || fail "$folder: no server runs there"
  first=$(head -n 1 "$folder/data/postmaster.pid")
  mapfile -t pids < <(ps -o pid= --ppid "$first" | tr -d ' ')
  kill -KILL "$first" "${pids[@]}" 2>/dev/null || true
  # Until they are gone their memory is in use, and the server would not start.
  for pid in "$first" "${pids[@]}"; do
    for _ in $(seq 100); do
      if ! grep -q '^State:[[:space:]]*[^Z]' "/proc/$pid/status" 2>/dev/null; then break; fi
      sleep 0.05
    done
  done
}

stop() {
  local folder=$1 bin
  bin=$(programs)
  [ -d "$folder/data" ] || fail "$folder: there is no cluster"
  (cd "$folder" && as_postgres "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null) || true
  rm -rf "$folder"
}

case ${1:-} in
start) start "${2:-}" ;;
kill | again | stop)
  [ $# = 2 ] || {
    usage >&2
    exit 2
  }
  case $1 in
  kill) kill_all "$2" ;;
  again) again "$2" ;;
  stop) stop "$2" ;;
  esac
  ;;
--help | -h) usage ;;
*)
  usage >&2
  exit 2
  ;;
esac
