# shellcheck shell=bash
# The configuration, from the answers on the command line. One that is there is a person's, and is left alone.

config_is_there() { [ -e "$ETC/$ROLE.yaml" ]; }

make_config() {
  case $ROLE in
  hub) hub_config | put "$ETC/hub.yaml" 0640 root:invigil-hub ;;
  seat) seat_config | put "$ETC/seat.yaml" 0640 root:invigil-seat ;;
  esac
}

# Before anything is changed: whether all answers are there that a new configuration needs.
check_answers() {
  local name
  for name in "$CENTRE" "$ROOM" "$SEAT" "$SESSION"; do
    [[ $name =~ ^([a-z0-9]([a-z0-9-]*[a-z0-9])?)?$ ]] || fail "$name: a name of a centre, room, seat or session is of a-z, 0-9 and -"
  done
  for name in "$ROWS" "$COLUMNS" "$HTTP_PORT" "$MQTT_PORT"; do
    [[ $name =~ ^[0-9]+$ ]] || fail "$name: rows, columns and ports are whole numbers"
  done
  for name in ${NAMES[@]+"${NAMES[@]}"} "$HUB"; do
    [[ $name =~ ^[A-Za-z0-9.:-]*$ ]] || fail "$name is no host name and no address"
  done
  [[ $CAMERA =~ ^[A-Za-z0-9_./:@-]*$ ]] || fail "--camera $CAMERA: a device such as /dev/video0, or film:/path/of/a.film; without blanks"
  [[ $CAMERA_PORT =~ ^[A-Za-z0-9_./:-]*$ ]] || fail "--camera-port $CAMERA_PORT is no ID_PATH; udevadm info /dev/video0 shows it"
  if [ -n "$FIREWALL" ]; then check_firewall; fi
  config_is_there && return
  [ -n "$CENTRE" ] || fail "--centre is missing: a new $ROLE needs the name of its centre"
  [ "$ROLE" = hub ] && return
  if [ -z "$ROOM" ] || [ -z "$SEAT" ]; then
    fail "--room and --seat are missing: a new seat needs to know where it stands"
  fi
  [ -n "$HUB" ] || fail "--hub is missing: a new seat needs the name or address of its hub"
}

hub_config() {
  local name row column
  printf '%s\n' '# Made by the installer. It is yours now, and is not written again.' "centre: $CENTRE" \
    "dataDir: $STATE/hub" "dashboardDir: $OPT/hub/current/app/dashboard/dist/app" \
    "http: { host: 0.0.0.0, port: $HTTP_PORT, tls: auto }" \
    "mqtt: { embedded: { host: 0.0.0.0, port: $MQTT_PORT, tls: auto } }" \
    '# Names and addresses under which browsers and seats reach this hub; after a change: invigil-hub certificate renew' \
    'pki:' '  names:'
  while IFS= read -r name; do printf "    - '%s'\n" "$name"; done < <(hub_names)
  if [ -z "$ROOM" ]; then
    printf 'rooms: []\n'
    return
  fi
  printf '%s\n' 'rooms:' "  - room: $ROOM" "    name: $ROOM" "    rows: $ROWS" "    columns: $COLUMNS" '    seats:'
  for ((row = 1; row <= ROWS; row++)); do
    for ((column = 1; column <= COLUMNS; column++)); do
      printf '      - { seat: %s, label: %s, row: %d, column: %d }\n' \
        "$(seat_name "$row" "$column")" "$(seat_name "$row" "$column" | tr '[:lower:]' '[:upper:]')" "$row" "$column"
    done
  done
}

# Rows are letters, as on the desks: a1, a2, … b1, …; beyond 26 rows r27-1.
seat_name() {
  if [ "$1" -le 26 ]; then
    printf '%b%d' "\\x$(printf '%x' $((96 + $1)))" "$2"
  else
    printf 'r%d-%d' "$1" "$2"
  fi
}

# What was named; else all by which this machine is known.
hub_names() {
  {
    if [ ${#NAMES[@]} -gt 0 ]; then
      printf '%s\n' "${NAMES[@]}"
    else
      uname -n
      hostname -I 2>/dev/null | tr ' ' '\n' | grep -v '^fe80:' || true
    fi
    printf '%s\n' localhost 127.0.0.1 ::1
  } | awk 'NF && !seen[$0]++' | head -n 20
}

seat_config() {
  local host=$HUB
  # An IPv6 address stands in brackets in a URL.
  [[ $host != *:* ]] || host="[$host]"
  printf '%s\n' '# Made by the installer. It is yours now, and is not written again.' \
    "seat: { centre: $CENTRE, room: $ROOM, seat: $SEAT }" "session: ${SESSION:-null}" \
    'hub:' "  httpUrl: https://$host:$HTTP_PORT" "  mqttUrl: mqtts://$host:$MQTT_PORT" "  certificates: $STATE/seat/certificates" \
    "dataDir: $STATE/seat" "agent: { runDir: /run/invigil-seat }"
  case $CAMERA in
  film:*) printf 'camera: { type: film, file: %s, loop: true }\n' "${CAMERA#film:}" ;;
  *) printf 'camera: { type: camera, device: %s }\n' "${CAMERA:-/dev/invigil-camera}" ;;
  esac
}
