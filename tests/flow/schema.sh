#!/bin/sh
# The schemas in content/schema accept and refuse what the kiosk accepts and refuses.
# usage: tests/flow/schema.sh KIOSK WORK_FOLDER
set -eu
# shellcheck source=tests/support/e2e.sh
. "$(dirname "$0")/../support/e2e.sh"

rm -rf "$work/cases"
mkdir -p "$work/cases"
# Debian's python, which has Debian's python3-jsonschema.
/usr/bin/python3 -B -W ignore "$source_dir/tests/support/schema_agree.py" "$kiosk" "$work/cases" ||
    fail "schema and kiosk disagree"
rm -rf "$work/cases"
