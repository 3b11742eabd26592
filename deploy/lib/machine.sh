# shellcheck shell=bash
# What of a machine becomes a hub's or a seat's: users, folders, units, rules, commands.

STATE=/var/lib/invigil
UNITS=/etc/systemd/system
COMMANDS=/usr/local/bin
JOURNAL=/etc/systemd/journald.conf.d/invigil.conf
CAMERA_RULE=/etc/udev/rules.d/61-invigil-camera.rules
# Who may read the keys of a boot that a seat hands to the candidate's programs.
CANDIDATES=invigil-candidate

user_of() { printf 'invigil-%s' "$1"; }

user_is_there() {
  local user
  user=$(user_of "$ROLE")
  getent passwd "$user" >/dev/null || return 1
  [ "$ROLE" = hub ] || { getent group "$CANDIDATES" >/dev/null && in_groups "$user" video audio; }
}

in_groups() {
  local user=$1 group
  shift
  for group in "$@"; do id -nG "$user" | tr ' ' '\n' | grep -qx "$group" || return 1; done
}

make_user() {
  local user
  user=$(user_of "$ROLE")
  getent passwd "$user" >/dev/null ||
    run useradd --system --user-group --no-create-home --home-dir "$STATE/$ROLE" --shell /usr/sbin/nologin "$user"
  [ "$ROLE" = seat ] || return 0
  run usermod --append --groups video,audio "$user"
  getent group "$CANDIDATES" >/dev/null || run groupadd --system "$CANDIDATES"
}

folders_are_there() {
  [ -d "$ETC" ] && [ -d "$STATE/$ROLE" ] && [ "$(stat -c '%U %a' "$STATE/$ROLE")" = "$(user_of "$ROLE") 700" ]
}

make_folders() {
  local user
  user=$(user_of "$ROLE")
  run install -d -m 0755 "$ETC" "$STATE"
  run install -d -m 0700 -o "$user" -g "$user" "$STATE/$ROLE"
}

is_trusted() { cmp -s "$KEY" "$TRUSTED"; }

trust_key() {
  [ ! -e "$TRUSTED" ] || fail "$TRUSTED is another key: this machine takes bundles of somebody else. Remove that file to change this"
  run install -m 0644 "$KEY" "$TRUSTED"
}

# The units of this role that the bundle brings.
own_units() {
  local unit
  for unit in "$(version_folder "$ROLE" "$BUNDLE_VERSION")"/units/invigil-"$ROLE"*.service; do
    [ -e "$unit" ] && printf '%s\n' "$unit"
  done
}

units_are_there() {
  local unit found=
  while IFS= read -r unit; do
    found=1
    cmp -s "$unit" "$UNITS/$(basename "$unit")" || return 1
  done < <(own_units)
  [ -n "$found" ] && cmp -s <(journal_text) "$JOURNAL"
}

put_units() {
  local unit
  if [ -n "$DRY_RUN" ]; then
    printf '    writes %s/invigil-%s.service and reloads systemd\n' "$UNITS" "$ROLE"
  else
    while IFS= read -r unit; do run install -m 0644 "$unit" "$UNITS/"; done < <(own_units)
  fi
  run systemctl daemon-reload
  run mkdir -p "$(dirname "$JOURNAL")"
  journal_text | put "$JOURNAL" 0644
  run systemctl try-restart systemd-journald
}

journal_text() {
  printf '%s\n' '# Invigil: the journal has an end, on the disk and in time.' '[Journal]' 'SystemMaxUse=500M' 'MaxRetentionSec=3month'
}

camera_is_named() { cmp -s <(camera_rule) "$CAMERA_RULE"; }

# Of a camera's devices the first gives pictures. A USB camera that stays at its port keeps its name there.
camera_rule() {
  printf '%s\n' '# Invigil: the seat watches /dev/invigil-camera, whatever number the kernel gives it.'
  printf 'SUBSYSTEM=="video4linux", KERNEL=="video[0-9]*", ATTR{index}=="0", '
  if [ -n "$CAMERA_PORT" ]; then
    printf 'ENV{ID_PATH}=="%s", ' "$CAMERA_PORT"
  else
    printf 'SUBSYSTEMS=="usb", '
  fi
  printf 'SYMLINK+="invigil-camera"\n'
}

name_camera() {
  run mkdir -p "$(dirname "$CAMERA_RULE")"
  camera_rule | put "$CAMERA_RULE" 0644
  if command -v udevadm >/dev/null; then
    run udevadm control --reload 2>/dev/null || warn "udev does not listen here: the camera gets its name at the next start"
    run udevadm trigger --subsystem-match=video4linux --action=change 2>/dev/null || true
  fi
}

commands_are_there() {
  local name
  for name in invigil "invigil-$ROLE"; do
    [ "$(readlink "$COMMANDS/$name" 2>/dev/null)" = "$OPT/$ROLE/current/bin/$name" ] || return 1
  done
}

link_commands() {
  local name
  run mkdir -p "$COMMANDS"
  for name in invigil "invigil-$ROLE"; do run ln -sfn "$OPT/$ROLE/current/bin/$name" "$COMMANDS/$name"; done
}

# Clocks that differ put events in the wrong order for people to read (docs/adr/0017).
check_clock() {
  local name
  if [ "$(timedatectl show -p NTPSynchronized --value 2>/dev/null || true)" = yes ]; then
    say "· clock: kept by a time server"
    return
  fi
  for name in chrony systemd-timesyncd ntpsec ntp; do
    if systemctl is-active --quiet "$name" 2>/dev/null; then
      warn "clock: $name runs and has not heard of a time server yet; look again with timedatectl"
      return
    fi
  done
  warn "clock: nothing keeps it. Install chrony (apt-get install chrony) and name the room's time server in /etc/chrony/chrony.conf"
}
