#!/usr/bin/env bash
# The cost of the event log, on a real PostgreSQL (initdb from the PATH or /usr/lib/postgresql) and a real redis-server.
#
#   mvn -q -DskipTests package && src/bench/log.sh
#
# Status changes a second of one organisation, over CONNECTIONS (64), with and without the log in turn, each server after a round to warm up;
# the same while a snapshot is held open, as by pg_dump; the changes that a second node commits while the first is frozen in the middle
# of its own; and the time from a change on one node to its frame on another, through Redis, by PostgreSQL's notifications, and as Redis has just
# stopped. SECONDS_EACH=10 can be changed. BEFORE=path/of/an/older/ROOT.war is measured beside the built one.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${SECONDS_EACH:-10}
connections=${CONNECTIONS:-64}
work=$PWD/target/bench-log
rm -rf "$work"; mkdir -p "$work/classes"
# shellcheck source=src/bench/common.sh
. src/bench/common.sh

rate() { java src/bench/Changes.java rate "$1" "$2" "$seconds" "$connections"; }

# the same archive with a log that stores nothing
jar=$(find ~/.m2 -name 'jakarta.jakartaee-api-10.0.0.jar' | head -n 1)
javac -proc:none -cp "target/classes:$jar" -d "$work/classes/WEB-INF/classes" src/bench/nolog/NoLog.java
cp target/ROOT.war "$work/without.war"
(cd "$work/classes" && jar uf ../without.war WEB-INF)
cp target/ROOT.war "$work/with.war"
kinds=(with without)
if [ -n "${BEFORE:-}" ]; then cp "$BEFORE" "$work/before.war"; kinds=(before with without); fi

for round in 1 2; do
  for kind in "${kinds[@]}"; do
    createdb -h 127.0.0.1 -p 25432 -U postgres "$kind$round"
    node "$kind$round" "$work/$kind.war" 19080 "$kind$round"
    rate 19080 "$pid" >/dev/null
    printf '%s the log: ' "$kind"; rate 19080 "$pid"
    if [ "$round" = 2 ] && [ "$kind" != without ]; then
      # a snapshot that is older than all changes which follow
      psql -q -h 127.0.0.1 -p 25432 -U postgres "$kind$round" \
        -c 'begin isolation level repeatable read; select count(*) from publication; select pg_sleep(3600)' >/dev/null 2>&1 &
      snapshot=$!
      started+=("$snapshot")
      sleep 1
      for part in 1 2 3; do printf '%s, a snapshot is open, part %s: ' "$kind" "$part"; rate 19080 "$pid"; done
      kill "$snapshot"
    fi
    end "$pid"
  done
done

for kind in "${kinds[@]}"; do
  [ "$kind" = without ] && continue
  createdb -h 127.0.0.1 -p 25432 -U postgres "frozen$kind"
  node "fa$kind" "$work/$kind.war" 19080 "frozen$kind"; a=$pid
  node "fb$kind" "$work/$kind.war" 19180 "frozen$kind"; b=$pid
  rate 19080 "$a" >/dev/null
  rate 19180 "$b" >/dev/null
  java src/bench/Changes.java rate 19080 "$a" $((seconds + 5)) 16 >/dev/null 2>&1 &
  load=$!
  sleep 2
  kill -STOP "$a"
  printf '%s, the other node is frozen: ' "$kind"; rate 19180 "$b"
  kill -CONT "$a"
  kill "$load" 2>/dev/null || :
  end "$a"; end "$b"
done

redis
createdb -h 127.0.0.1 -p 25432 -U postgres pair
node a target/ROOT.war 19080 pair HELIOGRAPH_REDIS_URL=redis://127.0.0.1:26379; a=$pid
node b target/ROOT.war 19180 pair HELIOGRAPH_REDIS_URL=redis://127.0.0.1:26379; b=$pid
java src/bench/Changes.java delay 19080 19180 50 "$seconds" >/dev/null
printf 'through Redis: '; java src/bench/Changes.java delay 19080 19180 50 "$seconds"
end "$redis"
printf 'Redis has stopped: '; java src/bench/Changes.java delay 19080 19180 50 "$seconds"
end "$a"; end "$b"
node a target/ROOT.war 19080 pair
node b target/ROOT.war 19180 pair
java src/bench/Changes.java delay 19080 19180 50 "$seconds" >/dev/null
printf 'without Redis, by notifications: '; java src/bench/Changes.java delay 19080 19180 50 "$seconds"
