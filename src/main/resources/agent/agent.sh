#!/bin/sh
# The Heliograph agent: registers this machine and sends heartbeats. Requires sh and curl.
#
#   curl -fsS @SERVER@/agent.sh | HELIOGRAPH_AUTH_KEY=tskey-auth-... sh -s -- up
#   … | sh -s -- status
#   … | sh -s -- down
#
# $HELIOGRAPH_AUTH_KEY registers the machine. A reusable or ephemeral key is kept, readable by its owner only, and registers the
# machine anew if it is removed. Arguments are visible in process lists, so the agent keeps keys out of them.
#
# Options, after the command. What is given replaces what was kept from an earlier "up":
#   --auth-key-file FILE  reads the auth key from the first line of a file
#   --auth-key KEY   the auth key itself, which other users of this host see for a moment
#   --name NAME      machine name (default: host name)
#   --server URL     server URL, also to follow a server that has moved (default: the server that this script was downloaded from)
#   --state DIR      state directory (default: /var/lib/heliograph for root, else ~/.local/state/heliograph). Neither it nor a
#                    directory above it may be one that every user may write to, such as /tmp
#   --foreground     run "up" in the foreground, for service managers. SIGTERM sets the machine offline and stops the agent
#
# $HELIOGRAPH_HOST_ID identifies the host (default: /etc/machine-id and the hardware's UUID): with another one, the state
# directory was copied.
#
# Exit codes: 0 success, 1 failure, 2 wrong usage, 3 "status" of an agent that is not up, 78 the machine was removed from the
# server, or this is a copy of its disk, and no auth key admits it: starting again does not help.
set -u
umask 077

AGENT_VERSION=1.2.0
SERVER='@SERVER@'
SCRIPT_SERVER=$SERVER
GONE=78

say() { printf '%s\n' "$*"; }
log() { printf '%s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$*"; }
die() { printf 'heliograph: %s\n' "$*" >&2; exit 1; }

usage() {
  say "usage: agent.sh up [--auth-key-file FILE] [--name NAME] [--server URL] [--state DIR] [--foreground]"
  say "       agent.sh down|status [--state DIR]"
}

# Escapes $1 for use inside a JSON string.
escape() { printf '%s' "$1" | tr -d '\000-\037' | sed 's/\\/\\\\/g; s/"/\\"/g'; }

# Prints the string field $1 of the JSON on standard input; nothing when it is missing.
field() {
  tr -d '\n' | sed -n 's/.*"'"$1"'" *: *"\([^"\\]*\(\\.[^"\\]*\)*\)".*/\1/p' | sed 's/\\\(["\\/]\)/\1/g'
}

# Whether the boolean field $1 of $reply is true.
is_true() { case $(printf '%s' "$reply" | tr -d ' \n') in *"\"$1\":true"*) ;; *) false ;; esac }

# POSTs the JSON on standard input to path $1, with a timeout of $2 seconds. Sets $reply to the response body, $http to its
# status (000: no response) and $code to the code of a refusal. Secrets are passed on standard input, since every local process
# can read arguments.
post() {
  reply=$(curl -sS --max-time "${2:-10}" -H 'Content-Type: application/json' --data-binary @- \
    -w '\n%{http_code}' "$SERVER$1" 2>/dev/null) || :
  http=$(printf '%s' "$reply" | tail -n 1)
  reply=$(printf '%s' "$reply" | sed '$d')
  case $http in [1-5][0-9][0-9]) ;; *) http=000 ;; esac
  code=
  case $http in 4??) code=$(printf '%s' "$reply" | field code) ;; esac
}

# Whether anything at $SERVER answers.
answers() {
  case $(curl -sS --max-time 10 -o /dev/null -w '%{http_code}' "$SERVER/agent.sh" 2>/dev/null) in [1-5][0-9][0-9]) ;; *) false ;; esac
}

system_name() {
  if [ -r /etc/os-release ]; then
    # shellcheck source=/dev/null
    (. /etc/os-release && printf '%s' "${PRETTY_NAME:-${NAME:-Linux}}")
  else
    uname -sr
  fi
}

first_line() { [ -r "$1" ] && IFS= read -r line <"$1" && printf '%s' "$line"; }

# Sets $host_id and $hardware_id: another one of either, and this is not the host that wrote the state directory.
identify_host() {
  host_id=${HELIOGRAPH_HOST_ID:-$(first_line /etc/machine-id)}
  hardware_id=$(first_line /sys/class/dmi/id/product_uuid)
  [ -z "${HELIOGRAPH_HOST_ID:-}" ] || hardware_id=
}

# Prints the SHA-256 of file $1; nothing without a program that computes it.
sha256() {
  for program in 'sha256sum' 'shasum -a 256' 'openssl dgst -sha256 -r'; do
    # shellcheck disable=SC2086 # a program and its options
    command -v ${program%% *} >/dev/null 2>&1 && sum=$($program 2>/dev/null <"$1") && printf '%s' "${sum%% *}" && return
  done
}

# Ends unless directory $1, which exists, and those above it can be changed by some users only: others could replace what is in it.
require_private() {
  directory=$1
  while :; do
    case $(ls -ld "$directory/") in
      d???????w*) die "every user may write to ${directory:-/}: choose another directory with --state" ;;
      d*) ;;
      *) die "cannot read the permissions of ${directory:-/}" ;;
    esac
    [ -n "$directory" ] || return 0
    directory=${directory%/*}
  done
}

# Ends unless the state directory is safe: no other user may place files there, or replace it. With "create", makes it.
open_state() {
  [ -n "$STATE" ] || die 'neither $HOME nor $XDG_STATE_HOME is set: choose a directory with --state'
  case $STATE in /*) ;; *) STATE=$(pwd)/$STATE ;; esac
  while case $STATE in ?*/) ;; *) false ;; esac; do STATE=${STATE%/}; done
  existing=$STATE
  while [ ! -d "$existing/" ]; do existing=${existing%/*}; done
  # Both as it was given and with symbolic links followed.
  require_private "$existing"
  existing=$(cd -P "$existing/" && pwd -P) || die "cannot open $existing"
  require_private "${existing%/}"
  [ "${1:-}" != create ] || mkdir -p "$STATE" || die "cannot write to $STATE"
  [ -d "$STATE/" ] || return 0
  ls -ldn "$STATE/" | {
    read -r _ _ owner _
    [ "$owner" = "$(id -u)" ]
  } || die "$STATE belongs to another user: choose another directory with --state"
}

# Whether two texts are both there and differ.
differ() { [ -n "$1" ] && [ -n "$2" ] && [ "$1" != "$2" ]; }

# The part of an auth key that the server's pages show as well; it tells keys apart and is no secret.
key_prefix() { printf '%.16s' "$1"; }

# Reads what an earlier "up" kept; only this script writes it, one value per line. The last five lines may be missing.
load() {
  [ -r "$STATE/agent.conf" ] || return 1
  node_key='' machine_id='' name='' interval='' asked='' kept_prefix='' kept_host='' kept_hardware=''
  {
    IFS= read -r node_key; IFS= read -r machine_id; IFS= read -r name; IFS= read -r SERVER; IFS= read -r interval
    IFS= read -r asked; IFS= read -r kept_prefix; IFS= read -r kept_host; IFS= read -r kept_hardware
  } <"$STATE/agent.conf"
  [ -n "$node_key" ]
}

# Replaced in one step: a full disk or a crash must not cost the machine its node key.
save() {
  identify_host
  printf '%s\n' "$node_key" "$machine_id" "$name" "$SERVER" "${interval:-30}" "$asked" "$kept_prefix" "$host_id" "$hardware_id" \
    >"$STATE/agent.conf.new" && mv "$STATE/agent.conf.new" "$STATE/agent.conf"
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

# Registers under name $1 with auth key $2 and node key $3, one of which may be empty. With $4 "false", no other machine of that
# name is replaced. On success, saves the configuration; on failure, changes nothing and sets $why.
try_register() {
  keys="\"replace\":$4,\"name\":\"$(escape "$1")\""
  [ -z "$2" ] || keys="$keys,\"auth_key\":\"$(escape "$2")\""
  [ -z "$3" ] || keys="$keys,\"node_key\":\"$(escape "$3")\""
  post /api/register-machine 20 <<JSON
{$keys,"os":"$(escape "$(system_name)")","version":"$AGENT_VERSION"}
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
  name=$(printf '%s' "$reply" | field name)
  interval=$(printf '%s' "$reply" | tr -d '\n' | sed -n 's/.*"heartbeat_interval" *: *\([0-9]*\).*/\1/p')
  rm -f "$STATE/agent.gone"
  if [ -n "$2" ]; then
    kept_prefix=$(key_prefix "$2")
    if is_true reusable || is_true ephemeral; then printf '%s\n' "$2" >"$STATE/agent.key"; else rm -f "$STATE/agent.key"; fi
  fi
  save || { why="cannot write to $STATE"; return 1; }
}

# Whether the server rejected the node key. A 401 or 403 may also come from a proxy.
key_rejected() {
  case $http$code in 401INVALID_NODE_KEY|403INVALID_NODE_KEY|409NODE_KEY_IN_USE) ;; *) false ;; esac
}

# After a rejected heartbeat: finds out whether the machine still exists, and registers anew if it does not and an auth key admits
# it. On failure sets $why, and $gone when trying again does not help.
recover() {
  gone='' why="$SERVER rejected this machine ($http)"
  if [ "$code" = NODE_KEY_IN_USE ]; then
    gone="another agent uses the identity of $name: this is a copy of its disk"
    wanted=${GIVEN_NAME:-$NAME}
  else
    wanted=${asked:-$name}
    try_register "$wanted" '' "$node_key" false && return 0
    case $http$code in
      401INVALID_NODE_KEY) gone="$name was removed from $SERVER" ;;
      403MACHINE_DISABLED) why="$SERVER rejected this machine: an administrator has disabled it"; return 1 ;;
      *) return 1 ;;
    esac
  fi
  [ -n "$AUTH_KEY" ] || AUTH_KEY=$(first_line "$STATE/agent.key")
  if [ -z "$AUTH_KEY" ]; then
    gone="$gone; register it anew with: up --auth-key KEY"
    return 1
  fi
  try_register "$wanted" "$AUTH_KEY" '' false && return 0
  case $http$code in
    401INVALID_KEY|401KEY_USED) gone="$gone, and its auth key does not admit it any more; register it anew with: up --auth-key KEY" ;;
    *) gone= ;;
  esac
  return 1
}

# Ends with the exit code of a machine that is gone, and keeps the reason for "status".
end_gone() {
  printf '%s\n' "$gone" >"$STATE/agent.gone"
  rm -f "$STATE/agent.pid"
  printf 'heliograph: %s\n' "$gone" >&2
  exit "$GONE"
}

# Reports status $1, with a timeout of $2 seconds; $3 is a query.
heartbeat() {
  [ -n "${instance:-}" ] || instance=$(first_line "$STATE/agent.instance")
  process=
  [ -z "$instance" ] || process=",\"instance\":\"$instance\""
  post "/api/machine-heartbeat${3:-}" "${2:-10}" <<JSON
{"node_key":"$node_key","status":"$1","version":"$AGENT_VERSION"$process}
JSON
}

sign_off() {
  trap '' TERM INT HUP
  [ -z "$sleeper" ] || kill "$sleeper" 2>/dev/null
  heartbeat offline 5
  rm -f "$STATE/agent.pid"
  log stopped
  exit 0
}

# Sends heartbeats until it is stopped. It waits for a background sleep, so that a signal is handled at once.
run() {
  sleeper=
  trap sign_off TERM INT
  : >"$STATE/agent.ready"
  retry=2 said=
  while :; do
    heartbeat online
    rejected=
    if key_rejected; then
      rejected=yes
      if recover; then
        log "registered again as $name (machine $machine_id)"
        printf '%s\n' "$name" >"$STATE/agent.name"
        rejected=
        heartbeat online
      elif [ -n "$gone" ]; then
        end_gone
      fi
    fi
    pause=${interval:-30}
    case $http$rejected in
      2??)
         [ -z "$FOREGROUND" ] || [ "$said" = up ] || say "$name is up (machine $machine_id)"
         rm -f "$STATE/agent.trouble"
         said=up retry=2; date -u +%Y-%m-%dT%H:%M:%SZ >"$STATE/agent.beat" ;;
      *yes) pause=$((pause * 10))
         [ "$said" = "$why" ] || log "$why, retrying every $pause s"
         printf '%s\n' "$why" >"$STATE/agent.trouble"
         said=$why ;;
      *) [ "$said" = "$http" ] || log "no response from $SERVER ($http), retrying"
         printf '%s\n' "no response from $SERVER ($http)" >"$STATE/agent.trouble"
         said=$http pause=$retry; retry=$((retry * 2)); [ "$retry" -le "${interval:-30}" ] || retry=${interval:-30} ;;
    esac
    sleep "$pause" &
    sleeper=$!
    wait "$sleeper" 2>/dev/null
    sleeper=
  done
}

# Compares what was given with what was kept, and registers again if something differs or nothing was kept.
settle() {
  if ! load; then
    [ -n "$AUTH_KEY" ] || die "this machine is not registered: \$HELIOGRAPH_AUTH_KEY or --auth-key is required"
    asked=$GIVEN_NAME
    try_register "$NAME" "$AUTH_KEY" '' true || die "$why"
    return
  fi
  old_key=$node_key old_id=$machine_id old_server=$SERVER changed=
  if [ -n "$GIVEN_SERVER" ] && [ "$GIVEN_SERVER" != "$SERVER" ]; then
    SERVER=$GIVEN_SERVER changed="its server"
    answers || die "no response from $SERVER; this machine is registered at $old_server"
  elif [ -z "$GIVEN_SERVER" ] && [ "$0" != "$STATE/agent.sh" ] && [ "$SCRIPT_SERVER" != "$SERVER" ]; then
    die "this machine is registered at $SERVER, and this script is from $SCRIPT_SERVER: choose one with --server"
  fi
  if [ -n "$GIVEN_NAME" ] && [ "$GIVEN_NAME" != "$name" ] && [ "$GIVEN_NAME" != "$asked" ]; then
    changed="${changed:+$changed and }its name"
  fi
  if differ "$(key_prefix "$AUTH_KEY")" "$kept_prefix"; then
    changed="${changed:+$changed and }its auth key"
  fi
  if running; then
    [ -z "$changed" ] || die "$name is up at $old_server (process $pid); stop it with \"down\" before you change $changed"
    say "already up: $name (process $pid)"
    exit 0
  fi
  identify_host
  if differ "$host_id" "$kept_host" || differ "$hardware_id" "$kept_hardware"; then
    say "heliograph: the state directory $STATE is from another host: a copy of the disk of $name?" >&2
    [ -n "$AUTH_KEY" ] || [ -z "$changed" ] || AUTH_KEY=$(first_line "$STATE/agent.key")
    if [ -n "$AUTH_KEY" ]; then
      asked=$GIVEN_NAME
      try_register "$NAME" "$AUTH_KEY" '' false && return
      say "heliograph: $why" >&2
    fi
    [ -z "$changed" ] || die "to change $changed on this host, register it anew: up --auth-key KEY"
    # The host may have been replaced, so it goes on. If both are alive, the server refuses this one.
    save
    return
  fi
  # Kept by an earlier version of this script, which did not tell whether the key may register the machine again.
  if [ -z "$changed$kept_prefix" ] && [ -n "$AUTH_KEY" ]; then
    try_register "${asked:-$name}" "$AUTH_KEY" "$old_key" true || :
    return
  fi
  [ -n "$changed" ] || return 0
  asked=${GIVEN_NAME:-$asked}
  if ! try_register "${asked:-$name}" "$AUTH_KEY" "$old_key" true; then
    [ "$code" != INVALID_NODE_KEY ] || die "this machine is not registered at $SERVER: --auth-key is required"
    die "$why"
  fi
  # The machine that it was before is signed off, or it would be missed there.
  [ "$machine_id" = "$old_id" ] || (SERVER=$old_server node_key=$old_key instance='' heartbeat offline 5)
}

# Whether the last answer to the node key names the server's present script.
names_script() { [ -n "$(printf '%s' "$reply" | field agent_sha256)" ]; }

# Keeps the server's present script as $STATE/agent.sh, which runs in the background and is for further commands. A script is kept
# only with the digest that the server has named in its answer to the node key: what is downloaded could have been changed on its way.
keep_script() {
  digest=$(printf '%s' "$reply" | field agent_sha256)
  if [ -n "$digest" ] && [ -r "$STATE/agent.sh" ] && [ "$(sha256 "$STATE/agent.sh")" = "$digest" ]; then return; fi
  rm -f "$STATE/agent.sh"
  [ -n "$digest" ] || return 0
  if curl -fsS --max-time 10 "$SERVER/agent.sh" -o "$STATE/agent.sh.new" 2>/dev/null; then
    if [ "$(sha256 "$STATE/agent.sh.new")" = "$digest" ]; then
      mv "$STATE/agent.sh.new" "$STATE/agent.sh"
    else
      say "heliograph: the script at $SERVER/agent.sh is not the one that the server has named, or sha256sum is missing: it is not used" >&2
    fi
  fi
  rm -f "$STATE/agent.sh.new"
}

# Whether other processes see the auth key among the arguments of this one.
shows_key() { [ -n "$KEY_IN_ARGUMENTS" ]; }

up() {
  reply=
  open_state create
  settle
  new_instance
  [ -z "$GIVEN_NAME" ] || [ "$GIVEN_NAME" = "$name" ] || say "the name $GIVEN_NAME is taken: this machine is $name"
  printf '%s\n' "$name" >"$STATE/agent.name"
  if [ -n "$FOREGROUND" ]; then
    sleeper=
    trap sign_off TERM INT
    save_pid "$$"
    # A registration is answered with the digest, too. The machine is not online before the process is the one that stays.
    names_script || heartbeat online 10 '?agent=digest'
    ! names_script || keep_script
    if shows_key; then
      [ -r "$STATE/agent.sh" ] || die "$name is registered. This process shows the auth key: start it again without --auth-key"
      exec sh "$STATE/agent.sh" run --foreground --state "$STATE"
    fi
    run
  fi
  heartbeat online 10 '?agent=digest'
  if key_rejected; then
    recover || { [ -z "$gone" ] || end_gone; die "$why"; }
    printf '%s\n' "$name" >"$STATE/agent.name"
    heartbeat online 10 '?agent=digest'
  fi
  case $http in
    2??) keep_script ;;
    *) die "no response from $SERVER ($http)" ;;
  esac
  if shows_key && [ ! -r "$STATE/agent.sh" ]; then
    die "$name is registered. This process shows the auth key: start it again without --auth-key"
  fi
  rm -f "$STATE/agent.ready" "$STATE/agent.gone" "$STATE/agent.trouble"
  # exec, since a forked shell would show this command line in process lists.
  (
    trap '' HUP
    [ ! -r "$STATE/agent.sh" ] || exec sh "$STATE/agent.sh" run --state "$STATE"
    run
  ) </dev/null >>"$STATE/agent.log" 2>&1 &
  save_pid "$!"
  where=
  [ "$STATE" = "$DEFAULT_STATE" ] || where=", with --state $STATE"
  # Waits for the signal handlers of the background process, so that stopping it sets the machine offline.
  left=50
  while [ ! -e "$STATE/agent.ready" ] && running && [ "$left" -gt 0 ]; do left=$((left - 1)); short_sleep; done
  say "$name is up (machine $machine_id, process $!)"
  [ ! -r "$STATE/agent.sh" ] || say "usage: sh $STATE/agent.sh status | down | up$where"
}

# Names this process: the server tells a restarted agent from a second one on a copy of the disk by it.
new_instance() {
  instance=$(first_line /proc/sys/kernel/random/uuid)
  [ -n "$instance" ] || instance=$(date +%s)-$$-$(uname -n | tr -dc 'A-Za-z0-9.-' | cut -c 1-40)
  printf '%s\n' "$instance" >"$STATE/agent.instance"
}

# "down" and "status" are about the machine that was kept.
require_same_server() {
  [ -z "$GIVEN_SERVER" ] || [ "$GIVEN_SERVER" = "$SERVER" ] || die "this machine is registered at $SERVER, not at $GIVEN_SERVER"
}

down() {
  load || die "this machine is not registered"
  require_same_server
  if running; then
    kill -TERM "$pid"
    left=200
    while running && [ "$left" -gt 0 ]; do left=$((left - 1)); short_sleep; done
    ! running || die "process $pid does not stop"
    rm -f "$STATE/agent.pid"
  fi
  # Repeated, in case the process ended without it.
  heartbeat offline
  case $http$code in
    2??) ;;
    401INVALID_NODE_KEY) die "$SERVER rejected this machine (401): it was removed or disabled" ;;
    409NODE_KEY_IN_USE) die "$SERVER rejected this machine (409): this is a copy of the disk of $name" ;;
    *) die "no response from $SERVER ($http)" ;;
  esac
  say "$name is down"
}

status() {
  load || { say "not registered"; exit 3; }
  require_same_server
  if running; then
    trouble=$(first_line "$STATE/agent.trouble")
    say "$name is up: machine $machine_id at $SERVER, process $pid, last heartbeat $(cat "$STATE/agent.beat" 2>/dev/null || say never)${trouble:+; $trouble}"
  else
    gone=$(first_line "$STATE/agent.gone")
    say "$name is down: ${gone:-machine $machine_id at $SERVER}"
    exit 3
  fi
}

command -v curl >/dev/null 2>&1 || die "curl is not installed"
COMMAND=${1:-}
[ $# -gt 0 ] && shift
AUTH_KEY=${HELIOGRAPH_AUTH_KEY:-}
# Not for curl and sleep: the environment of a process is visible to other processes of the same user.
unset HELIOGRAPH_AUTH_KEY
GIVEN_NAME='' GIVEN_SERVER=''
FOREGROUND='' KEY_IN_ARGUMENTS=''
STATE=
if [ "$(id -u)" = 0 ]; then
  STATE=/var/lib/heliograph
elif [ -n "${XDG_STATE_HOME:-}" ]; then
  STATE=$XDG_STATE_HOME/heliograph
elif [ -n "${HOME:-}" ]; then
  STATE=$HOME/.local/state/heliograph
fi
DEFAULT_STATE=$STATE
while [ $# -gt 0 ]; do
  case $1 in
    --auth-key|--auth-key-file|--name|--server|--state)
      [ $# -ge 2 ] || die "$1 needs a value"
      case $1 in
        --auth-key) AUTH_KEY=$2 KEY_IN_ARGUMENTS=yes ;;
        --auth-key-file) AUTH_KEY=$(first_line "$2"); [ -n "$AUTH_KEY" ] || die "cannot read an auth key from $2" ;;
        --name) GIVEN_NAME=$(printf '%s' "$2" | tr -d '\000-\037\177') ;;
        --server) GIVEN_SERVER=${2%/} ;;
        --state) STATE=$2 ;;
      esac
      shift 2 ;;
    --foreground) FOREGROUND=yes; shift ;;
    *) usage >&2; die "unknown option ${1%%=*}" ;;
  esac
done
# Whether $0 is this script, and not a shell that reads it from its standard input.
is_file() {
  second=
  [ -f "$0" ] && { IFS= read -r second && IFS= read -r second; } <"$0"
  case $second in '# The Heliograph agent:'*) ;; *) false ;; esac
}
if [ -n "$KEY_IN_ARGUMENTS" ] && is_file; then
  set -- "$COMMAND"
  [ -z "$GIVEN_NAME" ] || set -- "$@" --name "$GIVEN_NAME"
  [ -z "$GIVEN_SERVER" ] || set -- "$@" --server "$GIVEN_SERVER"
  [ -z "$STATE" ] || set -- "$@" --state "$STATE"
  [ -z "$FOREGROUND" ] || set -- "$@" --foreground
  export HELIOGRAPH_AUTH_KEY="$AUTH_KEY"
  exec sh "$0" "$@"
fi
SERVER=${GIVEN_SERVER:-$SERVER}
NAME=${GIVEN_NAME:-$(uname -n)}
case $COMMAND in
  up) up ;;
  # What "up" goes on as.
  run) open_state && load && run ;;
  down) open_state && down ;;
  status) open_state && status ;;
  *) usage; [ "$COMMAND" = help ] || [ "$COMMAND" = --help ] || exit 2 ;;
esac
