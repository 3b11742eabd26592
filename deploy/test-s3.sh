#!/usr/bin/env bash
# An S3-compatible store for tests, thrown away afterwards: Debian's OpenStack Swift with its S3 front, in a folder of its own, on free
# ports of the loopback. It has no bucket yet.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: deploy/test-s3.sh start         starts one and prints its folder, endpoint, access key and secret key, in one line
       deploy/test-s3.sh stop FOLDER   ends it and removes the folder

Exit codes: 0 done, 1 it failed, 2 the command line is wrong.
TEXT
}

fail() {
  printf 'test-s3.sh: %s\n' "$*" >&2
  exit 1
}

free_ports() {
  node -e 'const { createServer } = require("node:net");
    const ports = Array.from({ length: 4 }, () => createServer().listen(0, "127.0.0.1"));
    setTimeout(() => { console.log(ports.map((one) => one.address().port).join(" ")); ports.forEach((one) => one.close()); }, 50);'
}

# Swift's own start of a server, but that its common settings lie in the folder and not in /etc.
PROGRAM='
import sys
from swift.common import utils
folder, kind = sys.argv[1:]
utils.set_swift_dir(folder)
from swift.common import storage_policy, wsgi
storage_policy.reload_storage_policies()
sys.exit(wsgi.run_wsgi(f"{folder}/{kind}.conf", f"{kind}-server"))
'

# The servers of one kind: NAME PORT PIPELINE
server() {
  local name=$1 port=$2
  cat >"$folder/$name.conf" <<CONF
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = $port
workers = 0
user = $(id -un)
swift_dir = $folder
devices = $folder/devices
mount_check = false
log_level = WARNING
[pipeline:main]
pipeline = $3
[app:$name-server]
use = egg:swift#$name
$([ "$name" != proxy ] || echo 'account_autocreate = true')
CONF
}

start() {
  command -v swift-ring-builder >/dev/null ||
    fail "OpenStack Swift is not installed: apt-get install --no-install-recommends swift-proxy swift-account swift-container swift-object"
  folder=$(mktemp -d "${TMPDIR:-/tmp}/invigil-s3-XXXXXX")
  mkdir -p "$folder/devices/disk"
  local kind pid secret
  local -A ports
  read -r "ports[proxy]" "ports[account]" "ports[container]" "ports[object]" < <(free_ports)
  secret=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  printf '[swift-hash]\nswift_hash_path_prefix = %s\nswift_hash_path_suffix = %s\n[storage-policy:0]\nname = one\ndefault = yes\n' \
    "$secret" "$secret" >"$folder/swift.conf"
  for kind in account container object; do
    (cd "$folder" &&
      swift-ring-builder "$kind.builder" create 4 1 0 &&
      swift-ring-builder "$kind.builder" add "r1z1-127.0.0.1:${ports[$kind]}/disk" 1 &&
      swift-ring-builder "$kind.builder" rebalance) >>"$folder/log" 2>&1 || fail "no ring of ${kind}s; what it printed stands in $folder/log"
    server "$kind" "${ports[$kind]}" "$kind-server"
  done
  server proxy "${ports[proxy]}" 'catch_errors cache s3api tempauth proxy-server'
  cat >>"$folder/proxy.conf" <<CONF
[filter:catch_errors]
use = egg:swift#catch_errors
# Asked for, and not needed: nobody listens there.
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:9
[filter:s3api]
use = egg:swift#s3api
s3_acl = false
location = us-east-1
[filter:tempauth]
use = egg:swift#tempauth
user_invigil_hub = $secret .admin
CONF
  for kind in account container object proxy; do
    # With no descriptor of the caller's, who else would wait for its end.
    setsid /usr/bin/python3 -c "$PROGRAM" "$folder" "$kind" >>"$folder/log" 2>&1 </dev/null &
    pid=$!
    echo "$pid" >>"$folder/pids"
  done
  # Python's start takes long where others have the machine.
  while [ $SECONDS -lt 240 ]; do
    if curl --silent --output /dev/null "http://127.0.0.1:${ports[proxy]}/"; then
      printf '%s http://127.0.0.1:%s invigil:hub %s\n' "$folder" "${ports[proxy]}" "$secret"
      return
    fi
    sleep 0.5
  done
  stop "$folder" keep
  fail "it did not answer for four minutes; what it printed stands in $folder/log"
}

stop() {
  local folder=$1 pid
  [ -f "$folder/pids" ] || fail "$folder: there is no store"
  while read -r pid; do
    kill -- "-$pid" 2>/dev/null || true
  done <"$folder/pids"
  [ "${2:-}" = keep ] || rm -rf "$folder"
}

case ${1:-} in
start) start ;;
stop)
  [ $# = 2 ] || {
    usage >&2
    exit 2
  }
  stop "$2"
  ;;
--help | -h) usage ;;
*)
  usage >&2
  exit 2
  ;;
esac
