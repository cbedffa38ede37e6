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
study() { # REPLICATIONS [LINE]
    cat >study.yaml <<YAML
midstream study: 1
title: disturbed
case: case.yaml
runs: {replications: $1}
keep: [markets, facilities, stocks, routes]
${2:-}
scenarios:
  - {name: strike, set: ['disruptions.+={what: strike, at: smelter, on: 2031-03-01, for: {exponential: 60 d}}']}
  - {name: late, set: ['disruptions.+={what: derating, at: smelter, on: 2041-03-01, to: 50 %}']}
samples: {by: sobol, count: 8, of: [{field: facilities.mine.rate, from: 100 t/d, to: 130 t/d}]}
YAML
}
run() { "$midstream" study study.yaml --quiet --out "$@"; }
same_file() { # FILE FOLDER
    cmp "calm/$1" "$2/$1" || { echo "$1 of $2 is not that of an undisturbed study"; exit 1; }
}
same_runs() {
    for file in results.sqlite scenarios.csv runs.csv factors.csv; do same_file "$file" "$1"; done
    diff <(grep -v '"wall_seconds"' calm/study.json) <(grep -v '"wall_seconds"' "$1/study.json") ||
        { echo "study.json of $1 is not that of an undisturbed study but for the time it took"; exit 1; }
}
same() {
    same_runs "$1"
    same_file report.html "$1"
}
ends_with() { # CODE COMMAND...
    local wanted=$1 code=0
    shift
    "$@" >said.txt 2>&1 || code=$?
    [[ $code == "$wanted" ]] || { echo "$* ended with $code, not $wanted:"; cat said.txt; exit 1; }
}

study 12
run calm --threads 1

# The same bytes for any number of threads.
run threads --threads 3
same threads

# Killed at any instant.
landed=0
for ((i = 1; i <= kills; ++i)); do
    "$midstream" study study.yaml --quiet --out killed >/dev/null 2>&1 &
    sleep "0.$((RANDOM % 5 + 1))"
    kill -9 $! 2>/dev/null && landed=$((landed + 1))
    wait $! 2>/dev/null || true
done
run killed
same killed
ends_with 0 "$midstream" study study.yaml --status --out killed
echo "$landed of $kills kills landed"

# In shards, of which one is missing at first.
run parted --shard 1/3
run parted --shard 3/3
ends_with 3 "$midstream" study study.yaml --status --out parted
grep -q '^missing: ' said.txt || { echo "a missing shard is not told"; cat said.txt; exit 1; }
ends_with 3 "$midstream" merge study.yaml --out parted
run parted --shard 2/3
"$midstream" merge study.yaml --quiet --out parted
same parted

# Files of shards brought together in a folder that no study has made.
mkdir brought
cp parted/shard-*.sqlite brought
"$midstream" merge study.yaml --quiet --out brought
same brought

# Grown from fewer replications: what was run is not run again.
study 5
run grown
study 12
ends_with 3 "$midstream" study study.yaml --status --out grown
grep -q '^study: 55 of 132 runs are done' said.txt || { echo "runs of a study that grew were lost"; cat said.txt; exit 1; }
run grown
same grown

# Shrunk and grown again, and without a scenario for a while: nothing is lost.
study 3
run grown 2>said.txt
grep -q '99 runs that the study no longer asks for are kept in grown/results.before-1.sqlite' said.txt || { cat said.txt; exit 1; }
study 2
run grown 2>/dev/null
study 12
ends_with 0 "$midstream" study study.yaml --status --out grown
"$midstream" merge study.yaml --quiet --out grown
same grown

# Forked or not, a scenario gives the same.
study 12 'fork: no'
run apart
same_runs apart # the page has the hash of the study's file
study 12

# Results of a study are never written over, nor are those of others.
ends_with 2 "$midstream" run case.yaml --replications 2 --out calm
grep -q 'holds the results of a study' said.txt
same calm
"$midstream" run case.yaml --replications 2 --quiet --out single
ends_with 2 "$midstream" study study.yaml --out single
grep -q 'holds no study' said.txt
