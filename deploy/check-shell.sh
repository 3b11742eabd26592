#!/usr/bin/env bash
# Checks every bash program of the repository with shellcheck, `npm run check:shell`; the parts of deploy/lib as the programs that they make.
# Where shellcheck is not installed, it says so and is content: not everybody who changes a page can install packages.
set -euo pipefail
cd "$(dirname "$0")/.."

command -v shellcheck >/dev/null || {
  echo "deploy/check-shell.sh: skipped, shellcheck is not installed: apt-get install shellcheck, or bash deploy/setup.sh test" >&2
  exit 0
}

# Tracked and new files whose first line names bash.
programs() {
  local file line
  while IFS= read -r -d '' file; do
    [ -f "$file" ] || continue
    IFS= read -r line <"$file" || true
    case $line in '#!'*bash) printf '%s\n' "$file" ;; esac
  done < <(git ls-files -z --cached --others --exclude-standard)
}

# assembled LIST: a program that sources the parts that LIST names, so that what is found is told of its own file and line.
assembled() {
  echo '#!/usr/bin/env bash'
  local part
  while IFS= read -r part; do printf '# shellcheck source=%s\n. %s\n' "$part" "$part"; done <"deploy/lib/$1"
}

mapfile -t files < <(programs)
shellcheck --external-sources "${files[@]}"
for list in parts update-parts; do
  assembled "$list" | shellcheck --external-sources --check-sourced --source-path=deploy/lib -
done
for part in deploy/lib/*.sh; do
  grep -qx "${part##*/}" deploy/lib/parts deploy/lib/update-parts || {
    echo "deploy/check-shell.sh: $part is in neither deploy/lib/parts nor update-parts, so it is never checked" >&2
    exit 1
  }
done
echo "${#files[@]} programs of bash, and what deploy/lib makes: nothing found"
