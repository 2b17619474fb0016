#!/usr/bin/env bash
# What PostgreSQL does with MACHINES (1000000) machines and as many alerts: plans and times of the periodic and the public queries.
#
#   src/bench/machines.sh
#
# Needs psql and initdb (PATH or /usr/lib/postgresql); no server.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=${WORK:-$PWD/target/bench-machines}
mkdir -p "$work"
# shellcheck source=src/bench/common.sh
. src/bench/common.sh
sql() { psql -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -p 25432 -U postgres machines "$@"; }
createdb -h 127.0.0.1 -p 25432 -U postgres machines
before=$(find src/main/resources/db/migration -name "V*.sql" ! -name "V13__*" | sort -V)
for file in $before; do sql -f "$file"; done
# the migration of a fleet that is there already
sql -v machines="${MACHINES:-1000000}" -f src/bench/machines.sql
SECONDS=0
sql -f src/main/resources/db/migration/V13__*.sql
sql -f src/main/resources/db/postgresql/R__machine_storage.sql
echo "V13 took $SECONDS s"
sql -f src/bench/machines-plans.sql
