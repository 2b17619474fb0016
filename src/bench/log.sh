#!/usr/bin/env bash
# What the event log costs, on a real PostgreSQL (initdb from the PATH or /usr/lib/postgresql) and a real redis-server.
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
PATH=$PATH:$(ls -d /usr/lib/postgresql/*/bin | tail -n 1)
database=$(mktemp -d)
as=()
if [ "$(id -u)" = 0 ]; then chown postgres "$database"; as=(runuser -u postgres --); fi
started=()
finish() {
  for p in "${started[@]}"; do kill "$p" 2>/dev/null || :; done
  (cd / && "${as[@]}" env PATH="$PATH" pg_ctl -D "$database/data" -m immediate stop >/dev/null 2>&1) || :
  rm -rf "$database"
}
trap finish EXIT

(cd / && "${as[@]}" env PATH="$PATH" initdb -D "$database/data" -A trust -U postgres >/dev/null)
(cd / && "${as[@]}" env PATH="$PATH" pg_ctl -D "$database/data" -w -l "$database/log" \
  -o "-p 25432 -c listen_addresses=127.0.0.1 -c unix_socket_directories=$database" start >/dev/null)

# the same archive with a log that keeps nothing
jar=$(find ~/.m2 -name 'jakarta.jakartaee-api-10.0.0.jar' | head -n 1)
javac -proc:none -cp "target/classes:$jar" -d "$work/classes/WEB-INF/classes" src/bench/nolog/NoLog.java
cp target/ROOT.war "$work/nolog.war"
(cd "$work/classes" && jar uf ../nolog.war WEB-INF)

await() { for _ in $(seq 480); do curl -fs -o /dev/null "$1" && return; sleep 0.25; done; echo "no answer from $1" >&2; exit 1; }

node() { # NAME WAR PORT DATABASE [NAME=VALUE...]
  local base=$work/$1 name=$1 war=$2 port=$3 db=$4
  shift 4
  rm -rf "$base"; cp -r target/server/standalone "$base"; rm -f "$base"/deployments/*; cp "$war" "$base/deployments/ROOT.war"
  env HELIOGRAPH_DEMO=true HELIOGRAPH_DEMO_MACHINES=0 HELIOGRAPH_DEMO_ACTIVITY=false HELIOGRAPH_DATA_DIR="$base/data" \
    HELIOGRAPH_DB_DRIVER=postgresql HELIOGRAPH_DB_URL="jdbc:postgresql://127.0.0.1:25432/$db" \
    HELIOGRAPH_DB_USER=postgres HELIOGRAPH_DB_PASSWORD=postgres "$@" LAUNCH_JBOSS_IN_BACKGROUND=true \
    target/server/bin/standalone.sh -b 127.0.0.1 -bmanagement 127.0.0.1 -Djboss.server.base.dir="$base" \
    -Djboss.node.name="$name" -Djboss.tx.node.id="$name" \
    -Djboss.socket.binding.port-offset=$((port - 8080)) >"$base.log" 2>&1 &
  started+=($!)
  await "http://127.0.0.1:$port/health"
  pid=$(pgrep -f "D\[Standalone\].*jboss.server.base.dir=$base " | head -n 1)
  started+=("$pid")
}

end() { kill "$1"; while kill -0 "$1" 2>/dev/null; do sleep 0.25; done; }

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

redis-server --bind 127.0.0.1 --port 26379 --save '' --daemonize no >"$work/redis.log" 2>&1 &
redis=$!
started+=("$redis")
createdb -h 127.0.0.1 -p 25432 -U postgres pair
node a target/ROOT.war 19080 pair HELIOGRAPH_REDIS_URL=redis://127.0.0.1:26379
node b target/ROOT.war 19180 pair HELIOGRAPH_REDIS_URL=redis://127.0.0.1:26379
java src/bench/Changes.java delay 19080 19180 50 "$seconds" >/dev/null
printf 'through Redis: '; java src/bench/Changes.java delay 19080 19180 50 "$seconds"
end "$redis"
printf 'through the log alone: '; java src/bench/Changes.java delay 19080 19180 50 "$seconds"
