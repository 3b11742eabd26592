# shellcheck shell=bash
# Takes a role away again: nothing is left, or only its data and its configuration.

uninstall() {
  local other=hub
  [ "$ROLE" = seat ] || other=seat
  [ -d "$OPT/$other" ] || other=
  if ! is_installed; then
    say "· $ROLE: not installed here"
    return
  fi
  step "service" never stop_service
  if [ "$ROLE" = hub ]; then step "firewall" never remove_firewall; fi
  if declare -F kiosk_uninstall >/dev/null && [ "$ROLE" = seat ]; then step "kiosk" never kiosk_uninstall; fi
  step "units, rules and commands" never remove_units
  step "programs" never remove_programs
  if [ -n "$KEEP_DATA" ]; then
    say "· data in $STATE/$ROLE and configuration in $ETC: kept, with their user $(user_of "$ROLE")"
  else
    step "data and configuration" never remove_data
    step "user" never remove_user
  fi
  if [ -z "$other" ]; then step "log" never remove_log; fi
  say "uninstalled: $ROLE"
}

is_installed() {
  [ -d "$OPT/$ROLE" ] || [ -e "$UNITS/invigil-$ROLE.service" ] || [ -d "$STATE/$ROLE" ] || getent passwd "$(user_of "$ROLE")" >/dev/null
}

stop_service() {
  [ -e "$UNITS/invigil-$ROLE.service" ] || return 0
  run systemctl disable --quiet --now "invigil-$ROLE"
  run systemctl reset-failed "invigil-$ROLE" 2>/dev/null || true
}

remove_units() {
  run rm -f "$UNITS/invigil-$ROLE.service" "$UNITS/invigil-$ROLE-take-back.service"
  run rm -f "$COMMANDS/invigil-$ROLE"
  if [ "$ROLE" = seat ]; then
    run rm -f "$CAMERA_RULE" "$RUN_FOLDER_RULE"
    run rm -rf /run/invigil-seat
    ! command -v udevadm >/dev/null || run udevadm control --reload 2>/dev/null || true
  fi
  if [ -z "$other" ]; then
    run rm -f "$COMMANDS/invigil" "$JOURNAL"
    [ ! -d "$(dirname "$JOURNAL")" ] || run rmdir --ignore-fail-on-non-empty "$(dirname "$JOURNAL")"
    run systemctl try-restart systemd-journald
  else
    run ln -sfn "$OPT/$other/current/bin/invigil" "$COMMANDS/invigil"
  fi
  run systemctl daemon-reload
}

remove_programs() {
  run rm -rf "${OPT:?}/$ROLE"
  [ -n "$other" ] || run rmdir --ignore-fail-on-non-empty "$OPT"
}

remove_data() {
  run rm -rf "${STATE:?}/$ROLE"
  run rm -f "$ETC/$ROLE.yaml"
  [ "$ROLE" = seat ] || run rm -f "$HUB_KEY"
  if [ -z "$other" ]; then
    run rm -f "$TRUSTED"
    run rmdir --ignore-fail-on-non-empty "$STATE" "$ETC"
  fi
}

# What somebody started by hand with `invigil-seat`, and left.
end_processes_of() {
  local folder
  for folder in /proc/[0-9]*; do
    [ "$(stat -c %U "$folder" 2>/dev/null)" != "$1" ] || run kill -KILL "${folder#/proc/}" || true
  done
}

remove_user() {
  local user
  user=$(user_of "$ROLE")
  end_processes_of "$user"
  ! getent passwd "$user" >/dev/null || run userdel "$user"
  ! getent group "$user" >/dev/null || run groupdel "$user"
  [ "$ROLE" = hub ] || ! getent group "$CANDIDATES" >/dev/null || run groupdel "$CANDIDATES"
}

remove_log() {
  run rm -f "$LOG"
  run rmdir --ignore-fail-on-non-empty "$(dirname "$LOG")"
}
