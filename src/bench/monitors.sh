#!/usr/bin/env bash
# Administrators who look at the list of monitors, each of whose pages reads its window every 750 ms, on a real node with PostgreSQL.
#
#   mvn -q -DskipTests package && src/bench/monitors.sh [WAR...]
#
# MONITORS (5000), VIEWERS (50) and SECONDS_EACH (20) can be changed.
set -euo pipefail
cd "$(dirname "$0")/../.."
monitors=${MONITORS:-5000} viewers=${VIEWERS:-50} seconds=${SECONDS_EACH:-20}
work=${WORK:-$PWD/target/bench-monitors}
rm -rf "$work"; mkdir -p "$work"
# shellcheck source=src/bench/common.sh
. src/bench/common.sh
[ $# -gt 0 ] || set -- target/ROOT.war
for war in "$@"; do
  createdb -h 127.0.0.1 -p 25432 -U postgres monitors
  node a "$war" 19080 monitors
  psql -q -h 127.0.0.1 -p 25432 -U postgres -v monitors="$monitors" -f src/bench/reads.sql monitors
  TOKEN=$(curl -fsS "http://127.0.0.1:19080/api/auth/login" -H 'Content-Type: application/json' -H 'X-Heliograph-Device: new' \
    -d "{\"email\":\"alice@acme.test\",\"password\":\"heliograph-demo\"}" | sed 's/.*"token":"\([^"]*\)".*/\1/')
  export TOKEN
  list="/v1/admin/monitor-states?offset=0&limit=50"
  load=(java -Xmx256m src/bench/StatusReads.java 19080 "$pid")
  "${load[@]}" 15 "warm:100:16:$list,$list&sort=state" >/dev/null
  for sort in name state -last_pulse; do
    echo "$war: $viewers viewers in the order of $sort"
    "${load[@]}" "$seconds" "viewers:$((viewers * 4 / 3)):$viewers:$list&sort=$sort"
  done
  end "$pid"
  dropdb -h 127.0.0.1 -p 25432 -U postgres monitors
done
