#!/usr/bin/env bash
# One part of the tests of the page.
# usage: page.sh types|units|bundle|browser ROOT MIDSTREAM
set -euo pipefail
part=$1 midstream=$3
cd "$2/web"
lacks() { echo "the tests of the page need $1; scripts/test installs it"; exit 1; }
command -v node >/dev/null || lacks "node (Debian's nodejs)"
[[ node_modules/.package-lock.json -nt package-lock.json || node_modules/.package-lock.json -ef package-lock.json ]] || lacks "the modules of web/package-lock.json (npm ci)"
case $part in
types)
    node_modules/.bin/tsc
    node_modules/.bin/eslint src
    node_modules/.bin/prettier --check src/*.ts tests/*.ts tests/*.mjs ./*.mjs || { echo "npm run format in web/ sets it right"; exit 1; }
    ;;
units) node tests/run_unit.mjs ;;
bundle)
    fresh=$(mktemp)
    trap 'rm -f "$fresh"' EXIT
    node build.mjs "$fresh"
    cmp "$fresh" dist/page.html || { echo "web/dist/page.html is not what the sources of web/ give: run npm run build in web/ and commit it"; exit 1; }
    ;;
browser)
    [[ -x ${CHROMIUM:-/usr/bin/chromium} ]] || lacks "Debian's chromium"
    MIDSTREAM=$midstream node --test tests/page_test.mjs
    ;;
*) echo "page.sh: '$part' is none of types, units, bundle, browser"; exit 2 ;;
esac
