#!/usr/bin/env bash
# The floor plan, held against the code: a room includes rooms below it only, and heavy libraries enter by one door each.
# usage: floor_plan.sh ROOT
set -euo pipefail
cd "$1/src"

# Rooms from the ground up; those on one line stand side by side and do not know each other.
floors=("units des" "values" "materials" "flow" "facilities routes" "model" "chokepoints" "studies" "reader report" "cli")
declare -A height
for i in "${!floors[@]}"; do for room in ${floors[$i]}; do height[$room]=$i; done; done

bad=0
for folder in */; do
    [[ -n ${height[${folder%/}]:-} ]] || { echo "src/$folder is a room that the floor plan does not know"; bad=1; }
done
while IFS=: read -r file line text; do
    room=${file%%/*}
    other=$(sed -E 's/.*#include "([^/"]+)\/.*/\1/' <<<"$text")
    [[ $other == "$room" || -z ${height[$other]:-} ]] && continue
    if ((height[$other] >= height[$room])); then
        echo "src/$file:$line: $room includes $other, which is not below it"
        bad=1
    fi
done < <(grep -rnE '#include "[a-z]+/' --include='*.h' --include='*.cpp' .| sed 's|^\./||')

# library, and the only file that may include it
doors=("boost/graph:routes/network.cpp" "yaml-cpp:reader/yaml_node.cpp" "libfccp:reader/series.cpp"
    "coin:chokepoints/linear_programme.cpp" "CLI:cli/arguments.cpp" "nlopt:studies/optimiser.cpp" "sqlite3:report/database.cpp" "doctest:none")
for door in "${doors[@]}"; do
    while IFS=: read -r file line _; do
        [[ $file == "${door#*:}" ]] && continue
        echo "src/$file:$line: <${door%%:*}> enters by ${door#*:} alone"
        bad=1
    done < <(grep -rnE "#include <${door%%:*}" . | sed 's|^\./||')
done

# The years that totals are divided by are worked out in one place.
while IFS=: read -r file line _; do
    [[ $file == studies/study.cpp ]] && continue
    echo "src/$file:$line: years after the warm-up are told by counted_years of studies/study.h alone"
    bad=1
done < <(grep -rnE 'warmup.*/ *days_per_year' . | sed 's|^\./||')
exit $bad
