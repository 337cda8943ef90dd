#!/bin/sh
# The real kiosk hears from the kernel that a stick is mounted, and that it is gone.
# usage: tests/flow/stick.sh KIOSK WORK_FOLDER
set -eu

# Mounts of its own, which nobody else sees and which go with it.
if [ -z "${STICK_INSIDE-}" ]; then
    unshare -m true 2>/dev/null || { echo "stick: skipped, no mounts of its own here"; exit 77; }
    STICK_INSIDE=1 exec unshare -m "$0" "$@"
fi
# shellcheck source=tests/support/e2e.sh
. "$(dirname "$0")/../support/e2e.sh"

own_display 1024x768
rm -rf "${work:?}/state" "${work:?}/media"
mkdir -p "$work/config" "$work/state" "$work/media/kiosk/MY STICK"
printf '{"content": {"stick_dirs": ["%s/media"]}, "store_file": ":memory:"}\n' "$work" \
    >"$work/config/kiosk.json"

start_kiosk --config "$work/config/kiosk.json"
expect_log "event=sticks count=0"

mark
mount -t tmpfs -o size=8m stick "$work/media/kiosk/MY STICK" ||
    { echo "stick: skipped, nothing may be mounted here"; exit 77; }
cp -r "$source_dir/content/sample-clinic" "$work/media/kiosk/MY STICK/clinic"
expect_soon "event=sticks count=1 newest=\"$work/media/kiosk/MY STICK\""
expect_soon "to=staff-pin"

# The PIN is chosen; the pack is then looked at beside the main thread, and installed.
if command -v xdotool >/dev/null; then
    window=$(xdotool search --sync --name "Physio Kiosk" | head -n 1)
    sleep 1 # the pad fades in
    xdotool windowfocus "$window" type --delay 60 729105
    sleep 1
    xdotool type --delay 60 729105
    expect_soon "to=staff-stick"
    expect_soon "event=rehearsal pack=riverside errors=0"
fi

mark
umount "$work/media/kiosk/MY STICK"
expect_soon "event=sticks count=0"

# What is mounted elsewhere is none.
mark
mkdir -p "$work/elsewhere"
mount -t tmpfs other "$work/elsewhere"
sleep 0.5
! tail -n "+$((seen + 1))" "$log" | grep -q "event=sticks" || fail "$(cat "$log")"

end_kiosk
echo "stick: fine"
