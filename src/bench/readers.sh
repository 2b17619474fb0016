#!/usr/bin/env bash
# Sockets that resume on real nodes.
#
#   mvn -q -DskipTests package
#   src/bench/readers.sh stalled     1,000 sockets on one node, first all reading, then with a tenth that reads nothing: the delay of the
#                                    others, and the heap after a collection at the beginning and at the end
#   src/bench/readers.sh restart     5,000 sockets on two nodes, one of which is drained, stopped and started again under them
#
# SOCKETS, RATE (changes a second), SECONDS_EACH and STALLED_SECONDS can be changed.
set -euo pipefail
cd "$(dirname "$0")/../.."
kind=${1:?stalled or restart}
rate=${RATE:-20}
work=$PWD/target/bench-readers
rm -rf "$work"; mkdir -p "$work"
# shellcheck source=src/bench/common.sh
. src/bench/common.sh
# sockets that read nothing stay open for the whole run
patient=(HELIOGRAPH_FLEET_SILENCE=PT6H HELIOGRAPH_SEND_TIMEOUT=PT30M HELIOGRAPH_LIMIT_SOCKETS_USER=50000
  HELIOGRAPH_LIMIT_SOCKETS_ADDRESS=50000 HELIOGRAPH_LIMIT_FRAMES=100000)
load=(java -Xmx1500m src/bench/Readers.java)

heap() { # PID: kilobytes in use after a collection
  jcmd "$1" GC.run >/dev/null
  jstat -gc "$1" | awk 'NR == 2 { printf "%d kB\n", $3 + $4 + $6 + $8 }'
}

await_ready() { for _ in $(seq 600); do [ -e "$work/ready" ] && return; sleep 0.25; done; echo "not all subscribed" >&2; exit 1; }

createdb -h 127.0.0.1 -p 25432 -U postgres readers
if [ "$kind" = stalled ]; then
  sockets=${SOCKETS:-1000} seconds=${SECONDS_EACH:-60} stalled=${STALLED_SECONDS:-600}
  node a target/ROOT.war 19080 readers "${patient[@]}"
  "${load[@]}" 19080 "$sockets" 0 "$rate" 10 >/dev/null
  printf 'heap before: '; heap "$pid"
  printf 'all read: '; "${load[@]}" 19080 "$sockets" 0 "$rate" "$seconds"
  printf 'heap between: '; heap "$pid"
  printf 'a tenth stalls: '; READY=$work/ready "${load[@]}" 19080 "$sockets" $((sockets / 10)) "$rate" "$stalled" &
  last=$!
  await_ready
  # while the stalled sockets are still connected
  sleep $((stalled - 5)); printf 'heap near the end: '; heap "$pid"
  wait "$last"
else
  sockets=${SOCKETS:-5000} seconds=${SECONDS_EACH:-60}
  redis
  node a target/ROOT.war 19080 readers HELIOGRAPH_REDIS_URL=redis://127.0.0.1:26379 "${patient[@]}"
  first=$pid
  node b target/ROOT.war 19180 readers HELIOGRAPH_REDIS_URL=redis://127.0.0.1:26379 "${patient[@]}"
  READY=$work/ready "${load[@]}" 19180,19080 "$sockets" 0 "$rate" "$seconds" &
  last=$!
  await_ready
  token=$(curl -fs http://127.0.0.1:19080/api/auth/login -H 'Content-Type: application/json' \
    -d '{"email":"alice@acme.test","password":"heliograph-demo"}' | sed 's/.*"token":"\([^"]*\)".*/\1/')
  curl -fs -X POST http://127.0.0.1:19080/api/operations/drain -H "Authorization: Bearer $token" \
    -H 'Content-Type: application/json' -d '{"over_seconds":10}' >/dev/null
  sleep 12
  end "$first"
  node a target/ROOT.war 19080 readers HELIOGRAPH_REDIS_URL=redis://127.0.0.1:26379 "${patient[@]}"
  wait "$last"
fi
