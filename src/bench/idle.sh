#!/usr/bin/env bash
# Idle sockets on one node with 2 GB: how much memory each keeps.
#
#   mvn -q -DskipTests package && src/bench/idle.sh
#
# Opens SOCKETS (50000) sockets to /ws from 200 loopback addresses, since one address has no more than 28,000 ports, and subscribes each to a
# channel. Prints the server's resident memory and its heap before, with the sockets, and with the sockets after a collection. WARM (2000)
# sockets are opened and closed first. HISTOGRAM=yes prints what the heap holds, DUMP=file writes it. SERVER=target/server and WAR=target/ROOT.war can be changed.
set -euo pipefail
cd "$(dirname "$0")/../.."
sockets=${SOCKETS:-50000} warm=${WARM:-2000} port=${PORT:-18680} server=${SERVER:-target/server} war=${WAR:-target/ROOT.war}
work=$PWD/target/bench-idle
mkdir -p "$work"
ulimit -n "$(ulimit -Hn)"
[ "$(ulimit -n)" -ge $((sockets + 2000)) ] || { echo "a process may open $(ulimit -n) files only: set SOCKETS lower" >&2; exit 1; }
started=()
finish() { for p in "${started[@]}"; do kill "$p" 2>/dev/null || :; done; }
trap finish EXIT

base=$work/standalone
rm -rf "$base"; cp -r "$server/standalone" "$base"; rm -f "$base"/deployments/*; cp "$war" "$base/deployments/ROOT.war"
HELIOGRAPH_DEMO=true HELIOGRAPH_DEMO_MACHINES=0 HELIOGRAPH_DEMO_ACTIVITY=false HELIOGRAPH_LIMIT_SOCKETS_ADDRESS=1000000 \
  HELIOGRAPH_SOCKET_SILENCE=PT1H HELIOGRAPH_DATA_DIR=$base/data HELIOGRAPH_DB_URL="jdbc:h2:file:$base/data/heliograph;WRITE_DELAY=0" \
  JAVA_OPTS="-Xms64m -Xmx1024m -XX:MaxMetaspaceSize=256m -Djava.net.preferIPv4Stack=true ${JVM:-}" \
  LAUNCH_JBOSS_IN_BACKGROUND=true "$server/bin/standalone.sh" -b 127.0.0.1 -bmanagement 127.0.0.1 \
  -Djboss.server.base.dir="$base" -Djboss.socket.binding.port-offset=$((port - 8080)) >"$work/server.log" 2>&1 &
started+=($!)
for _ in $(seq 480); do curl -fs -o /dev/null "http://127.0.0.1:$port/health" && break; sleep 0.25; done
pid=$(pgrep -f "D\[Standalone\].*jboss.server.base.dir=$base" | head -n 1)
started+=("$pid")

resident() { awk '/VmRSS/ { print $2 }' "/proc/$pid/status"; }
heap() { jstat -gc "$pid" | awk 'NR == 2 { printf "%d\n", $3 + $4 + $6 + $8 }'; }
collect() { jcmd "$pid" GC.run >/dev/null; sleep 1; jcmd "$pid" GC.run >/dev/null; sleep 1; }
histogram() { [ -z "${HISTOGRAM:-}" ] || jcmd "$pid" GC.class_histogram | awk 'NF >= 4 && $1 ~ /:$/ { print $4, $2, $3 }' | sort >"$work/$1"; }
growth() { # bytes and objects for each socket, by class
  [ -z "${HISTOGRAM:-}" ] || join -a 2 "$work/before" "$work/after" | awk -v n="$sockets" \
    'NF == 5 { printf "%8.1f %6.2f %s\n", ($5 - $3) / n, ($4 - $2) / n, $1 } NF == 3 { printf "%8.1f %6.2f %s\n", $3 / n, $2 / n, $1 }' |
    sort -rn | head -n 100
}
open() { # SOCKETS SECONDS
  java -Xmx700m src/bench/WsLoad.java --url "ws://127.0.0.1:$port/ws" --connections "$1" --seconds "$2" --loaders 2 --addresses 200 \
    --send '{"type":"subscribe","channel":"apps:created"}' --ready subscribed
}

open "$warm" 1 >/dev/null
sleep 3
collect
histogram before
rss=$(resident) heap=$(heap)
printf 'before: %d KiB resident, heap %d KiB\n' "$rss" "$heap"
open "$sockets" 3600 >"$work/load.txt" &
load=$!
started+=("$load")
for _ in $(seq 2400); do
  open=$(curl -fs "http://127.0.0.1:$port/health" | sed -n 's/.*"connections":\([0-9]*\).*/\1/p')
  [ "${open:-0}" -ge "$sockets" ] && break
  kill -0 "$load" 2>/dev/null || { cat "$work/load.txt" >&2; exit 1; }
  sleep 0.5
done
sleep 5
report() { # WHEN
  local now; now=$(resident)
  printf '%s: %d KiB resident, heap %d KiB; each of %d sockets %d bytes resident, %d of heap\n' "$1" "$now" "$(heap)" "$sockets" \
    $(((now - rss) * 1024 / sockets)) $((($(heap) - heap) * 1024 / sockets))
}
report "open"
collect
report "after a collection"
histogram after
growth
[ -z "${DUMP:-}" ] || jcmd "$pid" GC.heap_dump -overwrite "$DUMP" >/dev/null
sleep "${HOLD:-0}"
report "at the end"
