#!/usr/bin/env bash
# The cost of the event log, on a real PostgreSQL (initdb from the PATH or /usr/lib/postgresql) and a real redis-server.
#
#   mvn -q -DskipTests package && src/bench/log.sh
#
# First status changes a second with and without the log, in turn, each server after a round to warm up; then the time from a change
# on one node to its frame on another, through Redis and, with Redis stopped, through the log alone. SECONDS_EACH=10 can be changed.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${SECONDS_EACH:-10}
work=$PWD/target/bench-log
rm -rf "$work"; mkdir -p "$work/classes"
# shellcheck source=src/bench/common.sh
. src/bench/common.sh

# the same archive with a log that stores nothing
jar=$(find ~/.m2 -name 'jakarta.jakartaee-api-10.0.0.jar' | head -n 1)
javac -proc:none -cp "target/classes:$jar" -d "$work/classes/WEB-INF/classes" src/bench/nolog/NoLog.java
cp target/ROOT.war "$work/nolog.war"
(cd "$work/classes" && jar uf ../nolog.war WEB-INF)

for round in 1 2; do
  for kind in with without; do
    createdb -h 127.0.0.1 -p 25432 -U postgres "$kind$round"
    war=target/ROOT.war; [ $kind = without ] && war=$work/nolog.war
    node "$kind$round" "$war" 19080 "$kind$round"
    java src/bench/Changes.java rate 19080 "$pid" "$seconds" 8 >/dev/null
    printf '%s the log: ' "$kind"; java src/bench/Changes.java rate 19080 "$pid" "$seconds" 8
    end "$pid"
  done
done

redis
createdb -h 127.0.0.1 -p 25432 -U postgres pair
node a target/ROOT.war 19080 pair HELIOGRAPH_REDIS_URL=redis://127.0.0.1:26379
node b target/ROOT.war 19180 pair HELIOGRAPH_REDIS_URL=redis://127.0.0.1:26379
java src/bench/Changes.java delay 19080 19180 50 "$seconds" >/dev/null
printf 'through Redis: '; java src/bench/Changes.java delay 19080 19180 50 "$seconds"
end "$redis"
printf 'through the log alone: '; java src/bench/Changes.java delay 19080 19180 50 "$seconds"
