#!/bin/sh
# The real kiosk under a Wayland compositor that draws no frames around windows.
# usage: tests/flow/wayland.sh KIOSK WORK_FOLDER
set -eu
# shellcheck source=tests/support/e2e.sh
. "$(dirname "$0")/../support/e2e.sh"

for program in cage Xwayland grim setpriv; do
    command -v $program >/dev/null || { echo "SKIPPED: there is no $program"; exit 77; }
done

# cage refuses to run as root, and its folder has to be its user's.
folder=$(mktemp -d)
as_user=
if [ "$(id -u)" -eq 0 ]; then
    as_user="setpriv --reuid=65534 --regid=65534 --clear-groups"
    chown 65534:65534 "$folder"
fi
trap 'stop_all; rm -rf "$folder"' EXIT
$as_user test -x "$kiosk" || { echo "SKIPPED: cage's user cannot reach the kiosk"; exit 77; }
export XDG_RUNTIME_DIR="$folder" STATE_DIRECTORY="$folder/state" HOME="$folder"
unset DISPLAY WAYLAND_DISPLAY

# Turned, as wlroots 0.15 without a GPU else hands the window's own memory on, and grim gets black.
# shellcheck disable=SC2086
WLR_BACKENDS=headless WLR_RENDERER=pixman WLR_LIBINPUT_NO_DEVICES=1 SDL_VIDEODRIVER=wayland \
    SDL_AUDIODRIVER=dummy $as_user cage -r -- "$kiosk" run >"$log" 2>&1 &
pid=$!
seen=0
expect_soon "event=ready renderer=wayland/texture/"
# The demo is lighter than this on average; black is 0.
light='import sys; picture = sys.stdin.buffer.read(); print(int(sum(picture) > 50 * len(picture) > 0))'
tries=20
# shellcheck disable=SC2086
while [ "$(WAYLAND_DISPLAY=wayland-0 $as_user grim -t ppm - 2>"$work/grim" | python3 -c "$light")" != 1 ]; do
    tries=$((tries - 1))
    [ $tries -gt 0 ] || fail "nothing is seen; the log: $(cat "$log")"
    sleep 0.5
done
kill -TERM "$pid"
wait "$pid" 2>/dev/null || true # cage itself may abort then
pid=""
echo "wayland: fine"
