#!/usr/bin/env bash
# A study that is killed again and again, run in shards, or grown, ends with the bytes of one that nobody disturbed.
# usage: study_survives.sh MIDSTREAM [KILLS]
set -euo pipefail
midstream=$1 kills=${2:-3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >case.yaml <<'YAML'
midstream: 1
time: {start: 2025-01-01, end: 2045-01-01}
materials: {ore: {}, metal: {}}
facilities:
  mine:    {kind: mine, makes: ore, rate: 120 t/d, storage: {ore: 3 kt}}
  smelter: {kind: plant, takes: {ore: 1 t/t}, makes: {metal: 0.9 t/t}, capacity: {ore: 110 t/d}, storage: {ore: 2 kt}, failures: {every: {exponential: 4 d}, for: {exponential: 1 d}}}
  city:    {kind: market, takes: {metal: 100 t/d}}
routes: [{from: mine, to: smelter, carries: ore, by: conveyor}, {from: smelter, to: city, carries: metal, by: truck, fleet: charter, parcel: 50 t, transit: 1 d}]
YAML
study() { # NAME REPLICATIONS
    cat >"$1.yaml" <<YAML
midstream study: 1
title: disturbed
case: case.yaml
runs: {replications: $2}
keep: [markets, facilities, stocks, routes]
scenarios:
  - {name: strike, set: ['disruptions.+={what: strike, at: smelter, on: 2031-03-01, for: {exponential: 60 d}}']}
  - {name: late, set: ['disruptions.+={what: derating, at: smelter, on: 2041-03-01, to: 50 %}']}
samples: {by: sobol, count: 8, of: [{field: facilities.mine.rate, from: 100 t/d, to: 130 t/d}]}
YAML
}
# All but the name of a study is in its rows; names differ here, so their rows are left out.
content() { sqlite3 "outputs/$1/results.sqlite" "SELECT * FROM scenario; SELECT * FROM setting; SELECT * FROM run; SELECT * FROM market; SELECT * FROM facility; SELECT * FROM stock; SELECT * FROM route"; }
same() {
    content "$1" | cmp - <(content "$2") || { echo "$1 and $2 differ in their results"; exit 1; }
    for table in scenarios.csv runs.csv factors.csv; do cmp "outputs/$1/$table" "outputs/$2/$table"; done
}

study calm 12
"$midstream" study calm.yaml --quiet --threads 1

# The same bytes for any number of threads.
cp outputs/calm/results.sqlite one.sqlite
rm -r outputs/calm
"$midstream" study calm.yaml --quiet --threads 3
cmp one.sqlite outputs/calm/results.sqlite

# Killed at any instant.
study killed 12
landed=0
for ((i = 1; i <= kills; ++i)); do
    "$midstream" study killed.yaml --quiet >/dev/null 2>&1 &
    sleep "0.$((RANDOM % 5 + 1))"
    kill -9 $! 2>/dev/null && landed=$((landed + 1))
    wait $! 2>/dev/null || true
done
"$midstream" study killed.yaml --quiet
same calm killed
"$midstream" study killed.yaml --status >/dev/null || { echo "something is missing after the last run"; exit 1; }
echo "$landed of $kills kills landed"

# In shards, of which one is missing at first.
study parted 12
"$midstream" study parted.yaml --quiet --shard 1/3
"$midstream" study parted.yaml --quiet --shard 3/3
code=0
"$midstream" study parted.yaml --status >status.txt || code=$?
[[ $code == 3 ]] && grep -q '^missing: ' status.txt || { echo "a missing shard is not told"; cat status.txt; exit 1; }
code=0
"$midstream" merge parted.yaml --quiet 2>/dev/null || code=$?
[[ $code == 3 ]] || { echo "a merge that lacks runs ended with $code"; exit 1; }
"$midstream" study parted.yaml --quiet --shard 2/3
"$midstream" merge parted.yaml --quiet
same calm parted

# Grown from fewer replications: what was run is not run again.
study grown 5
"$midstream" study grown.yaml --quiet
study grown 12
"$midstream" study grown.yaml --status >status.txt || true # some are missing
grep -q '^grown: 55 of 132 runs are done' status.txt || { echo "runs of a study that grew were lost"; cat status.txt; exit 1; }
"$midstream" study grown.yaml --quiet
same calm grown

# Forked or not, a scenario gives the same.
study apart 12
echo 'fork: no' >>apart.yaml
"$midstream" study apart.yaml --quiet
same calm apart

# Results of another study are never written over.
study other 12
mkdir -p outputs/other
sqlite3 outputs/other/results.sqlite 'CREATE TABLE mine(x)'
code=0
"$midstream" study other.yaml --quiet 2>message.txt || code=$?
[[ $code == 2 ]] && grep -q 'outputs/other' message.txt || { echo "a foreign folder was not refused: $code"; cat message.txt; exit 1; }
