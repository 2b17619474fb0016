#!/usr/bin/env bash
# What a token costs a node: calls and WebSocket handshakes of a signed-in user beside anonymous ones, and reconnect storms.
#
#   mvn -q -DskipTests package && src/bench/signed-in.sh [WAR...]
#
# Each archive gets a node of its own with H2, one after the other. SECONDS_EACH (5), SOCKETS (2000), PORT (18480) and SERVER
# (target/server) can be changed; JFR=yes records a profile of each node in target/bench-signed-in.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${SECONDS_EACH:-5} sockets=${SOCKETS:-2000} port=${PORT:-18480} server=${SERVER:-target/server}
work=$PWD/target/bench-signed-in
mkdir -p "$work"
started=()
finish() { for p in "${started[@]}"; do kill "$p" 2>/dev/null || :; done; }
trap finish EXIT
[ $# -gt 0 ] || set -- target/ROOT.war
java src/bench/SignedIn.java keys "$work"

for war in "$@"; do
  name=$(basename "$war" .war) base=$work/standalone
  rm -rf "$base"; cp -r "$server/standalone" "$base"; rm -f "$base"/deployments/*; cp "$war" "$base/deployments/ROOT.war"
  HELIOGRAPH_DEMO=true HELIOGRAPH_DEMO_MACHINES=0 HELIOGRAPH_DEMO_ACTIVITY=false \
    HELIOGRAPH_LIMIT_SOCKETS_USER=100000 HELIOGRAPH_LIMIT_SOCKETS_ADDRESS=100000 \
    MP_JWT_VERIFY_PUBLICKEY_LOCATION="$work/public.pem" HELIOGRAPH_DATA_DIR=$base/data \
    HELIOGRAPH_DB_URL="jdbc:h2:file:$base/data/heliograph;WRITE_DELAY=0" LAUNCH_JBOSS_IN_BACKGROUND=true \
    "$server/bin/standalone.sh" -b 127.0.0.1 -bmanagement 127.0.0.1 -Djboss.server.base.dir="$base" \
    -Djboss.socket.binding.port-offset=$((port - 8080)) >"$work/$name.log" 2>&1 &
  started+=($!)
  for i in $(seq 480); do curl -fs -o /dev/null "http://127.0.0.1:$port/health" && break; sleep 0.25; done
  [ "$i" -lt 480 ] || { echo "no answer from the node" >&2; exit 1; }
  pid=$(pgrep -f "D\[Standalone\].*jboss.server.base.dir=$base " | head -n 1)
  started+=("$pid")
  [ -z "${JFR:-}" ] || jcmd "$pid" JFR.start name=bench settings=profile >/dev/null
  echo "$name"
  java -Xmx512m src/bench/SignedIn.java load "$work" "$port" "$pid" "$seconds" "$sockets"
  [ -z "${JFR:-}" ] || jcmd "$pid" JFR.dump name=bench filename="$work/$name.jfr" >/dev/null
  kill "$pid"; while kill -0 "$pid" 2>/dev/null; do sleep 0.25; done
done
