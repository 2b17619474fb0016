#!/usr/bin/env bash
# Anonymous readers of status pages on a real node with 512 MB of heap and PostgreSQL beside it.
#
#   mvn -q -DskipTests package && src/bench/reads.sh [WAR]
#
# MONITORS (5000), RATE (500 reads a second) and SECONDS_EACH (20) can be changed.
set -euo pipefail
cd "$(dirname "$0")/../.."
war=${1:-target/ROOT.war} monitors=${MONITORS:-5000} rate=${RATE:-500} seconds=${SECONDS_EACH:-20}
work=${WORK:-$PWD/target/bench-reads}
rm -rf "$work"; mkdir -p "$work"
# shellcheck source=src/bench/common.sh
. src/bench/common.sh
createdb -h 127.0.0.1 -p 25432 -U postgres reads
export JAVA_OPTS="-Xms512m -Xmx512m -XX:MaxMetaspaceSize=256m -Djava.net.preferIPv4Stack=true"
node a "$war" 19080 reads
unset JAVA_OPTS
psql -q -h 127.0.0.1 -p 25432 -U postgres -v monitors="$monitors" -f src/bench/reads.sql reads
load=(java -Xmx256m src/bench/StatusReads.java 19080 "$pid")
pulses="pulses:50:16:/v1/push/bench-%d?latency=12"
hostile=/v1/status/groups/groups/group-
# the just-in-time compiler's share
"${load[@]}" 10 "warm:100:16:/v1/status/bench,/v1/status/bench/summary" "$pulses" >/dev/null
echo "page of $monitors monitors"; "${load[@]}" "$seconds" "reads:$rate:64:/v1/status/bench" "$pulses"
echo "pulses alone"; "${load[@]}" "$seconds" "$pulses"
for scale in "" /hourly /daily; do
  echo "four group histories$scale at once"
  "${load[@]}" "$seconds" "history:0:4:${hostile}1/history$scale,${hostile}2/history$scale,${hostile}3/history$scale,${hostile}4/history$scale" "$pulses"
done
echo "reports"; "${load[@]}" "$seconds" "report:0:4:/v1/status/bench/report" "$pulses"
curl -s "http://127.0.0.1:19080/health"; echo
printf 'OutOfMemoryError in the log: '; grep -c OutOfMemoryError "$work/a.log" || :
