#!/usr/bin/env bash
# Fetches the packages of packages.txt and unpacks each into packages/NAME; what is there already stays.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
target=${PHONE_PACKAGES:-$here/packages}

if [[ ${1:-} == --help ]]; then
  echo 'usage: packages.sh'
  echo
  echo 'Fetches the Debian and npm packages whose pictures the training uses (packages.txt) into models/train/packages,'
  echo 'or where PHONE_PACKAGES says. Needs apt-get (after apt-get update), dpkg and npm; installs nothing, runs nothing of theirs.'
  echo 'Exit code 0: all are there; 1: one could not be fetched.'
  exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"

while read -r kind name version; do
  [[ -d $target/$name ]] && continue
  echo "$name $version"
  rm -f "$work"/*
  mkdir -p "$target/$name.part"
  if [[ $kind == deb ]] && (cd "$work" && apt-get download -q "$name=$version") && dpkg -x "$work"/*.deb "$target/$name.part"; then
    mv "$target/$name.part" "$target/$name"
  elif [[ $kind == npm ]] && (cd "$work" && npm pack --silent "$name@$version" >&2) &&
    tar xzf "$work"/*.tgz -C "$target/$name.part" --strip-components=1; then
    mv "$target/$name.part" "$target/$name"
  else
    rm -rf "$target/$name.part"
    echo "packages.sh: $name $version ($kind) could not be fetched: is the registry reached, and has it this version?" >&2
    exit 1
  fi
done < <(grep -v '^#' "$here/packages.txt")
