#!/bin/sh
# Fails on what clang warns of, and on what clang-tidy remarks by the list in .clang-tidy, in all C
# of kiosk/ and tests/. Without the analyzer, which takes twenty times as long; tests/lint has it.
# usage: tests/checks/tidy.sh BUILD_FOLDER [CHECKS]
set -eu
build=$(cd "$1" && pwd)
checks=${2--clang-analyzer-*}
cd "$(dirname "$0")/../.."

log=$(mktemp)
trap 'rm -f "$log"' EXIT
if run-clang-tidy -quiet -p "$build" -j 2 -checks="$checks" "^$PWD/(kiosk|tests)/" >"$log" 2>&1; then
    echo "tidy: fine"
    exit 0
fi
# One line names each call; what was suppressed is counted.
escape=$(printf '\033')
sed "s/$escape\\[[0-9;]*m//g" "$log" |
    grep -vE '^clang-tidy|^[0-9]+ warnings? |^Suppressed|^Use -header-filter'
exit 1
