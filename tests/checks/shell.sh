#!/bin/sh
# Fails on scripts that the shell cannot read, and on what shellcheck warns of.
# usage: tests/checks/shell.sh [SOURCE_FOLDER]
set -eu
cd "${1:-$(dirname "$0")/../..}"
bad=0

# Whatever it is called, by its first line.
scripts=$(find .ci kiosk tests assets config content -name corpus -prune -o -type f -exec \
    awk '/^#!.*sh$/ { print FILENAME } { nextfile }' {} +)
for f in $scripts; do
    interpreter=$(head -1 "$f" | grep -o bash || echo sh)
    "$interpreter" -n "$f" || bad=1
done
# shellcheck disable=SC2086 # file names here hold no blanks
shellcheck -x -S warning $scripts || bad=1

[ $bad -eq 0 ] && echo "shell: fine"
exit $bad
