#!/bin/sh
# A visit from the demo to the finish by somebody who sees nothing: keys are pressed, and what is
# done next is decided by what the kiosk says, and by nothing else.
# usage: tests/flow/voice.sh KIOSK WORK_FOLDER
set -eu
# shellcheck source=tests/support/e2e.sh
. "$(dirname "$0")/../support/e2e.sh"

rm -rf "$work/state"
own_display 1280x800

# ---- ears and a finger on four keys ----

# What was said since `mark`, a text a line.
spoken() {
    tail -n "+$((seen + 1))" "$log" | sed -n 's/.*event=speak text=//p' |
        sed 's/ language=[^ ]*$//; s/^"\(.*\)"$/\1/'
}

# hear TEXT: it is said, within five seconds and a machine's slowness.
hear() {
    tries=200
    until spoken | grep -qF -- "$1"; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || fail "'$1' is not said; what is: $(spoken)"
        kill -0 "$pid" || fail "the kiosk ended; the log: $(cat "$log")"
        sleep 0.05
    done
}

# press KEY: what is said from now on is the answer.
press() {
    mark
    xdotool key "$1"
}

# The key that goes on, and the first words of the answer.
go_on() {
    press Down
    tries=100
    answer=""
    while [ -z "$answer" ]; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || fail "the kiosk says nothing to a key: $(tail -5 "$log")"
        sleep 0.03
        answer=$(spoken | head -1)
    done
}

# is_one_of TEXT...: the answer begins with one of them.
is_one_of() {
    for text in "$@"; do
        [ "${answer#"$text"}" = "$answer" ] || return 0
    done
    return 1
}

# choose TEXT...: on and on until one of them is what is said, then OK.
choose() {
    steps=60
    go_on
    until is_one_of "$@"; do
        steps=$((steps - 1))
        [ $steps -gt 0 ] || fail "'$*' is not to be found; the last was '$answer'"
        go_on
    done
    press Return
}

# ---- the visit ----

first="Seated nerve glide"

start_kiosk --log debug
xdotool keydown F2 # held, it brings the voice
hear "The voice is on."
xdotool keyup F2
hear "What would you like to ease?"
sleep 0.5 # a screen that has just come up is deaf for a moment
choose "From your chair"
hear "Before you start."

# The card with the signs of danger is read to its end, answered, and then it begins.
for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do
    sleep 0.5
    choose "More." "None of these." "Start."
    sleep 0.2
    ! spoken | grep -qF "$first" || break
done
hear "$first"

# Each exercise says its name; the button that leads to the next one stays under the finger.
sleep 0.5
choose "Skip." "Next."
for name in "Figure-4 stretch" "Chair twist" "Seated relaxed breathing"; do
    hear "$name"
    sleep 0.3
    press Return
done
hear "Nicely done."
sleep 0.5
choose "Better."
sleep 0.2
choose "Done."
sleep 0.5

end_kiosk
if command -v espeak-ng >/dev/null; then
    made=$(find "$STATE_DIRECTORY/voice" -name '*.wav' | wc -l)
    [ "$made" -gt 10 ] || fail "$made texts were made: $(grep voice "$log")"
    ! grep -q "event=no_voice" "$log" || fail "$(grep no_voice "$log")"
fi

# ---- with a program that is not there: one line, and all goes on ----

echo '{"sound": {"voice": "/nowhere/speaks"}}' >"$work/kiosk.json"
start_kiosk --config "$work/kiosk.json" --log debug
xdotool keydown F2
hear "The voice is on."
xdotool keyup F2
sleep 0.5
choose "Make it easier to use."
sleep 0.5
choose "Voice. Not here."
[ "$(grep -c "event=no_voice" "$log")" -eq 1 ] || fail "not one line: $(grep voice "$log")"
end_kiosk
echo "voice: fine"
