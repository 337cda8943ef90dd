#!/bin/sh
# A kiosk that stands still is back on the demo within 10 s, by the numbers of its unit.
# usage: tests/flow/watchdog.sh KIOSK WORK_FOLDER
set -eu
# shellcheck source=tests/support/e2e.sh
. "$(dirname "$0")/../support/e2e.sh"

own_display 1280x800
"$source_dir/tests/support/service_manager.py" "$kiosk" \
    "$source_dir/config/appliance/physio-kiosk.service" "$log" || fail "the log: $(cat "$log")"
[ "$(grep -c event=ready "$log")" -ge 2 ] || fail "it shows no demo: $(cat "$log")"

echo "watchdog: fine"
