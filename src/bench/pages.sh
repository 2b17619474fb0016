#!/usr/bin/env bash
# What readers over a network with a round trip of 80 ms wait for, and how long lists of 5,000 machines and monitors scroll, in Chromium.
#
#   mvn -q -DskipTests package && src/bench/pages.sh [WAR...]
#
# ROWS (5000), ROUND_TRIP (80), ROUNDS (5), SPEEDS ("2000 8000"), SCROLL_SECONDS (30), EACH ("times scroll") and HELIOGRAPH_CHROMIUM can be changed.
set -euo pipefail
cd "$(dirname "$0")/../.."
rows=${ROWS:-5000} each=${EACH:-times scroll}
work=${WORK:-$PWD/target/bench-pages}
rm -rf "$work"; mkdir -p "$work"
# shellcheck source=src/bench/common.sh
. src/bench/common.sh
[ $# -gt 0 ] || set -- target/ROOT.war
query() { psql -q -h 127.0.0.1 -p 25432 -U postgres "$@" pages; }
machines() { # FIRST LAST
  query <<SQL
insert into machine (id, org_id, name, tailnet_ip, os, arch, version, status, node_key_hash, last_seen, created_at, updated_at)
  select md5(i::text)::uuid::text, 'acme', 'machine-' || i, '100.64.' || i / 256 || '.' || i % 256, 'Linux', 'amd64', '1.4.2',
    (array['online', 'offline'])[1 + (i % 20 = 0)::int], md5('key' || i) || md5('more' || i), now(), now(), now()
  from generate_series($1, $2) i;
delete from machine_count where org_id = 'acme';
insert into machine_count (org_id, status, delta) select org_id, status, count(*) from machine where org_id = 'acme' group by org_id, status;
analyze;
SQL
}
for war in "$@"; do
  echo "$war"
  createdb -h 127.0.0.1 -p 25432 -U postgres pages
  # no heartbeats and no pulses come: nothing falls silent meanwhile
  node a "$war" 19080 pages HELIOGRAPH_MACHINE_SILENCE=P1D
  machines 1 20
  case $each in *times*) command node src/bench/pages.mjs http://127.0.0.1:19080 times ;; esac
  case $each in *scroll*)
    machines 21 "$rows"
    query -v monitors="$rows" -f src/bench/reads.sql
    query -c "update monitor set interval_seconds = 86400; update outline set revision = revision + 1"
    command node src/bench/pages.mjs http://127.0.0.1:19080 scroll
    ;;
  esac
  end "$pid"
  dropdb -h 127.0.0.1 -p 25432 -U postgres pages
done
