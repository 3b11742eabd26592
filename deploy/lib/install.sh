# shellcheck shell=bash
# The command line of the installer, and its steps in their order.

ROLE=${INVIGIL_ROLE:-}
BUNDLE='' KEY='' CENTRE='' ROOM='' SEAT='' SESSION='' HUB='' ENROL='' CAMERA='' CAMERA_PORT='' CANDIDATE_USER='' FIREWALL='' KIOSK=''
ANY_SYSTEM='' UNINSTALL='' KEEP_DATA=''
ROWS=1 COLUMNS=1 HTTP_PORT=8443 MQTT_PORT=8883
NAMES=()

usage() {
  cat <<'TEXT'
Installs an Invigil hub or seat from a signed bundle. Nothing is fetched from anywhere.

  install --bundle FILE --key release.pub [ANSWERS]   install; a second time it does what is not so yet
  install --uninstall [--keep-data] [--role ROLE]     take everything away again

  --bundle FILE        invigil-<hub|seat>-<version>-linux-<x64|arm64>.tar.gz, its signature FILE.sig beside it
  --key FILE           public key of who packs; once installed, /etc/invigil/release.pub
  --dry-run            say each step, change nothing
  --any-system         try it on another system than those that it was made for

  Both, where there is no configuration yet (one that is there is left alone):
  --centre NAME        the exam centre
  --room NAME          the room; for a hub with --rows N --columns N
  --http-port N        the hub's HTTPS (8443)         --mqtt-port N   its MQTT (8883)
  A hub:
  --name HOST          a name or address under which the hub is reached, once for each; none: all of this machine
  --firewall NETWORK   let only this network in to the two ports, such as 10.0.0.0/24
  A seat:
  --seat NAME          the seat in its room
  --hub HOST           name or address of its hub
  --enrol LINE         the line of `invigil-hub seat enrol-token`; - reads it from standard input
  --session NAME       the exam's session
  --camera DEVICE      none: /dev/invigil-camera, which a rule of udev names; film:FILE plays a film
  --camera-port PATH   ID_PATH of the camera's USB port, where there is more than one camera
  --candidate-user U   user of the candidate's programs: may read the keys of a boot
  --kiosk ADDRESS      also the kiosk: a browser that shows the candidate's page and this address

  --uninstall          --keep-data leaves /var/lib/invigil and /etc/invigil
  --role hub|seat      which of two

The log is in /var/log/invigil/install.log. Exit codes: 0 installed · 1 stopped, and why · 2 wrong usage
TEXT
}

wrong() {
  printf 'install: %s; --help tells what there is\n' "$1" >&2
  exit 2
}

read_options() {
  while [ $# -gt 0 ]; do
    case $1 in
    --dry-run) DRY_RUN=1 ;;
    --any-system) ANY_SYSTEM=1 ;;
    --uninstall) UNINSTALL=1 ;;
    --keep-data) KEEP_DATA=1 ;;
    -h | --help)
      usage
      exit 0
      ;;
    --bundle | --key | --centre | --room | --rows | --columns | --http-port | --mqtt-port | --name | --firewall | --seat | --hub | --enrol | --session | --camera | --camera-port | --candidate-user | --kiosk | --role)
      [ $# -ge 2 ] || wrong "$1 needs a value"
      read_option "$1" "$2"
      shift
      ;;
    *) wrong "there is no $1" ;;
    esac
    shift
  done
}

read_option() {
  case $1 in
  --bundle) BUNDLE=$2 ;;
  --key) KEY=$2 ;;
  --centre) CENTRE=$2 ;;
  --room) ROOM=$2 ;;
  --rows) ROWS=$2 ;;
  --columns) COLUMNS=$2 ;;
  --http-port) HTTP_PORT=$2 ;;
  --mqtt-port) MQTT_PORT=$2 ;;
  --name) NAMES+=("$2") ;;
  --firewall) FIREWALL=$2 ;;
  --seat) SEAT=$2 ;;
  --hub) HUB=$2 ;;
  --enrol) ENROL=$2 ;;
  --session) SESSION=$2 ;;
  --camera) CAMERA=$2 ;;
  --camera-port) CAMERA_PORT=$2 ;;
  --candidate-user) CANDIDATE_USER=$2 ;;
  --kiosk) KIOSK=$2 ;;
  --role) ROLE=$2 ;;
  esac
}

only_one_installed() {
  local role found=()
  for role in hub seat; do
    ROLE=$role
    ! is_installed || found+=("$role")
  done
  ROLE=${found[0]:-}
  [ ${#found[@]} = 1 ] || wrong "say --role hub or --role seat"
}

install_role() {
  [ -n "$BUNDLE" ] || wrong "--bundle is missing"
  [ -n "$KEY" ] || KEY=$TRUSTED
  check_system
  verify_signature "$BUNDLE" "$KEY"
  read_manifest "$BUNDLE"
  check_fits "$BUNDLE" "${ROLE:-$BUNDLE_ROLE}"
  ROLE=$BUNDLE_ROLE
  say "· bundle: $ROLE $BUNDLE_VERSION of ${BUNDLE_REVISION:0:12}, signed by $KEY"
  check_answers
  local now
  now=$(current_version "$ROLE")
  [ -z "$now" ] || [ "$now" = "$BUNDLE_VERSION" ] ||
    fail "$ROLE $now is installed: invigil update --bundle $BUNDLE brings it to $BUNDLE_VERSION, with the way back"
  if [ "$ENROL" = - ]; then IFS= read -r ENROL || fail "--enrol -: standard input gave no line"; fi

  step "user $(user_of "$ROLE")" user_is_there make_user
  step "folders" folders_are_there make_folders
  step "whose bundles are taken" is_trusted trust_key
  step "unpack $BUNDLE_VERSION and check each file" is_unpacked unpack_bundle "$BUNDLE"
  step "version in force" is_in_force switch_to "$ROLE" "$BUNDLE_VERSION"
  step "commands" commands_are_there link_commands
  step "configuration" config_is_there make_config
  if [ "$ROLE" = hub ]; then
    step "the hub's key" hub_key_is_there make_hub_key
    step "the centre's authority and first administrator" hub_is_begun begin_hub
  else
    step "name of the camera" camera_is_named name_camera
    step "folder for the candidate's programs" run_folder_is_there make_run_folder
    if [ -n "$CANDIDATE_USER" ]; then step "candidate's user" user_sees_keys let_user_see_keys; fi
  fi
  step "units" units_are_there put_units
  if [ -n "$KIOSK" ]; then
    declare -F kiosk_install >/dev/null || fail "this installer has no kiosk"
    kiosk_install "$KIOSK"
  fi
  if [ "$ROLE" = hub ]; then
    if [ -n "$FIREWALL" ]; then step "firewall" firewall_is_set set_firewall; else tell_firewall; fi
  elif [ -n "$ENROL" ] || seat_is_enrolled; then
    step "certificate" seat_is_enrolled enrol_seat
  fi
  check_clock
  if [ "$ROLE" = seat ] && [ -z "$ENROL" ] && ! seat_is_enrolled; then
    warn "not enrolled, so not started: on the hub, invigil-hub seat enrol-token ROOM/SEAT --config $ETC/hub.yaml; here, this again with --enrol LINE"
    return
  fi
  step "start" service_runs start_service
}

is_unpacked() { [ -d "$(version_folder "$ROLE" "$BUNDLE_VERSION")" ]; }
is_in_force() { [ "$(current_version "$ROLE")" = "$BUNDLE_VERSION" ]; }

main() {
  local from=${EPOCHREALTIME/./}
  read_options "$@"
  [ -z "$ROLE" ] || [ "$ROLE" = hub ] || [ "$ROLE" = seat ] || wrong "--role is hub or seat"
  [ "$(id -u)" = 0 ] || fail "only root can do this: run it with sudo"
  if [ -n "$UNINSTALL" ]; then
    [ -n "$ROLE" ] || only_one_installed
    uninstall
    return
  fi
  begin_log "install ${BUNDLE##*/}"
  install_role
  local ms=$(((${EPOCHREALTIME/./} - from) / 1000))
  if [ -n "$DRY_RUN" ]; then
    say "dry run: nothing was changed"
  else
    say "installed: $ROLE $BUNDLE_VERSION, in $((ms / 1000)).$(printf '%03d' $((ms % 1000)) | cut -c1) s"
  fi
}

main "$@"
