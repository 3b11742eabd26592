#!/usr/bin/env bash
# Every check, in the order in which they are quick to fail. `npm run check`; the set-up must be complete.
set -euo pipefail
cd "$(dirname "$0")/.."

part() {
  local name=$1 from=$SECONDS
  shift
  printf '▸ %s …\n' "$name"
  "$@" || {
    printf 'failed: %s (npm run %s)\n' "$name" "$3" >&2
    exit 1
  }
  printf '  %s: %d s\n' "$name" "$((SECONDS - from))"
}

part "format" npm run --silent check:format
part "lint" npm run --silent check:lint
part "shell" npm run --silent check:shell
part "types" npm run --silent check:types
part "dead code" npm run --silent check:dead
part "unit tests" npm run --silent test:unit
part "the whole system" npm run --silent test:system
