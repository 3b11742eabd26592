# shellcheck shell=bash
# Which system this is, and whether a bundle runs on it.

# The name of the system as its makers give it, and whether it is one of those that this was made for.
system_name() {
  # shellcheck source=/dev/null
  (. /etc/os-release && printf '%s' "${PRETTY_NAME:-unknown}")
}

system_is_known() {
  [ -e /etc/os-release ] || return 1
  local key
  # shellcheck source=/dev/null
  key=$(. /etc/os-release && printf '%s-%s' "${ID:-}" "${VERSION_ID:-}")
  case $key in
  debian-12 | debian-13 | raspbian-12 | raspbian-13 | ubuntu-22.04 | ubuntu-24.04) return 0 ;;
  *) return 1 ;;
  esac
}

# JetPack 6 is Ubuntu 22.04 with NVIDIA's own release file: "# R36 (release), …".
jetpack_name() {
  [ -e /etc/nv_tegra_release ] || return 0
  local release
  release=$(sed -n 's/^# R\([0-9]*\) .*/\1/p' /etc/nv_tegra_release)
  if [ "$release" = 36 ]; then printf 'JetPack 6'; else printf 'JetPack of L4T R%s' "$release"; fi
}

check_system() {
  local jetpack
  jetpack=$(jetpack_name)
  if [ -n "$ANY_SYSTEM" ]; then
    warn "$(system_name)${jetpack:+, $jetpack}: taken as it is (--any-system)"
  elif ! system_is_known || { [ -n "$jetpack" ] && [ "$jetpack" != 'JetPack 6' ]; }; then
    fail "$(system_name)${jetpack:+, $jetpack} is none of Debian 12 and 13, Ubuntu 22.04 and 24.04, Raspberry Pi OS of these, JetPack 6. To try it all the same, add --any-system"
  else
    say "· system: $(system_name)${jetpack:+, $jetpack}"
  fi
  [ -d /run/systemd/system ] || fail "systemd does not run here: services can't be installed"
  local command
  for command in openssl tar gzip sha256sum useradd runuser systemctl systemd-notify; do
    command -v "$command" >/dev/null || fail "$command is missing: apt-get install $(package_of "$command")"
  done
}

package_of() {
  case $1 in
  useradd) echo passwd ;;
  runuser) echo util-linux ;;
  systemctl | systemd-notify) echo systemd ;;
  sha256sum) echo coreutils ;;
  *) echo "$1" ;;
  esac
}

# As Node names it.
machine_arch() {
  case $(uname -m) in
  x86_64) echo x64 ;;
  aarch64) echo arm64 ;;
  *) uname -m ;;
  esac
}

# Version of the GNU C library, such as 2.36; nothing where there is another.
machine_libc() { getconf GNU_LIBC_VERSION 2>/dev/null | sed -n 's/^glibc //p'; }

# is_older A B: whether version A is older than B.
is_older() { [ "$1" != "$2" ] && [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }
