#!/bin/sh
# The real kiosk in a real window: clicked through with xdotool, read back from its log.
# usage: tests/flow/xvfb.sh KIOSK WORK_FOLDER
set -eu
# shellcheck source=tests/support/e2e.sh
. "$(dirname "$0")/../support/e2e.sh"

width=1280 height=800

own_display "${width}x${height}"

# ---- words ----

start() {
    : >"$log"
    "$kiosk" run "$@" >>"$log" 2>&1 &
    pid=$!
    expect_log "event=ready"
}

# click SCREEN ID: where `kiosk shot` says that it is.
click() {
    file=$work/hits_$(echo "$1" | tr ':' '_').json
    [ -f "$file" ] || "$kiosk" shot "$1" --out "$work/shot.png" --size ${width}x${height} \
        --hits "$file" --log error
    place=$(jq -r --arg id "$2" '.[] | select(.id == $id) | "\(.x + .w / 2 | floor) \(.y + .h / 2 | floor)"' "$file")
    [ -n "$place" ] || fail "there is no $2 on $1: $(cat "$file")"
    # shellcheck disable=SC2086 # two numbers
    xdotool mousemove $place
    sleep 0.6 # past the moment in which a new screen is deaf
    xdotool mousedown 1
    sleep 0.1
    xdotool mouseup 1
}

cpu_ticks() {
    sed 's/.*) //' "/proc/$pid/stat" | awk '{ print $12 + $13 }'
}

rm -f "$work"/hits_*.json
routine=lower-back-relief

# ---- a visit, fullscreen ----
start
expect_log "size=${width}x${height}"
grep -qE 'event=ready renderer=x11/(surface|texture)' "$log" || fail "renderer: $(cat "$log")"
# The window covers the whole screen, also where no window manager sees to it.
eval "$(xdotool search --name "Physio Kiosk" getwindowgeometry --shell)"
[ "$X $Y $WIDTH $HEIGHT" = "0 0 $width $height" ] ||
    fail "fullscreen is ${WIDTH}x$HEIGHT at $X,$Y"
click attract begin
expect_log "event=screen from=attract to=home"
click home "card:$routine"
expect_log "event=screen from=home to=overview"
for _ in 1 2 3 4 5 6 7 8; do # the warning card, to its end and answered, in one place
    click "red-flags:$routine" red-flags:more
    sleep 0.4
done
grep -q "from=overview to=player" "$log" || click "overview:$routine" start
expect_log "event=screen from=overview to=player"
# Who should ask first, one by one, the place that is reached, and Pause: all in the same place.
for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do
    ! grep -q "from=player to=paused" "$log" || break
    click "player:$routine" "done"
    sleep 0.7
done
expect_log "event=screen from=player to=paused"
click "paused:$routine" resume
expect_log "event=screen from=paused to=player"
click "player:$routine" hurts
expect_log "event=screen from=player to=hurt"
click "hurt:$routine" end
expect_log "event=screen from=hurt to=home"
click home advice
expect_log "event=screen from=home to=advice"
sleep 0.6
xdotool key Escape
expect_log "event=screen from=advice to=home"

# Nothing moves, so nothing is done: at most 2 % of a core, even with sanitizers.
# Its figures are drawn first, beside the frames.
for _ in 1 2 3 4 5 6 7 8; do
    before=$(cpu_ticks)
    sleep 5
    used=$(($(cpu_ticks) - before))
    [ $used -gt 10 ] || break
done
[ $used -le 10 ] || fail "a still screen costs $used ticks in 5 s"

# What the window shows is what `kiosk shot` draws.
kill -TERM "$pid"
expect_end 0
expect_log_after_end() { grep -qF -- "$1" "$log" || fail "no '$1' in: $(cat "$log")"; }
expect_log_after_end "event=end"

# ---- in a window, ended by Ctrl+C ----
start --window 800x480
expect_log "size=800x480"
kill -INT "$pid"
expect_end 0

# ---- locked: only SIGTERM ends it ----
echo '{"lock": true, "store_file": ":memory:"}' >"$work/locked.json"
start --config "$work/locked.json"
kill -INT "$pid"
xdotool key alt+F4
xdotool key Escape
sleep 1
alive || fail "a locked kiosk ended; the log: $(cat "$log")"
click attract begin
expect_log "event=screen from=attract to=home"
kill -TERM "$pid"
expect_end 0

# ---- locked by the call: also when the settings, as they are or as they become, say otherwise ----
echo '{"lock": false, "developer": true, "store_file": ":memory:"}' >"$work/open.json"
start --lock --config "$work/open.json"
echo '{"lock": false, "developer": true, "idle": {"ask_s": 91}, "store_file": ":memory:"}' \
    >"$work/open.json"
expect_log 'text="read again"'
kill -INT "$pid"
xdotool key alt+F4
xdotool key F1
sleep 1
alive || fail "a kiosk that the call locks ended; the log: $(cat "$log")"
click attract begin
expect_log "event=screen from=attract to=home"
kill -TERM "$pid"
expect_end 0

# ---- in real time, in a window ----
"$kiosk" bench "player:$routine" --display --seconds 2 --size 800x480 --log error >"$work/bench"
tail -1 "$work/bench" | jq -e '.frames > 30 and (.renderer | startswith("x11/"))' >/dev/null ||
    fail "bench: $(cat "$work/bench")"

echo "xvfb: fine"
