#!/usr/bin/env bash
# What Payara's statistics cost a running node that has the demo's accounts:
#
#   ASADMIN=/opt/payara6/bin/asadmin src/bench/payara-statistics.sh [PORT] [ADMIN-PORT] [PID]
#
# Changes of status by 8 connections, ROUNDS (6) times with the levels of server-config/payara/heliograph.asadmin and without, in turn, for
# SECONDS_EACH (8) each, after two rounds to warm up. Prints a line for each, then the medians per CPU second of the server and the median of the ratios.
set -euo pipefail
cd "$(dirname "$0")/../.."
port=${1:-8080} admin=${2:-4848} pid=${3:-$(pgrep -n -f 'com.sun.enterprise.glassfish.bootstrap')}
asadmin=${ASADMIN:-asadmin} rounds=${ROUNDS:-6} seconds=${SECONDS_EACH:-8}
figures=$(mktemp); trap 'rm -f "$figures"; levels HIGH LOW' EXIT

levels() {
  local level=configs.config.server-config.monitoring-service.module-monitoring-levels
  "$asadmin" --port "$admin" set $level.jdbc-connection-pool="$1" $level.http-service="$1" $level.thread-pool="$1" $level.jvm="$2" >/dev/null
}
per_cpu_second() {
  local line
  line=$(java src/bench/Changes.java rate "$port" "$pid" "$seconds" 8)
  echo "$1 $line" >&2
  sed -n 's/.*"per_cpu_s":\([0-9]*\).*/\1/p' <<<"$line"
}

for _ in 1 2; do per_cpu_second warm-up >/dev/null; done
for ((round = 1; round <= rounds; round++)); do
  order='with without'; ((round % 2)) || order='without with'
  for state in $order; do
    if [ $state = with ]; then levels HIGH LOW; else levels OFF OFF; fi
    figure=$(per_cpu_second "$state")
    printf -v "$state" '%s' "$figure"
  done
  # shellcheck disable=SC2154
  echo "$with $without" >>"$figures"
done
median() { sort -n | awk '{v[NR] = $1} END {print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2}'; }
echo "with $(cut -d' ' -f1 "$figures" | median), without $(cut -d' ' -f2 "$figures" | median), ratio $(awk '{print $1 / $2}' "$figures" | median)"
