# shellcheck shell=bash
# What only a hub, or only a seat, needs before it runs.

HUB_KEY=$ETC/hub.key
RUN_FOLDER_RULE=/etc/tmpfiles.d/invigil-seat.conf

hub_key_is_there() { [ -e "$HUB_KEY" ]; }

# Root's, and apart from the data that it opens (docs/adr/0019). One that a hub of before made in its data stays the one.
make_hub_key() {
  if [ -e "$STATE/hub/hub.key" ]; then
    put "$HUB_KEY" 0600 <"$STATE/hub/hub.key"
  else
    openssl rand -hex 32 | put "$HUB_KEY" 0600
  fi
}

hub_is_begun() { [ -e "$STATE/hub/pki/ca.key" ]; }

# The administrator's password is shown, and stands in no log.
begin_hub() { run "$COMMANDS/invigil-hub" init --config "$ETC/hub.yaml"; }

run_folder_is_there() { cmp -s <(run_folder_rule) "$RUN_FOLDER_RULE" && [ -d /run/invigil-seat ]; }

run_folder_rule() { printf 'd /run/invigil-seat 2750 invigil-seat %s -\n' "$CANDIDATES"; }

make_run_folder() {
  run mkdir -p "$(dirname "$RUN_FOLDER_RULE")"
  run_folder_rule | put "$RUN_FOLDER_RULE" 0644
  run systemd-tmpfiles --create "$RUN_FOLDER_RULE"
}

seat_is_enrolled() { [ -e "$STATE/seat/certificates/seat.crt" ]; }

# enrol_seat: the line goes by standard input, so that no list of processes shows its token.
enrol_seat() {
  if [ -n "$DRY_RUN" ]; then
    printf '    enrols with the line that was given\n'
  else
    note '  enrols'
    "$COMMANDS/invigil-seat" enrol - --dir "$STATE/seat/certificates" <<<"$ENROL"
  fi
}

user_sees_keys() { in_groups "$CANDIDATE_USER" "$CANDIDATES"; }

let_user_see_keys() { run usermod --append --groups "$CANDIDATES" "$CANDIDATE_USER"; }

service_runs() {
  systemctl is-enabled --quiet "invigil-$ROLE" 2>/dev/null && systemctl is-active --quiet "invigil-$ROLE"
}

start_service() {
  run systemctl enable --quiet "invigil-$ROLE"
  # Until it has said that it is ready.
  if ! run systemctl start "invigil-$ROLE"; then
    journalctl --no-pager --unit "invigil-$ROLE" --lines 20 >&2 || true
    fail "invigil-$ROLE does not start; what it said stands above, and in: journalctl -u invigil-$ROLE"
  fi
}
