#!/bin/sh
# The Heliograph agent: tells a server that this machine is alive. Needs sh and curl.
#
#   curl -fsS @SERVER@/agent.sh | sh -s -- up --auth-key tskey-auth-...
#   … | sh -s -- status
#   … | sh -s -- down
#
# Options, after the command:
#   --auth-key KEY   lets the machine in, at its first "up"; also $HELIOGRAPH_AUTH_KEY, which no process list shows
#   --name NAME      what the machine is called (default: its host name)
#   --server URL     the server (default: where this script came from)
#   --state DIR      what the agent keeps (default: /var/lib/heliograph for root, else ~/.local/state/heliograph)
#   --foreground     "up" stays, as a service manager wants it; SIGTERM says goodbye to the server and ends it
set -u
umask 077

AGENT_VERSION=1.0.0
SERVER='@SERVER@'

say() { printf '%s\n' "$*"; }
die() { printf 'heliograph: %s\n' "$*" >&2; exit 1; }

usage() {
  say "usage: agent.sh up [--auth-key KEY] [--name NAME] [--server URL] [--state DIR] [--foreground]"
  say "       agent.sh down|status [--state DIR]"
}

# A string as the inside of a JSON string.
escape() { printf '%s' "$1" | tr -d '\000-\037' | sed 's/\\/\\\\/g; s/"/\\"/g'; }

# The text field $1 of the JSON on standard input; empty when it is not there.
field() { tr -d '\n' | sed -n 's/.*"'"$1"'" *: *"\([^"]*\)".*/\1/p'; }

# POSTs the JSON on standard input to path $1. The answer is in $reply, its status in $http (000: no answer). Secrets go
# over standard input, since arguments can be read by every process of the machine.
post() {
  reply=$(curl -sS --max-time "${2:-10}" -H 'Content-Type: application/json' --data-binary @- \
    -w '\n%{http_code}' "$SERVER$1" 2>/dev/null) || :
  http=$(printf '%s' "$reply" | tail -n 1)
  reply=$(printf '%s' "$reply" | sed '$d')
  case $http in [1-5][0-9][0-9]) ;; *) http=000 ;; esac
}

system_name() {
  if [ -r /etc/os-release ]; then
    # shellcheck source=/dev/null
    (. /etc/os-release && printf '%s' "${PRETTY_NAME:-${NAME:-Linux}}")
  else
    uname -sr
  fi
}

load() {
  [ -r "$STATE/agent.conf" ] || return 1
  # Written by this script alone: one value a line.
  { IFS= read -r node_key; IFS= read -r machine_id; IFS= read -r name; IFS= read -r SERVER; IFS= read -r interval; } \
    <"$STATE/agent.conf" && [ -n "$node_key" ]
}

# When process $1 began, where the system tells it: a number may be another process's by now, after a restart say.
# Nothing for one that has ended and that nobody has noticed yet.
began() { sed -n 's/^.*) \([^Z]\)/\1/p' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 20; }

nap() { sleep 0.1 2>/dev/null || sleep 1; }

remember() {
  began "$1" >"$STATE/agent.since"
  printf '%s\n' "$1" >"$STATE/agent.pid"
}

running() {
  pid='' since=''
  [ -r "$STATE/agent.pid" ] && IFS= read -r pid <"$STATE/agent.pid"
  [ -r "$STATE/agent.since" ] && IFS= read -r since <"$STATE/agent.since"
  [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null && [ "$(began "$pid")" = "$since" ]
}

# Nothing is kept unless it succeeds; $why says why it did not.
try_register() {
  post /api/register-machine 20 <<JSON
{"auth_key":"$(escape "$AUTH_KEY")","name":"$(escape "$NAME")","os":"$(escape "$(system_name)")","version":"$AGENT_VERSION"}
JSON
  case $http in
    2??) ;;
    000) why="no answer from $SERVER"; return 1 ;;
    *) why="refused by $SERVER: $(printf '%s' "$reply" | field message) ($http)"; return 1 ;;
  esac
  new_key=$(printf '%s' "$reply" | field node_key)
  [ -n "$new_key" ] || { why="$SERVER answered, but not as a Heliograph does"; return 1; }
  node_key=$new_key
  machine_id=$(printf '%s' "$reply" | field machine_id)
  interval=$(printf '%s' "$reply" | tr -d '\n' | sed -n 's/.*"heartbeat_interval" *: *\([0-9]*\).*/\1/p')
  name=$NAME
  printf '%s\n%s\n%s\n%s\n%s\n' "$node_key" "$machine_id" "$name" "$SERVER" "${interval:-30}" >"$STATE/agent.conf"
}

register() {
  [ -n "$AUTH_KEY" ] || die "this machine is not registered: give --auth-key"
  try_register || die "$why"
}

# Whether it was the server that refused the node key; a proxy on the way may ask for a sign-in of its own.
key_refused() {
  case $http in 401|403) [ "$(printf '%s' "$reply" | field code)" = INVALID_NODE_KEY ] ;; *) false ;; esac
}

beat() {
  post /api/machine-heartbeat "${2:-10}" <<JSON
{"node_key":"$node_key","status":"$1","version":"$AGENT_VERSION"}
JSON
}

goodbye() {
  trap '' TERM INT HUP
  [ -z "$nap" ] || kill "$nap" 2>/dev/null
  beat offline 5
  rm -f "$STATE/agent.pid"
  say "$(date -u +%Y-%m-%dT%H:%M:%SZ) stopped"
  exit 0
}

# Heartbeats until somebody ends it. The sleep is waited for, so that a signal is heard at once.
run() {
  nap=
  trap goodbye TERM INT
  : >"$STATE/agent.ready"
  retry=2
  while :; do
    beat online
    refused=
    # Registered anew only by who still has an auth key. Otherwise the key stays: an administrator may let it in again.
    if key_refused; then
      refused=yes NAME=$name
      if [ -n "$AUTH_KEY" ] && try_register; then
        say "$(date -u +%Y-%m-%dT%H:%M:%SZ) registered anew (machine $machine_id)"
        beat online
      fi
    fi
    pause=${interval:-30}
    case $http$refused in
      2??*) retry=2; date -u +%Y-%m-%dT%H:%M:%SZ >"$STATE/agent.beat" ;;
      *yes) pause=$((pause * 10))
         say "$(date -u +%Y-%m-%dT%H:%M:%SZ) $SERVER does not let this machine in ($http), next try in $pause s" ;;
      *) say "$(date -u +%Y-%m-%dT%H:%M:%SZ) no answer from $SERVER ($http), next try in $retry s"
         pause=$retry; retry=$((retry * 2)); [ "$retry" -le "${interval:-30}" ] || retry=${interval:-30} ;;
    esac
    sleep "$pause" &
    nap=$!
    wait "$nap" 2>/dev/null
    nap=
  done
}

up() {
  mkdir -p "$STATE" || die "cannot write to $STATE"
  if running; then say "already up: $(cat "$STATE/agent.name" 2>/dev/null) (process $pid)"; exit 0; fi
  load || register
  printf '%s\n' "$name" >"$STATE/agent.name"
  curl -fsS --max-time 10 "$SERVER/agent.sh" -o "$STATE/agent.sh" 2>/dev/null || rm -f "$STATE/agent.sh"
  if [ -n "$FOREGROUND" ]; then
    remember "$$"
    say "$name is up (machine $machine_id)"
    run
  fi
  beat online
  if key_refused && [ -n "$AUTH_KEY" ]; then
    NAME=$name
    register
    beat online
  fi
  case $http in
    2??) ;;
    401|403) die "$SERVER does not let this machine in ($http): it was removed or disabled; removed, it registers with --auth-key" ;;
    *) die "no answer from $SERVER ($http)" ;;
  esac
  rm -f "$STATE/agent.ready"
  # A fork of this shell would show this command line, auth key and all, for as long as it runs.
  (
    trap '' HUP
    [ ! -r "$STATE/agent.sh" ] || HELIOGRAPH_AUTH_KEY='' exec sh "$STATE/agent.sh" run --state "$STATE"
    run
  ) </dev/null >>"$STATE/agent.log" 2>&1 &
  remember "$!"
  # From now on it says goodbye when somebody ends it.
  left=50
  while [ ! -e "$STATE/agent.ready" ] && running && [ "$left" -gt 0 ]; do left=$((left - 1)); nap; done
  say "$name is up (machine $machine_id, process $!)"
  [ -r "$STATE/agent.sh" ] && say "later: sh $STATE/agent.sh status | down | up"
}

down() {
  load || die "this machine is not registered"
  if running; then
    kill -TERM "$pid"
    left=200
    while running && [ "$left" -gt 0 ]; do left=$((left - 1)); nap; done
    ! running || die "process $pid does not end"
    rm -f "$STATE/agent.pid"
  fi
  # again, should the process have ended before it could say so
  beat offline
  case $http in 2??) ;; *) die "no answer from $SERVER ($http)" ;; esac
  say "$name is down"
}

status() {
  load || { say "not registered"; exit 3; }
  if running; then
    say "$name is up: machine $machine_id at $SERVER, process $pid, last heartbeat $(cat "$STATE/agent.beat" 2>/dev/null || say never)"
  else
    say "$name is down: machine $machine_id at $SERVER"
    exit 3
  fi
}

command -v curl >/dev/null 2>&1 || die "curl is not installed"
COMMAND=${1:-}
[ $# -gt 0 ] && shift
AUTH_KEY=${HELIOGRAPH_AUTH_KEY:-}
NAME=$(uname -n)
FOREGROUND=
if [ "$(id -u)" = 0 ]; then STATE=/var/lib/heliograph; else STATE=${XDG_STATE_HOME:-${HOME:-/tmp}/.local/state}/heliograph; fi
while [ $# -gt 0 ]; do
  case $1 in
    --auth-key|--name|--server|--state)
      [ $# -ge 2 ] || die "$1 needs a value"
      case $1 in
        --auth-key) AUTH_KEY=$2 ;;
        --name) NAME=$2 ;;
        --server) SERVER=${2%/} ;;
        --state) STATE=$2 ;;
      esac
      shift 2 ;;
    --foreground) FOREGROUND=yes; shift ;;
    *) usage >&2; die "unknown option $1" ;;
  esac
done
NAME=$(printf '%s' "$NAME" | tr -d '\000-\037\177')
case $COMMAND in
  up) up ;;
  # what "up" leaves running
  run) load && run ;;
  down) down ;;
  status) status ;;
  *) usage; [ "$COMMAND" = help ] || [ "$COMMAND" = --help ] || exit 2 ;;
esac
