#!/usr/bin/env bash
# Every source is laid out as .clang-format says.
# usage: clang_format.sh ROOT
set -euo pipefail
cd "$1"
mapfile -t files < <(find src tests bench -name '*.h' -o -name '*.cpp' | sort)
clang-format --dry-run --Werror "${files[@]}"
