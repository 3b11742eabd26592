# shellcheck shell=bash
# The kiosk: a browser that shows the candidate's page and the exam's address, and nothing else. The installer calls
# kiosk_install ADDRESS and kiosk_uninstall.

KIOSK_USER=invigil-kiosk
KIOSK_UNIT=invigil-kiosk.service
KIOSK_POLICY=/etc/chromium/policies/managed/invigil.json
KIOSK_PAM=/etc/pam.d/invigil-kiosk
# That of device/seat/extension: it comes of the public key in its manifest.
KIOSK_EXTENSION=offagibjomaodapgplcnbkgpaaffhcnd

# kiosk_policy ADDRESS: managed policies of Chromium. The browser opens the seat's own page and the exam's address, and no other: no page
# of its own either. The camera is the seat's. Extensions are not blocked by "*": Chromium then loads none from a folder, and the seat's is one;
# their shop is no address that is open.
kiosk_policy() {
  cat <<JSON
{
  "URLBlocklist": ["*", "chrome://*", "file://*"],
  "URLAllowlist": ["http://127.0.0.1", "chrome-extension://$KIOSK_EXTENSION", "$1"],
  "DeveloperToolsAvailability": 2,
  "RemoteDebuggingAllowed": false,
  "IncognitoModeAvailability": 1,
  "BrowserGuestModeEnabled": false,
  "BrowserAddPersonEnabled": false,
  "BrowserSignin": 0,
  "SyncDisabled": true,
  "DownloadRestrictions": 3,
  "PrintingEnabled": false,
  "PasswordManagerEnabled": false,
  "AutofillAddressEnabled": false,
  "AutofillCreditCardEnabled": false,
  "TranslateEnabled": false,
  "SearchSuggestEnabled": false,
  "MetricsReportingEnabled": false,
  "TaskManagerEndProcessEnabled": false,
  "VideoCaptureAllowed": false,
  "ExtensionSettings": { "$KIOSK_EXTENSION": { "installation_mode": "allowed" } }
}
JSON
}

# kiosk_install ADDRESS: of the exam, such as https://exam.example.
kiosk_install() {
  [[ $1 =~ ^https?://[A-Za-z0-9.-]+(:[0-9]+)?$ ]] ||
    fail "--kiosk $1: the exam's address, such as https://exam.example, without a path"
  [ "$ROLE" = seat ] || fail "--kiosk is of a seat"
  local command
  # Cage ends where it finds no Xwayland, and Debian's does not ask for it.
  for command in cage chromium Xwayland; do
    command -v "$command" >/dev/null || fail "$command is missing: apt-get install ${command,,}"
  done
  KIOSK_ADDRESS=$1
  step "kiosk: user" kiosk_user_is_there kiosk_make_user
  step "kiosk: what the browser may" kiosk_policy_is_there kiosk_put_policy
  step "kiosk: log-in at the terminal" kiosk_pam_is_there kiosk_put_pam
  step "kiosk: unit" kiosk_unit_is_there kiosk_put_unit
  step "kiosk: at each start" kiosk_is_enabled kiosk_enable
}

kiosk_uninstall() {
  [ ! -e "$UNITS/$KIOSK_UNIT" ] || run systemctl disable --quiet --now "$KIOSK_UNIT"
  kiosk_end_login
  run rm -f "$UNITS/$KIOSK_UNIT" "$KIOSK_POLICY" "$KIOSK_PAM"
  # Debian's chromium brings neither folder; another's policy may lie there.
  local managed=${KIOSK_POLICY%/*}
  [ ! -d "$managed" ] || run rmdir --ignore-fail-on-non-empty "$managed" "${managed%/*}"
  run rm -rf "${STATE:?}/kiosk"
  run systemctl daemon-reload
  ! getent passwd "$KIOSK_USER" >/dev/null || run userdel "$KIOSK_USER"
  ! getent group "$KIOSK_USER" >/dev/null || run groupdel "$KIOSK_USER"
}

# Its log-in may still be there for a while, with a service manager of the user's own and a browser that writes.
kiosk_end_login() {
  loginctl show-user "$KIOSK_USER" >/dev/null 2>&1 || return 0
  run loginctl terminate-user "$KIOSK_USER"
  for _ in {1..100}; do
    loginctl show-user "$KIOSK_USER" >/dev/null 2>&1 || break
    sleep 0.1
  done
}

kiosk_user_is_there() { getent passwd "$KIOSK_USER" >/dev/null && in_groups "$KIOSK_USER" "$CANDIDATES"; }

# Of the candidates' group: it reads the address and the key of this boot.
kiosk_make_user() {
  getent passwd "$KIOSK_USER" >/dev/null ||
    run useradd --system --user-group --home-dir "$STATE/kiosk" --shell /usr/sbin/nologin "$KIOSK_USER"
  run usermod --append --groups "$CANDIDATES" "$KIOSK_USER"
}

kiosk_policy_is_there() { cmp -s <(kiosk_policy "$KIOSK_ADDRESS") "$KIOSK_POLICY"; }

kiosk_put_policy() {
  run mkdir -p "$(dirname "$KIOSK_POLICY")"
  kiosk_policy "$KIOSK_ADDRESS" | put "$KIOSK_POLICY" 0644
}

kiosk_pam_text() {
  printf '%s\n' 'auth     required pam_unix.so nullok' 'account  required pam_unix.so' \
    'session  required pam_unix.so' 'session  required pam_systemd.so'
}

kiosk_pam_is_there() { cmp -s <(kiosk_pam_text) "$KIOSK_PAM"; }
kiosk_put_pam() { kiosk_pam_text | put "$KIOSK_PAM" 0644; }

kiosk_unit_text() { cat "$(version_folder seat "$BUNDLE_VERSION")/units/$KIOSK_UNIT"; }
kiosk_unit_is_there() { [ -e "$UNITS/$KIOSK_UNIT" ] && cmp -s <(kiosk_unit_text) "$UNITS/$KIOSK_UNIT"; }

kiosk_put_unit() {
  if [ -n "$DRY_RUN" ]; then
    printf '    writes %s/%s\n' "$UNITS" "$KIOSK_UNIT"
  else
    kiosk_unit_text | put "$UNITS/$KIOSK_UNIT" 0644
  fi
  run systemctl daemon-reload
}

kiosk_is_enabled() { systemctl is-enabled --quiet "$KIOSK_UNIT" 2>/dev/null; }

# With the next start of the machine: a terminal that somebody uses now is left to them.
kiosk_enable() { run systemctl enable --quiet "$KIOSK_UNIT"; }
