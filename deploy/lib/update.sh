# shellcheck shell=bash
# From one version of what is installed to another, and back where the new one does not get through (docs/adr/0041).

FROZEN_EXIT=3
ROLLED_BACK_EXIT=4
BROKEN_EXIT=5
# What the gate found wrong.
REASON=

# Whoever called may be gone: what was begun is brought to its end all the same.
say() {
  printf '%s\n' "$*" 2>/dev/null || true
  note "$*"
}

# leave STATUS TEXT…: ends with one line on standard error and in the log.
leave() {
  local status=$1
  shift
  STEP=
  note "stopped: $*"
  printf '%s\n' "$*" >&2 || true
  exit "$status"
}

node_of() { printf '%s/node/bin/node' "$(version_folder "$ROLE" "$1")"; }

# program VERSION ARGUMENT…: the role's own program of a version, as the role's user.
program() {
  local version=$1 main=app/hub/dist/main.js
  shift
  [ "$ROLE" = hub ] || main=app/device/dist/main.js
  as_user "$(node_of "$version")" "$(version_folder "$ROLE" "$version")/$main" "$@"
}

as_user() { runuser -u "$(user_of "$ROLE")" -- "$@"; }

is_configured() { [ -e "$ETC/$ROLE.yaml" ]; }

# check_freeze VERSION…: ends where a session is open here. The first version that can tell decides: the one that is in force may be broken.
check_freeze() {
  local version line status
  if ! is_configured; then
    say "· exam freeze: $ETC/$ROLE.yaml is not there, so nobody is examined here"
    return
  fi
  for version in "$@"; do
    [ -n "$version" ] || continue
    status=0
    line=$(program "$version" freeze --config "$ETC/$ROLE.yaml" 2>&1) || status=$?
    case $status in
    0)
      say "· exam freeze: ${line%%$'\n'*}"
      return
      ;;
    "$FROZEN_EXIT") leave "$FROZEN_EXIT" "not now: ${line%%$'\n'*}" ;;
    esac
  done
  fail "whether a session is open here can't be told: ${line##*$'\n'}"
}

# heard VERSION: what the hub heard of this seat last, asked with that version's program: `reached version state healthAt`.
heard() {
  # shellcheck disable=SC2016
  { program "$1" freeze --json --config "$ETC/seat.yaml" 2>/dev/null || true; } | "$(node_of "$1")" -e '
    try {
      const { reached, heard } = JSON.parse(require("node:fs").readFileSync(0, "utf8")).hub;
      console.log(reached, heard?.version ?? "-", heard?.state ?? "-", heard?.healthAt ?? 0);
    } catch { console.log("false - - 0"); }'
}

unit() { printf 'invigil-%s.service' "$ROLE"; }
main_pid() { systemctl show --property MainPID --value "$(unit)"; }

# runs_version VERSION: whether the process that runs is that version's.
runs_version() { [ "$(readlink "/proc/$(main_pid)/exe" 2>/dev/null)" = "$(node_of "$1")" ]; }

# put_in_force VERSION: the service stands; what starts next is VERSION.
put_in_force() {
  local file
  point "$OPT/$ROLE/current" "versions/$1"
  BUNDLE_VERSION=$1
  while IFS= read -r file; do
    cmp -s "$file" "$UNITS/$(basename "$file")" || run install -m 0644 "$file" "$UNITS/"
  done < <(own_units)
  run systemctl daemon-reload
}

# Points to the version before while the one in force is not proved. Who finds it at a start takes that one back (invigil-<role>-take-back.service).
unproved() { printf '%s/%s/unproved' "$OPT" "$ROLE"; }
mark_unproved() { point "$(unproved)" "versions/$1"; }
unmark() { run rm -f "$(unproved)"; }

# gate VERSION: whether VERSION starts, says that it is ready, stays, and on a seat got through to the hub. Sets REASON.
gate() {
  local version=$1 pid
  systemctl reset-failed "$(unit)" 2>/dev/null || true
  # Until it has said that it is ready: a hub that it listens and that its store is open.
  if ! run systemctl start "$(unit)"; then
    REASON="it does not start: $(last_words)"
    return 1
  fi
  pid=$(main_pid)
  if ! runs_version "$version"; then
    REASON="what runs is not $version"
    return 1
  fi
  sleep "$SETTLE_S"
  if ! systemctl is-active --quiet "$(unit)" || [ "$(main_pid)" != "$pid" ]; then
    REASON="it did not stay up for $SETTLE_S s: $(last_words)"
    return 1
  fi
  [ "$ROLE" = hub ] || [ -z "$HEALTH_BEFORE" ] || gets_through "$version"
}

# gets_through VERSION: the hub has its birth under the new version, and has heard since how it fares.
gets_through() {
  local version=$1 reached told state health end=$((SECONDS + HEARD_S))
  while read -r reached told state health < <(heard "$version"); do
    [ "$reached $told $state" != "true $version online" ] || [ "$health" -le "$HEALTH_BEFORE" ] || return 0
    if [ "$SECONDS" -ge "$end" ]; then
      REASON="the hub has not heard it within $HEARD_S s (reached: $reached, version heard: $told, state: $state)"
      return 1
    fi
    sleep 1
  done
}

last_words() { journalctl --no-pager --quiet --unit "$(unit)" --lines 1 --output cat 2>/dev/null || true; }

# prune: of versions only the one in force and the one before stay.
prune() {
  local folder
  for folder in "$OPT/$ROLE/versions"/*; do
    case $(basename "$folder") in
    "$(current_version "$ROLE")" | "$(previous_version)") ;;
    *) run rm -rf "$folder" ;;
    esac
  done
}

previous_version() {
  local link=$OPT/$ROLE/previous
  [ ! -L "$link" ] || basename "$(readlink "$link")"
}
