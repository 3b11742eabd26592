# shellcheck shell=bash
# A bundle: whose it is, whether it fits this machine, and how it gets to /opt/invigil. Nothing in it is run before it was verified.

OPT=/opt/invigil
ETC=/etc/invigil
TRUSTED=$ETC/release.pub

# manifest_value NAME <manifest.json: one of the plain values at its top.
manifest_value() { sed -n "1,/\"files\": {/s/^  \"$1\": \"\{0,1\}\([^\",]*\)\"\{0,1\},\{0,1\}$/\1/p"; }

# verify_signature BUNDLE KEY: over the whole file, before any of it is read.
verify_signature() {
  local bundle=$1 key=$2
  [ -r "$bundle" ] || fail "$bundle: there is no such bundle"
  [ -r "$bundle.sig" ] || fail "$bundle.sig is missing: the signature must lie beside its bundle"
  [ -r "$key" ] || fail "$key: there is no such key; name the public key of who packs with --key"
  openssl pkeyutl -verify -rawin -pubin -inkey "$key" -sigfile "$bundle.sig" -in "$bundle" >/dev/null 2>&1 ||
    fail "$bundle is not signed by $key: it was changed on its way, or it is another's. Nothing of it was used"
}

# read_manifest BUNDLE: sets BUNDLE_ROLE, BUNDLE_VERSION, BUNDLE_ARCH, BUNDLE_LIBC, BUNDLE_REVISION.
read_manifest() {
  local text
  # The manifest comes first; the rest isn't unpacked for it, and tar's complaint of the closed pipe is none.
  text=$(tar -xzOf "$1" --occurrence=1 manifest.json 2>/dev/null) || fail "$1 is no bundle: it has no manifest.json"
  [ "$(manifest_value format <<<"$text")" = 1 ] || fail "$1 is of a form that this installer does not know: use the installer that came with it"
  BUNDLE_ROLE=$(manifest_value role <<<"$text")
  BUNDLE_VERSION=$(manifest_value version <<<"$text")
  BUNDLE_ARCH=$(manifest_value arch <<<"$text")
  BUNDLE_LIBC=$(manifest_value libc <<<"$text")
  BUNDLE_REVISION=$(manifest_value revision <<<"$text")
  [[ $BUNDLE_ROLE =~ ^(hub|seat)$ && $BUNDLE_VERSION =~ ^[0-9][0-9A-Za-z.+-]*$ ]] || fail "$1: its manifest can't be read"
}

# check_fits BUNDLE ROLE: whether the bundle that was read is for this machine.
check_fits() {
  local bundle=$1 role=$2 arch libc
  arch=$(machine_arch)
  libc=$(machine_libc)
  [ "$BUNDLE_ROLE" = "$role" ] || fail "$bundle is of a $BUNDLE_ROLE; a $role was asked for"
  [ "$BUNDLE_ARCH" = "$arch" ] || fail "$bundle is for $BUNDLE_ARCH; this machine is $arch. Use invigil-$role-$BUNDLE_VERSION-linux-$arch.tar.gz"
  [ -n "$libc" ] || fail "this system has no GNU C library; the bundle needs $BUNDLE_LIBC or newer"
  ! is_older "$libc" "$BUNDLE_LIBC" ||
    fail "$bundle needs the GNU C library $BUNDLE_LIBC or newer; this system has $libc. Pack it on a system as old as this one"
}

version_folder() { printf '%s/%s/versions/%s' "$OPT" "$1" "$2"; }

# unpack_bundle BUNDLE: beside the other versions, checked file by file, and in its place only when it is whole.
unpack_bundle() {
  local bundle=$1 folder partial
  folder=$(version_folder "$BUNDLE_ROLE" "$BUNDLE_VERSION")
  partial=$(dirname "$folder")/.$BUNDLE_VERSION.partial
  run rm -rf "$partial"
  run mkdir -p "$partial"
  run tar -xzf "$bundle" -C "$partial" --no-same-owner
  [ -n "$DRY_RUN" ] || check_files "$partial"
  # On the disk before it has its name: after a power cut a folder of that name is whole.
  run sync --file-system "$partial"
  run mv -T "$partial" "$folder"
}

# check_files FOLDER: each file is what the manifest says, and there is no other.
check_files() {
  local folder=$1 said found
  said=$(sed -n '/^  "files": {/,/^  }/s/^    "\(.*\)": "\([0-9a-f]\{64\}\)",\{0,1\}$/\2  \1/p' "$folder/manifest.json")
  [ -n "$said" ] || fail "$folder/manifest.json names no files"
  (cd "$folder" && sha256sum --quiet --strict --check - <<<"$said") ||
    fail "$folder differs from its manifest: the disk may be at fault. Nothing of it was used"
  found=$(find "$folder" -type f ! -path "$folder/manifest.json" | wc -l)
  [ "$found" = "$(wc -l <<<"$said")" ] || fail "$folder holds files that its manifest does not name"
}

# current_version ROLE: the version that is in force; nothing where none is.
current_version() {
  local link=$OPT/$1/current
  [ ! -L "$link" ] || basename "$(readlink "$link")"
}

# switch_to ROLE VERSION: `current` becomes VERSION at once and wholly, `previous` what was.
switch_to() {
  local role=$1 version=$2 before
  before=$(current_version "$role")
  [ "$before" != "$version" ] || return 0
  [ -z "$before" ] || point "$OPT/$role/previous" "versions/$before"
  point "$OPT/$role/current" "versions/$version"
}

point() {
  run ln -sfn "$2" "$1.new"
  run mv -T "$1.new" "$1"
}
