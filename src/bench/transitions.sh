#!/usr/bin/env bash
# Machines in great number on a real node with PostgreSQL beside it (initdb from the PATH or /usr/lib/postgresql).
#
#   mvn -q -DskipTests package && src/bench/transitions.sh [OTHER.war]
#
# Status changes of one organisation over CONNECTIONS (64) connections, of OTHER.war and of the built archive in turn, each server after a round
# to warm up; then MACHINES (10000) machines whose site comes back within 10 s. SECONDS_EACH (10) can be changed.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${SECONDS_EACH:-10} connections=${CONNECTIONS:-64} machines=${MACHINES:-10000}
work=${WORK:-$PWD/target/bench-transitions}
rm -rf "$work"; mkdir -p "$work"
# shellcheck source=src/bench/common.sh
. src/bench/common.sh

for round in 1 2; do
  for war in "$@" target/ROOT.war; do
    name=round$round-$(basename "$war" .war)
    createdb -h 127.0.0.1 -p 25432 -U postgres "$name"
    node "$name" "$war" 19080 "$name"
    java src/bench/Changes.java rate 19080 "$pid" "$seconds" "$connections" >/dev/null
    printf '%s: ' "$war"; java src/bench/Changes.java rate 19080 "$pid" "$seconds" "$connections"
    end "$pid"
  done
done
createdb -h 127.0.0.1 -p 25432 -U postgres site
node site target/ROOT.war 19080 site
java src/bench/Changes.java rate 19080 "$pid" "$seconds" "$connections" >/dev/null
printf 'a site comes back: '; java src/bench/Changes.java return 19080 "$pid" "$machines" 10 256
psql -qAt -h 127.0.0.1 -p 25432 -U postgres -c \
  "select 'updates of machines: ' || n_tup_upd || ', without an index written: ' || n_tup_hot_upd from pg_stat_user_tables where relname = 'machine'" site
