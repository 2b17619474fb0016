# shellcheck shell=bash disable=SC2154
# Sourced by the scripts beside it: a PostgreSQL, a Redis and nodes of the built server, all of which end with the script.
# Needs $work, a folder of its own; PostgreSQL's programs come from the PATH or /usr/lib/postgresql.
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

redis() { # starts one on port 26379; its process is $redis
  redis-server --bind 127.0.0.1 --port 26379 --save '' --daemonize no >"$work/redis.log" 2>&1 &
  redis=$!
  started+=("$redis")
}

await() { for _ in $(seq 480); do curl -fs -o /dev/null "$1" && return; sleep 0.25; done; echo "no answer from $1" >&2; exit 1; }

node() { # NAME WAR PORT DATABASE [NAME=VALUE...]; all with one signing key
  local base=$work/$1 name=$1 war=$2 port=$3 db=$4
  shift 4
  rm -rf "$base"; cp -r target/server/standalone "$base"; rm -f "$base"/deployments/*; cp "$war" "$base/deployments/ROOT.war"
  env HELIOGRAPH_DEMO=true HELIOGRAPH_DEMO_MACHINES=0 HELIOGRAPH_DEMO_ACTIVITY=false HELIOGRAPH_DATA_DIR="$work/data" \
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
