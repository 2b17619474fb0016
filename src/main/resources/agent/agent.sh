#!/bin/sh
# The Heliograph agent: registers this machine and sends heartbeats. Requires sh and curl.
#
#   curl -fsS @SERVER@/agent.sh | sh -s -- up --auth-key tskey-auth-...
#   … | sh -s -- status
#   … | sh -s -- down
#
# Options, after the command:
#   --auth-key KEY   registers the machine at the first "up". $HELIOGRAPH_AUTH_KEY does the same and is not visible in
#                    process lists
#   --name NAME      machine name (default: host name)
#   --server URL     server URL (default: the server that this script was downloaded from)
#   --state DIR      state directory (default: /var/lib/heliograph for root, else ~/.local/state/heliograph)
#   --foreground     run "up" in the foreground, for service managers. SIGTERM sets the machine offline and stops the agent
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

# Escapes $1 for use inside a JSON string.
escape() { printf '%s' "$1" | tr -d '\000-\037' | sed 's/\\/\\\\/g; s/"/\\"/g'; }

# Prints the string field $1 of the JSON on standard input; nothing when it is missing.
field() { tr -d '\n' | sed -n 's/.*"'"$1"'" *: *"\([^"]*\)".*/\1/p'; }

# POSTs the JSON on standard input to path $1, with a timeout of $2 seconds. Sets $reply to the response body and $http to
# its status (000: no response). Secrets are passed on standard input, since every local process can read arguments.
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
  # Written only by this script, one value per line.
  { IFS= read -r node_key; IFS= read -r machine_id; IFS= read -r name; IFS= read -r SERVER; IFS= read -r interval; } \
    <"$STATE/agent.conf" && [ -n "$node_key" ]
}

# Prints the start time of process $1, where /proc has it. It detects a process id that was reused, for example after a
# reboot. Prints nothing for a zombie.
start_time() { sed -n 's/^.*) \([^Z]\)/\1/p' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 20; }

short_sleep() { sleep 0.1 2>/dev/null || sleep 1; }

save_pid() {
  start_time "$1" >"$STATE/agent.since"
  printf '%s\n' "$1" >"$STATE/agent.pid"
}

running() {
  pid='' since=''
  [ -r "$STATE/agent.pid" ] && IFS= read -r pid <"$STATE/agent.pid"
  [ -r "$STATE/agent.since" ] && IFS= read -r since <"$STATE/agent.since"
  [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null && [ "$(start_time "$pid")" = "$since" ]
}

# Registers the machine and saves its configuration. On failure, changes nothing and sets $why.
try_register() {
  post /api/register-machine 20 <<JSON
{"auth_key":"$(escape "$AUTH_KEY")","name":"$(escape "$NAME")","os":"$(escape "$(system_name)")","version":"$AGENT_VERSION"}
JSON
  case $http in
    2??) ;;
    000) why="no response from $SERVER"; return 1 ;;
    *) why="registration rejected by $SERVER: $(printf '%s' "$reply" | field message) ($http)"; return 1 ;;
  esac
  new_key=$(printf '%s' "$reply" | field node_key)
  [ -n "$new_key" ] || { why="$SERVER is not a Heliograph server: its response contains no node key"; return 1; }
  node_key=$new_key
  machine_id=$(printf '%s' "$reply" | field machine_id)
  interval=$(printf '%s' "$reply" | tr -d '\n' | sed -n 's/.*"heartbeat_interval" *: *\([0-9]*\).*/\1/p')
  name=$NAME
  printf '%s\n%s\n%s\n%s\n%s\n' "$node_key" "$machine_id" "$name" "$SERVER" "${interval:-30}" >"$STATE/agent.conf"
}

register() {
  [ -n "$AUTH_KEY" ] || die "this machine is not registered: --auth-key is required"
  try_register || die "$why"
}

# Whether the server rejected the node key. A 401 or 403 may also come from a proxy.
key_rejected() {
  case $http in 401|403) [ "$(printf '%s' "$reply" | field code)" = INVALID_NODE_KEY ] ;; *) false ;; esac
}

heartbeat() {
  post /api/machine-heartbeat "${2:-10}" <<JSON
{"node_key":"$node_key","status":"$1","version":"$AGENT_VERSION"}
JSON
}

sign_off() {
  trap '' TERM INT HUP
  [ -z "$sleeper" ] || kill "$sleeper" 2>/dev/null
  heartbeat offline 5
  rm -f "$STATE/agent.pid"
  say "$(date -u +%Y-%m-%dT%H:%M:%SZ) stopped"
  exit 0
}

# Sends heartbeats until it is stopped. It waits for a background sleep, so that a signal is handled at once.
run() {
  sleeper=
  trap sign_off TERM INT
  : >"$STATE/agent.ready"
  retry=2
  while :; do
    heartbeat online
    rejected=
    # Registers again only with an auth key. Otherwise the node key is kept, since a disabled machine may be enabled again.
    if key_rejected; then
      rejected=yes NAME=$name
      if [ -n "$AUTH_KEY" ] && try_register; then
        say "$(date -u +%Y-%m-%dT%H:%M:%SZ) registered again (machine $machine_id)"
        heartbeat online
      fi
    fi
    pause=${interval:-30}
    case $http$rejected in
      2??*) retry=2; date -u +%Y-%m-%dT%H:%M:%SZ >"$STATE/agent.beat" ;;
      *yes) pause=$((pause * 10))
         say "$(date -u +%Y-%m-%dT%H:%M:%SZ) $SERVER rejected this machine ($http), retrying in $pause s" ;;
      *) say "$(date -u +%Y-%m-%dT%H:%M:%SZ) no response from $SERVER ($http), retrying in $retry s"
         pause=$retry; retry=$((retry * 2)); [ "$retry" -le "${interval:-30}" ] || retry=${interval:-30} ;;
    esac
    sleep "$pause" &
    sleeper=$!
    wait "$sleeper" 2>/dev/null
    sleeper=
  done
}

up() {
  mkdir -p "$STATE" || die "cannot write to $STATE"
  if running; then say "already up: $(cat "$STATE/agent.name" 2>/dev/null) (process $pid)"; exit 0; fi
  load || register
  printf '%s\n' "$name" >"$STATE/agent.name"
  curl -fsS --max-time 10 "$SERVER/agent.sh" -o "$STATE/agent.sh" 2>/dev/null || rm -f "$STATE/agent.sh"
  if [ -n "$FOREGROUND" ]; then
    save_pid "$$"
    say "$name is up (machine $machine_id)"
    run
  fi
  heartbeat online
  if key_rejected && [ -n "$AUTH_KEY" ]; then
    NAME=$name
    register
    heartbeat online
  fi
  case $http in
    2??) ;;
    401|403) die "$SERVER rejected this machine ($http): the machine was removed or disabled; a removed one registers again with --auth-key" ;;
    *) die "no response from $SERVER ($http)" ;;
  esac
  rm -f "$STATE/agent.ready"
  # exec, since a forked shell would show this command line with the auth key in process lists.
  (
    trap '' HUP
    [ ! -r "$STATE/agent.sh" ] || HELIOGRAPH_AUTH_KEY='' exec sh "$STATE/agent.sh" run --state "$STATE"
    run
  ) </dev/null >>"$STATE/agent.log" 2>&1 &
  save_pid "$!"
  # Waits for the signal handlers of the background process, so that stopping it sets the machine offline.
  left=50
  while [ ! -e "$STATE/agent.ready" ] && running && [ "$left" -gt 0 ]; do left=$((left - 1)); short_sleep; done
  say "$name is up (machine $machine_id, process $!)"
  [ -r "$STATE/agent.sh" ] && say "usage: sh $STATE/agent.sh status | down | up"
}

down() {
  load || die "this machine is not registered"
  if running; then
    kill -TERM "$pid"
    left=200
    while running && [ "$left" -gt 0 ]; do left=$((left - 1)); short_sleep; done
    ! running || die "process $pid does not stop"
    rm -f "$STATE/agent.pid"
  fi
  # Repeated, in case the process ended without it.
  heartbeat offline
  case $http in 2??) ;; *) die "no response from $SERVER ($http)" ;; esac
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
  # The background process of "up".
  run) load && run ;;
  down) down ;;
  status) status ;;
  *) usage; [ "$COMMAND" = help ] || [ "$COMMAND" = --help ] || exit 2 ;;
esac
