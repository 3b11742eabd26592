# shellcheck shell=bash
# The command lines of `invigil update`, `invigil rollback` and `take-back`, and their steps in order.

ROLE='' BUNDLE='' WITH_OLD_STORE='' SETTLE_S=20 HEARD_S=60
# When the hub heard last how this seat fares, before anything was changed; empty: it was not reached, or this is a hub.
HEALTH_BEFORE=

usage() {
  cat <<'TEXT'
usage: invigil update --bundle FILE [OPTION…]
       invigil rollback [OPTION…]

Brings what is installed here to the version of a signed bundle, or back to the version before. Never while a session is open here, unless two
administrators lift that. A version that does not start, does not stay up or, on a seat, does not get through to the hub is taken back by itself.

  --bundle FILE       invigil-<hub|seat>-<version>-linux-<x64|arm64>.tar.gz, its signature FILE.sig beside it
  --settle SECONDS    how long the new version must stay up (20)
  --heard SECONDS     how long a seat has to get through to a hub that was reached before (60)
  --with-old-store    rollback of a hub: also where the store of before has to come back, with what was kept since left aside

The log is in /var/log/invigil/install.log. Exit codes: 0 it runs · 1 stopped before anything was changed · 2 wrong usage · 3 frozen: a
session is open · 4 the new version did not get through, the one before runs · 5 neither runs
TEXT
}

wrong() {
  printf '%s: %s; --help tells what there is\n' "$VERB" "$1" >&2
  exit 2
}

read_options() {
  while [ $# -gt 0 ]; do
    case $1 in
    -h | --help)
      usage
      exit 0
      ;;
    hub | seat) ROLE=$1 ;;
    --with-old-store) WITH_OLD_STORE=1 ;;
    --bundle | --settle | --heard)
      [ $# -ge 2 ] || wrong "$1 needs a value"
      case $1 in
      --bundle) BUNDLE=$2 ;;
      --settle) SETTLE_S=$2 ;;
      --heard) HEARD_S=$2 ;;
      esac
      shift
      ;;
    *) wrong "there is no $1" ;;
    esac
    shift
  done
  [[ $SETTLE_S =~ ^[0-9]{1,4}$ && $HEARD_S =~ ^[0-9]{1,4}$ ]] || wrong "--settle and --heard are seconds"
}

update() {
  local now
  now=$(current_version "$ROLE")
  [ -n "$BUNDLE" ] || wrong "--bundle is missing"
  verify_signature "$BUNDLE" "$TRUSTED"
  read_manifest "$BUNDLE"
  check_fits "$BUNDLE" "$ROLE"
  say "· bundle: $ROLE $BUNDLE_VERSION of ${BUNDLE_REVISION:0:12}, signed by $TRUSTED; in force is $now"
  if [ "$now" = "$BUNDLE_VERSION" ] && systemctl is-active --quiet "$(unit)"; then
    say "already so: $ROLE $now runs"
    return
  fi
  [ "$now" != "$BUNDLE_VERSION" ] || fail "$now is in force and does not run: invigil $ROLE log says why, invigil rollback goes back"
  # First of all, so that nothing is unpacked in vain; and once more when all is ready.
  check_freeze "$now"
  [ "$ROLE" = seat ] || has_room_for_copy
  [ -d "$(version_folder "$ROLE" "$BUNDLE_VERSION")" ] || step "unpack $BUNDLE_VERSION and check each file" never unpack_bundle "$BUNDLE"
  check_freeze "$now"
  change "$now" "$BUNDLE_VERSION"
}

rollback() {
  local now before
  now=$(current_version "$ROLE")
  before=$(previous_version)
  [ -d "$(version_folder "$ROLE" "${before:-none}")" ] || fail "there is no version before $now here"
  check_freeze "$now" "$before"
  change "$now" "$before"
}

# change FROM TO: with the way back.
change() {
  local from=$1 to=$2 before status=0
  before=$(previous_version)
  if [ "$ROLE" = seat ] && is_configured; then
    local reached health
    read -r reached _ _ health < <(heard "$from")
    if [ "$reached" = true ]; then HEALTH_BEFORE=$health; else say "! the hub is not reached now, so whether $to gets through to it can't be told"; fi
  fi
  say "▸ $from → $to …"
  run systemctl stop "$(unit)" || true
  if [ "$ROLE" = hub ]; then ready_store "$from" "$to"; fi
  mark_unproved "$from"
  put_in_force "$to"
  if ! systemctl is-enabled --quiet "$(unit)" 2>/dev/null; then
    point "$OPT/$ROLE/previous" "versions/$from"
    unmark
    prune
    say "$ROLE $to is in force; its service is not enabled here, so nothing was started"
    return
  fi
  if gate "$to"; then
    point "$OPT/$ROLE/previous" "versions/$from"
    unmark
    prune
    say "$ROLE $to runs${HEALTH_BEFORE:+, and the hub hears it}; $from is kept for invigil rollback"
    return
  fi
  say "! $to: $REASON"
  note "  its last words:"
  journalctl --no-pager --quiet --unit "$(unit)" --lines 20 --output cat 2>/dev/null >>"$LOG" || true
  local why=$REASON
  say "▸ back to $from …"
  run systemctl stop "$(unit)" || true
  if [ "$ROLE" = hub ] && ! opens_store "$from"; then bring_store_back "$to"; fi
  put_in_force "$from"
  unmark
  [ -z "$before" ] || point "$OPT/$ROLE/previous" "versions/$before"
  # Whether it works is told by its start; the hub heard of it before.
  HEALTH_BEFORE=
  gate "$from" || status=$?
  prune
  [ "$status" = 0 ] || leave "$BROKEN_EXIT" "neither runs: $to: $why; $from: $REASON"
  leave "$ROLLED_BACK_EXIT" "rolled back: $from runs; $to did not get through: $why"
}

# ready_store FROM TO: the hub stands. Forward the store is copied; back it must be one that TO can read.
ready_store() {
  local from=$1 to=$2
  if [ "$VERB" = update ]; then
    copy_store "$to"
  elif ! opens_store "$to"; then
    if [ -z "$WITH_OLD_STORE" ]; then
      run systemctl start "$(unit)"
      leave 1 "$to can't read the store as $from keeps it. --with-old-store puts that of before $from back; what was kept since then is left aside"
    fi
    bring_store_back "$from"
  fi
}

# take_back: what would have proved the version in force was cut off, by a power cut or a kill. The service stands; what starts next is the one before.
take_back() {
  local from to
  [ -L "$(unproved)" ] || return 0
  from=$(basename "$(readlink "$(unproved)")")
  to=$(current_version "$ROLE")
  if [ "$from" != "$to" ]; then
    if [ "$ROLE" = hub ] && { is_store_away "$to" || ! opens_store "$from"; }; then bring_store_back "$to"; fi
    put_in_force "$from"
    say "taken back: $from is in force; $to did not get through: its update was cut off before it was proved"
  fi
  unmark
  prune
}

main() {
  VERB=$(basename "$0")
  read_options "$@"
  [ -n "$ROLE" ] || wrong "say hub or seat first"
  [ "$(id -u)" = 0 ] || fail "only root can do this: sudo invigil $VERB"
  [ -n "$(current_version "$ROLE")" ] || fail "no $ROLE is installed here"
  exec 9>"$OPT/$ROLE/.changing"
  if ! flock --nonblock 9; then
    # Whoever holds it proves what he put in force.
    [ "$VERB" != take-back ] || exit 0
    fail "somebody else changes the version of this $ROLE now"
  fi
  begin_log "$VERB $ROLE ${BUNDLE##*/}"
  trap '' HUP PIPE
  if [ "$VERB" = take-back ]; then
    take_back
    return
  fi
  if [ -L "$(unproved)" ]; then
    run systemctl stop "$(unit)" || true
    take_back
    run systemctl start "$(unit)" || true
  fi
  "$VERB"
}

main "$@"
