#!/usr/bin/env bash
# The README's output and the committed example are what the program gives today.
# usage: example.sh ROOT MIDSTREAM
set -euo pipefail
cd "$1"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$2" run configs/cases/short-line.yaml --out "$folder/example" >"$folder/said"
sed -i "s|$folder/example|outputs/short-line|" "$folder/said"
# The case of the README, and what it prints: its second and third fenced blocks.
awk -v want=2 '/^```/ { if (inside) { inside = 0 } else { ++block; inside = 1; next } } inside && block == want' README.md >"$folder/case"
awk -v want=3 '/^```/ { if (inside) { inside = 0 } else { ++block; inside = 1; next } } inside && block == want' README.md >"$folder/expected"
diff "$folder/case" configs/cases/short-line.yaml || { echo "README.md: the case is not configs/cases/short-line.yaml"; exit 1; }
diff "$folder/expected" "$folder/said" || { echo "README.md: the output is not what the case prints (see above: < README, > today)"; exit 1; }
# The page is not committed with the example: it is mostly the bundle of web/dist, and other tests open it.
rm "$folder/example/report.html"
strip() { find "$1" -name run.json -delete; sed -i '/"wall_seconds"/d' "$1/summary.json"; }
cp -r outputs/example "$folder/committed"
strip "$folder/committed"
strip "$folder/example"
diff -r "$folder/committed" "$folder/example" || { echo "outputs/example is not what the case gives today; run it again with --out outputs/example"; exit 1; }
