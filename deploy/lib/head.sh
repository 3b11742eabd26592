#!/usr/bin/env bash
# Installs an Invigil hub or seat from a signed bundle, with nothing fetched from anywhere: `install --help`.
# One file, put together from deploy/lib of the repository.
set -euo pipefail
umask 022
export LC_ALL=C.UTF-8
