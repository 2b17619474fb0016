#!/usr/bin/env bash
# Fan-out to 1,000 sockets: how many messages the built server delivers for each CPU second, beside its peers, in one run.
#
#   mvn -q -DskipTests package && src/bench/run.sh            the built WildFly alone
#   PEERS=yes src/bench/run.sh                                and its peers: Node's ws and Socket.IO (npm), Nchan (Debian's
#                                                             libnginx-mod-nchan), and the least that Java can do (PeerNio)
#   BEFORE=other.war src/bench/run.sh                         and another archive, first
#
# Every server gets three rounds to warm up and one that counts, then one in bursts of ten. ROUND_SECONDS=10, RATE=20, SOCKETS=1000 and
# SERVER=target/server can be changed. STRACE=yes counts system calls in one more round of each kind; PROFILE=yes writes a recording of the
# Flight Recorder for each. Everything listens on loopback, is bounded in time and ends with this script.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${ROUND_SECONDS:-10} rate=${RATE:-20} sockets=${SOCKETS:-1000}
port=${PORT:-18080} server=${SERVER:-target/server}
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
  local load=(java -Xmx512m src/bench/WsLoad.java --url "$3" --connections "$sockets"
    --publish-url "$4" --body "${BODY:-{\"t_us\":@T@\}}" --rate "$rate" --seconds "$seconds" --pid "$2")
  [ -z "$5" ] || load+=(--ready "$5" --send "$6")
  local kind batch
  for _ in 1 2 3; do "${load[@]}" >/dev/null; done
  for batch in 1 10; do
    kind="$1, $([ $batch = 1 ] && echo single events || echo bursts of ten)"
    printf '%s: ' "$kind"; "${load[@]}" --batch $batch
    if [ -n "${STRACE:-}" ]; then
      timeout -s INT $((seconds + 15)) strace -c -f -q -o "$work/strace.txt" -e trace=write,writev,sendto,sendmsg,futex,epoll_wait,epoll_ctl \
        -p "$2" &
      sleep 2
      "${load[@]}" --batch $batch >/dev/null
      wait $! || :
      printf '%s, system calls:\n' "$kind"; cat "$work/strace.txt"
    fi
    if [ -n "${PROFILE:-}" ] && jcmd "$2" JFR.start name=fanout settings=profile >/dev/null 2>&1; then
      "${load[@]}" --batch $batch >/dev/null
      jcmd "$2" JFR.stop name=fanout filename="$work/${kind//[ ,]/-}.jfr" >/dev/null
    fi
  done
}

heliograph() { # NAME WAR
  local base=$work/standalone
  rm -rf "$base"; cp -r "$server/standalone" "$base"; rm -f "$base"/deployments/*; cp "$2" "$base/deployments/ROOT.war"
  HELIOGRAPH_DEMO=true HELIOGRAPH_DEMO_MACHINES=0 HELIOGRAPH_DEMO_ACTIVITY=false HELIOGRAPH_LIMIT_BROADCASTS=100000 HELIOGRAPH_LIMIT_FRAMES=100000 \
    HELIOGRAPH_DATA_DIR=$base/data HELIOGRAPH_DB_URL="jdbc:h2:file:$base/data/heliograph;WRITE_DELAY=0" \
    LAUNCH_JBOSS_IN_BACKGROUND=true "$server/bin/standalone.sh" -b 127.0.0.1 -bmanagement 127.0.0.1 \
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
  rounds "$1" "$pid" "$url" "http://127.0.0.1:$((port + 1))/" subscribed '{"type":"subscribe","channels":["general"]}'
  exec 9>&-
  kill "$pid"
  while kill -0 "$pid" 2>/dev/null; do sleep 0.25; done
}

listening() { for _ in $(seq 40); do (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return; sleep 0.25; done; }

peer() { # NAME SCRIPT PATH READY SEND
  port=$((port + 10))
  cp "src/bench/$2" "$work/"
  (cd "$work" && exec node "$2" "$port") &
  local pid=$!
  started+=("$pid")
  listening "$port"
  rounds "$1" "$pid" "ws://127.0.0.1:$port$3" "http://127.0.0.1:$port/" "$4" "$5"
  kill "$pid"
}

nio() {
  port=$((port + 10))
  java -Xmx256m src/bench/PeerNio.java "$port" &
  local pid=$!
  started+=("$pid")
  listening "$port"
  rounds "Java NIO" "$pid" "ws://127.0.0.1:$port/" "http://127.0.0.1:$((port + 1))/" subscribed '{"type":"subscribe"}'
  kill "$pid"
}

nchan() { # one worker, which is the process that counts; its sockets are ready when they are open
  port=$((port + 10))
  mkdir -p "$work/nchan/logs"
  cat >"$work/nchan/nginx.conf" <<END
load_module /usr/lib/nginx/modules/ngx_nchan_module.so;
daemon off; pid nginx.pid; error_log logs/error.log; worker_processes 1; user root;
events { worker_connections 20000; }
http {
  access_log off;
  client_body_temp_path logs; proxy_temp_path logs; fastcgi_temp_path logs; uwsgi_temp_path logs; scgi_temp_path logs;
  server {
    listen 127.0.0.1:$port;
    location = /sub { nchan_subscriber websocket; nchan_channel_id general; }
    location = /pub { nchan_publisher http; nchan_channel_id general; nchan_message_buffer_length 100; }
  }
}
END
  nginx -p "$work/nchan" -c nginx.conf &
  local master=$! pid
  started+=("$master")
  listening "$port"
  pid=$(pgrep -P "$master" | head -n 1)
  local body; body='{"type":"event","channel":"general","event":"tick","payload":{"t_us":@T@},"timestamp":"2026-01-01T00:00:00.000Z"}'
  BODY=$body rounds Nchan "$pid" "ws://127.0.0.1:$port/sub" "http://127.0.0.1:$port/pub" "" ""
  kill "$master"
}

[ -z "${BEFORE:-}" ] || heliograph "Heliograph before" "$BEFORE"
heliograph Heliograph target/ROOT.war
if [ -n "${PEERS:-}" ]; then
  (cd "$work" && { [ -d node_modules/socket.io ] || npm install --no-save --silent ws socket.io; })
  peer "Node ws" peer-ws.mjs / subscribed '{"type":"subscribe","channels":["general"]}'
  peer "Socket.IO" peer-socketio.mjs '/socket.io/?EIO=4&transport=websocket' '40{' 40
  nio
  [ ! -e /usr/lib/nginx/modules/ngx_nchan_module.so ] || nchan
fi
