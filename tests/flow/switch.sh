#!/bin/sh
# A whole visit by one key, from the demo to its end: read from what is lit, in words, never from
# where it is.
# usage: tests/flow/switch.sh KIOSK WORK_FOLDER
set -eu
# shellcheck source=tests/support/e2e.sh
. "$(dirname "$0")/../support/e2e.sh"

rm -rf "$work/state" "$work/pack"
mkdir -p "$work/state" "$work/pack/exercises" "$work/pack/routines"
cat >"$work/kiosk.json" <<'EOF'
{"keys": {"switch": ["F8"], "scan_s": 1, "voice": ["F9"]}}
EOF
cat >"$work/pack/pack.json" <<'EOF'
{"id": "one", "name": "One", "version": "1", "format": 1}
EOF
cat >"$work/pack/exercises/stand.json" <<'EOF'
{"id": "stand", "name": "Stand tall", "position": "standing", "summary": "Stand.",
 "steps": [{"role": "move", "text": "Stand tall."}], "sides": "none",
 "stop_if": ["Sharp pain"], "dose": {"sets": 1, "reps": 1, "hold_s": 2}}
EOF
cat >"$work/pack/routines/short.json" <<'EOF'
{"id": "short", "name": "Short one", "steps": [{"exercise": "stand"}]}
EOF

own_display 1024x768

press() {
    mark
    xdotool key F8
}

# Past the moment in which a new screen is deaf.
settle() {
    sleep 0.5
}

# What is lit now: its words, and how many they are of.
lit() {
    grep "event=lit" "$log" | tail -1
}

# choose WORDS: presses when they are lit, and again within their row.
choose() {
    settle
    tries=200
    while :; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || fail "'$1' is never lit: $(grep "event=lit" "$log" | tail -20)"
        now=$(lit)
        case $now in
        *"$1"*"count=1") break ;;
        *"$1"*) xdotool key F8 && sleep 0.5 ;;
        *) sleep 0.1 ;;
        esac
    done
    press
}

start_kiosk --config "$work/kiosk.json" --content "$work/pack" --log debug
press # nobody is here: a visit begins
expect_soon "event=one_switch state=on"
expect_soon "event=lit"
choose "Short one"
expect_soon "to=overview"
choose "Start"
expect_soon "to=player"
expect_soon "event=lit label=Pause"
settle
press # at once: nothing else is lit
expect_soon "to=paused"
choose "Resume"
expect_soon "to=player"
expect_log "to=finish" 30
choose "Done"
expect_soon "from=finish"

# A long press gets out of it, and the switch back in.
mark
xdotool keydown F8
sleep 4.5
xdotool keyup F8
expect_soon "event=one_switch state=off"
press
expect_soon "event=one_switch state=on"
end_kiosk

echo "switch: fine"
