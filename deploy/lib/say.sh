# shellcheck shell=bash
# What an installer says: each step with its name and its time, on the terminal and in a log.

LOG=/var/log/invigil/install.log
DRY_RUN=
STEP=

say() {
  printf '%s\n' "$*"
  note "$*"
}

# note TEXT…: into the log only.
note() {
  [ -n "$DRY_RUN" ] || [ ! -w "$LOG" ] || printf '%(%Y-%m-%dT%H:%M:%S%z)T %s\n' -1 "$*" >>"$LOG"
}

warn() { say "! $*"; }

# fail TEXT…: ends with one line that says what, where, and what to do.
fail() {
  STEP=
  note "stopped: $*"
  printf 'stopped: %s\n' "$*" >&2
  exit 1
}

# run COMMAND…: what changes the machine. A dry run shows it instead.
run() {
  if [ -n "$DRY_RUN" ]; then
    printf '    $ %s\n' "$*"
  else
    note "  \$ $*"
    "$@"
  fi
}

# put FILE MODE [OWNER]: standard input becomes a file, whole or not at all.
put() {
  local file=$1 mode=$2 owner=${3:-root:root}
  if [ -n "$DRY_RUN" ]; then
    cat >/dev/null
    printf '    writes %s (%s, %s)\n' "$file" "$mode" "$owner"
    return
  fi
  note "  writes $file"
  cat >"$file.new"
  chmod "$mode" "$file.new"
  chown "$owner" "$file.new"
  mv "$file.new" "$file"
}

# step NAME IS_SO DO…: does what is not so yet. IS_SO is a function without arguments.
step() {
  local name=$1 is_so=$2 from=${EPOCHREALTIME/./}
  shift 2
  if "$is_so"; then
    say "· $name: already so"
    return
  fi
  if [ -n "$DRY_RUN" ]; then
    say "▸ $name, would be done:"
    "$@"
    return
  fi
  STEP=$name
  say "▸ $name …"
  # Plainly, so that the first fault in it ends all.
  "$@"
  STEP=
  local ms=$(((${EPOCHREALTIME/./} - from) / 1000))
  say "  $name: $((ms / 1000)).$(printf '%03d' $((ms % 1000)) | cut -c1) s"
}

# For steps that are done each time.
never() { false; }

on_exit() {
  local status=$?
  if [ "$status" != 0 ] && [ -n "$STEP" ]; then
    note "stopped at: $STEP"
    printf 'stopped at: %s. What it printed stands above. Put it right and run the same again: it goes on from there.\n' "$STEP" >&2
  fi
}
trap on_exit EXIT

begin_log() {
  [ -n "$DRY_RUN" ] && return
  mkdir -p "$(dirname "$LOG")"
  [ -e "$LOG" ] || install -m 0640 /dev/null "$LOG"
  note "── $*"
}
