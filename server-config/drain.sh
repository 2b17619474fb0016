#!/bin/sh
# Drains one node: closes its sockets, whose clients reconnect to other nodes, and waits until none is left. Then the node can be
# stopped. Needs sh and curl.
#
#   drain.sh [URL]          the node itself, not the proxy (default: http://127.0.0.1:8080)
#   drain.sh --undo [URL]   accepts sockets again
#
# HELIOGRAPH_TOKEN is an API token of the installation with the scope administer (page API tokens). --credentials FILE, the first argument,
# takes it from the line HELIOGRAPH_TOKEN=hgt_... of a file that only its owner may read, and not from the environment. HELIOGRAPH_DRAIN_SECONDS is the time
# over which sockets are closed (default: heliograph.drain.over). HELIOGRAPH_DRAIN_PATIENCE is the time after that for which the
# script waits at most, in seconds (default: 15). Exits with 1 when sockets are left; they are closed when the node stops.
set -u

die() { printf 'drain: %s\n' "$*" >&2; exit 1; }
number() { sed -n 's/.*"'"$1"'" *: *\([0-9][0-9]*\).*/\1/p'; }

# The value of $1 in the file $2, which may be in quotes.
value() { sed -n 's/^'"$1"'=//p' "$2" | sed -n '$p' | sed 's/^"\(.*\)"$/\1/; t
s/^'"'\(.*\)'"'$/\1/'; }

if [ "${1:-}" = --credentials ]; then
  file=${2:-}
  [ -f "$file" ] && [ -r "$file" ] || die "cannot read $file"
  case $(ls -ldL -- "$file") in -???------*) ;; *) die "others may read $file: chmod 600" ;; esac
  HELIOGRAPH_TOKEN=$(value HELIOGRAPH_TOKEN "$file")
  shift 2
fi
undo=
[ "${1:-}" != --undo ] || { undo=yes; shift; }
url=${1:-http://127.0.0.1:8080}
url=${url%/}

case ${HELIOGRAPH_TOKEN:-} in
  hgt_*[!A-Za-z0-9_-]* | '') die "HELIOGRAPH_TOKEN is not set to an API token" ;;
  hgt_*) ;;
  *) die "HELIOGRAPH_TOKEN is not set to an API token" ;;
esac

# Calls the API with method $1 and body $2; prints the response, and its status at the end. The token is passed on standard input, since
# every process of the machine can read arguments.
call() {
  printf 'header = "Authorization: Bearer %s"\n' "$HELIOGRAPH_TOKEN" |
    curl -sS --max-time 20 -K - -X "$1" ${2:+--data "$2"} -w ' %{http_code}' "$url/api/operations/drain"
}

if [ -n "$undo" ]; then
  answer=$(call DELETE)
  case $answer in *" 200") printf '%s takes sockets again\n' "$url"; exit 0 ;; *) die "$url refused: $answer" ;; esac
fi
body=
[ -z "${HELIOGRAPH_DRAIN_SECONDS:-}" ] || body="{\"over_seconds\":$HELIOGRAPH_DRAIN_SECONDS}"
answer=$(call POST "$body")
case $answer in *" 202") ;; *) die "$url refused: $answer" ;; esac

left=$(($(printf '%s' "$answer" | number over_seconds) + ${HELIOGRAPH_DRAIN_PATIENCE:-15}))
while :; do
  sockets=$(curl -sS --max-time 5 "$url/health" | number connections)
  [ "${sockets:-1}" != 0 ] || { printf '%s has no sockets\n' "$url"; exit 0; }
  [ "$left" -gt 0 ] || die "$url still has ${sockets:-unknown} sockets"
  left=$((left - 1))
  sleep 1
done
