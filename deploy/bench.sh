#!/usr/bin/env bash
# `npm run bench`: sets up what it needs, then measures. A board (`--device`) needs no browser and no broker.
set -euo pipefail
cd "$(dirname "$0")/.."

purpose="test"
for option in "$@"; do
  [ "$option" = --device ] && purpose=demo
done
bash deploy/setup.sh "$purpose"
exec node deploy/dist/bench/main.js "$@"
