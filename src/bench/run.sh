#!/usr/bin/env bash
# Fan-out to 1,000 sockets: how many messages the built server delivers for each CPU second, beside its peers, in one run.
#
#   mvn -q -DskipTests package && src/bench/run.sh            the built WildFly alone
#   PEERS=yes src/bench/run.sh                                and Node's ws and Socket.IO, installed by npm into target/
#
# Every server gets three rounds to warm up and one that counts, then one in bursts of ten. ROUND_SECONDS=10, RATE=20 and
# SOCKETS=1000 can be changed. Everything listens on loopback, is bounded in time and ends with this script.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${ROUND_SECONDS:-10} rate=${RATE:-20} sockets=${SOCKETS:-1000}
port=${PORT:-18080}
work=$PWD/target/bench
mkdir -p "$work"
started=()
finish() { for p in "${started[@]}"; do kill "$p" 2>/dev/null || :; done; }
trap finish EXIT

await() { # URL SECONDS
  for _ in $(seq $(($2 * 4))); do curl -fs -o /dev/null "$1" && return; sleep 0.25; done
  echo "no answer from $1" >&2; exit 1
}

rounds() { # NAME PID SOCKET-URL PUBLISH-URL READY SEND
  local load=(java -Xmx512m src/bench/WsLoad.java --url "$3" --connections "$sockets" --send "$6" --ready "$5"
    --publish-url "$4" --body '{"t_us":@T@}' --rate "$rate" --seconds "$seconds" --pid "$2")
  for _ in 1 2 3; do "${load[@]}" >/dev/null; done
  printf '%s, single events: ' "$1"; "${load[@]}"
  printf '%s, bursts of ten: ' "$1"; "${load[@]}" --batch 10
}

heliograph() {
  local base=$work/standalone
  rm -rf "$base"; cp -r target/server/standalone "$base"; rm -f "$base"/deployments/*; cp target/ROOT.war "$base/deployments/"
  HELIOGRAPH_DEMO=true HELIOGRAPH_DEMO_MACHINES=0 HELIOGRAPH_LIMIT_BROADCASTS=100000 HELIOGRAPH_LIMIT_FRAMES=100000 \
    HELIOGRAPH_DATA_DIR=$base/data HELIOGRAPH_DB_URL="jdbc:h2:file:$base/data/heliograph;WRITE_DELAY=0" \
    LAUNCH_JBOSS_IN_BACKGROUND=true target/server/bin/standalone.sh -b 127.0.0.1 -bmanagement 127.0.0.1 \
    -Djboss.server.base.dir="$base" -Djboss.socket.binding.port-offset=$((port - 8080)) >"$work/server.log" 2>&1 &
  started+=($!)
  await "http://127.0.0.1:$port/health" 120
  local pid token
  pid=$(pgrep -f "D\[Standalone\].*jboss.server.base.dir=$base" | head -n 1)
  started+=("$pid")
  token=$(curl -fs "http://127.0.0.1:$port/api/auth/login" -H 'Content-Type: application/json' \
    -d '{"email":"alice@acme.test","password":"heliograph-demo"}' | sed 's/.*"token":"\([^"]*\)".*/\1/')
  local url="ws://127.0.0.1:$port/api/realtime?org_id=acme&token=$token"
  mkfifo -m 600 "$work/pipe" 2>/dev/null || :
  java -Xmx128m src/bench/Bridge.java "$url" $((port + 1)) <"$work/pipe" &
  started+=($!)
  exec 9>"$work/pipe"
  for _ in $(seq 80); do curl -s -o /dev/null "http://127.0.0.1:$((port + 1))/" -d '{}' && break; sleep 0.25; done
  rounds Heliograph "$pid" "$url" "http://127.0.0.1:$((port + 1))/" subscribed '{"type":"subscribe","channels":["general"]}'
  exec 9>&-
  kill "$pid"
}

peer() { # NAME SCRIPT PATH READY SEND
  port=$((port + 10))
  cp "src/bench/$2" "$work/"
  (cd "$work" && exec node "$2" "$port") &
  local pid=$!
  started+=("$pid")
  for _ in $(seq 40); do (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break; sleep 0.25; done
  rounds "$1" "$pid" "ws://127.0.0.1:$port$3" "http://127.0.0.1:$port/" "$4" "$5"
  kill "$pid"
}

heliograph
if [ -n "${PEERS:-}" ]; then
  (cd "$work" && { [ -d node_modules/socket.io ] || npm install --no-save --silent ws socket.io; })
  peer "Node ws" peer-ws.mjs / subscribed '{"type":"subscribe","channels":["general"]}'
  peer "Socket.IO" peer-socketio.mjs '/socket.io/?EIO=4&transport=websocket' '40{' 40
fi
