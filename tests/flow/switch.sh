#!/bin/sh
# A visit from the demo to its end by one switch, by somebody who sees nothing: one key is pressed
# when the kiosk says what is wanted, and nothing else is known of it. One exercise is heard to its
# end; in the next one any press means Pause, as nothing else is lit.
# usage: tests/flow/switch.sh KIOSK WORK_FOLDER
set -eu
# shellcheck source=tests/support/e2e.sh
. "$(dirname "$0")/../support/e2e.sh"

rm -rf "$work/state" "$work/pack"
mkdir -p "$work/pack/exercises" "$work/pack/routines"
# Whatever it is to say takes it a fifth of a second.
cat >"$work/speaks" <<'EOS'
#!/bin/sh
cat >/dev/null
printf 'RIFF\044\360\377\177WAVEfmt \020\000\000\000\001\000\001\000'
printf '\100\037\000\000\200\076\000\000\002\000\020\000data\000\360\377\177'
head -c 3200 /dev/zero
EOS
chmod +x "$work/speaks"
cat >"$work/kiosk.json" <<EOS
{"keys": {"switch": ["F8"], "scan_s": 1.2}, "content": {"stick_dirs": []},
 "sound": {"read_aloud": true, "voice": "$work/speaks"}}
EOS
cat >"$work/pack/pack.json" <<'EOS'
{"id": "one", "name": "One", "version": "1", "format": 1}
EOS
cat >"$work/pack/exercises/stand.json" <<'EOS'
{"id": "stand", "name": "Stand tall", "position": "standing", "summary": "Stand.",
 "steps": [{"role": "move", "text": "Stand tall and breathe."}], "sides": "none",
 "stop_if": ["Sharp pain"], "dose": {"sets": 1, "reps": 1, "hold_s": 2}}
EOS
sed 's/"stand"/"bow"/; s/Stand tall/Bow slowly/; s/"hold_s": 2/"hold_s": 20/' \
    "$work/pack/exercises/stand.json" >"$work/pack/exercises/bow.json"
cat >"$work/pack/routines/short.json" <<'EOS'
{"id": "short", "name": "Short one", "steps": [{"exercise": "stand"}, {"exercise": "bow"}]}
EOS

own_display 1024x768
start_kiosk --config "$work/kiosk.json" --content "$work/pack" --log debug
xdotool key F8 # the first press begins a visit
"$source_dir/tests/support/by_ear.py" "$log" F8 \
    "-> The voice is on. Press when you hear" \
    "Short one. 1 minute -> Stop and tell staff" \
    "Start. -> Stand tall" \
    "Pause. -> Paused." \
    "Resume. -> Starting in." \
    "-> Hold." "-> Next up" \
    "Bow slowly and -> Paused." \
    "Next. -> Nicely done." \
    "Done. -> What would you like to ease?" ||
    fail "what was heard: $(grep "event=speak\|event=lit" "$log")"
end_kiosk
echo "switch: fine"
