#!/bin/sh
# The commands as a person or a script calls them: exit codes, messages, files.
# usage: tests/flow/cli.sh KIOSK WORK_FOLDER
set -eu
# shellcheck source=tests/support/e2e.sh
. "$(dirname "$0")/../support/e2e.sh"

# ---- right calls ----
expect_code 0 "$kiosk" --version
expect_word out "Physio Kiosk"
expect_code 0 "$kiosk" --help
for command in run check list counts shot figure handout bench; do
    expect_word out "$command"
done
for command in run check list counts shot figure handout bench; do
    expect_code 0 "$kiosk" "$command" --help
    expect_word out "usage: kiosk $command"
done
expect_code 0 "$kiosk" check "$source_dir/content"
expect_code 0 "$kiosk" check --json "$source_dir/content"
jq -e '.errors == 0 and .exercises > 20 and (.faults | type) == "array"' "$work/out" >/dev/null ||
    fail "check --json: $(cat "$work/out")"

for what in exercises routines pages screens languages; do
    expect_code 0 "$kiosk" list "$what"
    lines=$(wc -l <"$work/out")
    expect_code 0 "$kiosk" list "$what" --json
    [ "$(jq length "$work/out")" -eq "$lines" ] || fail "list $what: not as many in JSON"
    [ "$lines" -ge 2 ] || fail "list $what: too few"
done
expect_code 0 "$kiosk" list routines
expect_word out "ease-sciatic-pain"
expect_code 0 "$kiosk" list routines --lang es
expect_word out "Alivio lumbar"

# ---- the counts ----
STATE_DIRECTORY=$work/counts-state
export STATE_DIRECTORY
rm -rf "$STATE_DIRECTORY"
expect_code 0 "$kiosk" counts
expect_word out ': 0 visits, 0 routines begun'
[ ! -e "$STATE_DIRECTORY" ] || fail "counts made a state folder"
mkdir -p "$STATE_DIRECTORY"
python3 - "$STATE_DIRECTORY/kiosk.db" <<'PYTHON'
import datetime, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.executescript("""PRAGMA application_id=1349012329; PRAGMA user_version=1;
CREATE TABLE counts(day TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
n INTEGER NOT NULL, PRIMARY KEY(kind, key, day)) WITHOUT ROWID;""")
day = datetime.date.today() - datetime.timedelta(1)
for kind, key, n in (("visit", "", 9), ("routine-started", "lower-back-relief", 7),
                     ("routine-finished", "lower-back-relief", 4),
                     ("left-at", "lower-back-relief/cobra", 3),
                     ("felt-better", "lower-back-relief", 4)):
    db.execute("INSERT INTO counts VALUES(?, ?, ?, ?)", (str(day), kind, key, n))
db.commit()
PYTHON
expect_code 0 "$kiosk" counts --lang es
expect_word out '     7         4     3      0              too few  Alivio lumbar'
expect_word out 'Cobra'
expect_code 0 "$kiosk" counts --csv --days 3
[ "$(head -c 3 "$work/out" | od -An -tx1 | tr -d ' ')" = efbbbf ] || fail "counts --csv: no mark"
python3 - "$work/out" <<'PYTHON' || fail "counts --csv: $(cat "$work/out")"
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8-sig", newline="")))
assert [row["visits"] for row in rows] == ["9", ""], rows
assert rows[1]["name"] == "Lower-back relief" and rows[1]["left_early"] == "3", rows
assert rows[1]["better"] == "", rows
assert not any("hour" in key for key in rows[0]), rows
PYTHON
expect_code 0 "$kiosk" counts --json
jq -e '.visits == 9 and (.periods | length) == 14 and .routines[0].answers == null and
       .routines[0].steps[0].left == 3 and .hours_of_all_days == null' "$work/out" >/dev/null ||
    fail "counts --json: $(cat "$work/out")"
[ "$(ls "$STATE_DIRECTORY")" = kiosk.db ] || fail "counts left files: $(ls "$STATE_DIRECTORY")"
expect_code 2 "$kiosk" counts --csv --json
expect_code 2 "$kiosk" counts --days 0
expect_word err 'it must be a whole number from 1 to'
echo "no data base" >"$STATE_DIRECTORY/kiosk.db"
expect_code 3 "$kiosk" counts
expect_word err 'kiosk.db: file is not a database'
[ "$(ls "$STATE_DIRECTORY")" = kiosk.db ] || fail "counts left files: $(ls "$STATE_DIRECTORY")"
STATE_DIRECTORY=$work/state
export STATE_DIRECTORY

# ---- the PIN of the staff side ----
STATE_DIRECTORY=$work/pin-state
export STATE_DIRECTORY
echo 918273 >"$work/pin-in"
"$kiosk" pin --set <"$work/pin-in" >/dev/null || fail "pin --set"
[ "$(stat -c %a "$STATE_DIRECTORY/pin")" = 600 ] || fail "the PIN is readable by others"
grep -q '^\$y\$' "$STATE_DIRECTORY/pin" || fail "the PIN is no yescrypt hash"
if grep -rq 918273 "$STATE_DIRECTORY"; then fail "the PIN is there in clear"; fi
for bad in 123456 777777 12345 1234567 "" letters; do
    echo "$bad" | "$kiosk" pin --set >/dev/null 2>&1 && fail "pin --set took $bad"
done
expect_code 0 "$kiosk" pin --reset
expect_word out "no PIN any more"
[ ! -e "$STATE_DIRECTORY/pin" ] || fail "pin --reset left the file"
expect_code 2 "$kiosk" pin
expect_word err "--reset"
expect_code 2 "$kiosk" pin --set --reset
unset STATE_DIRECTORY

# ---- wrong calls: 2, and what would be right ----
expect_code 2 "$kiosk" shoot home
expect_word err "did you mean shot"
expect_code 2 "$kiosk" shot home
expect_word err "--out"
expect_code 2 "$kiosk" shot --out "$work/x.png"
expect_word err "SCREEN"
expect_code 2 "$kiosk" shot home --out "$work/x.png" --sise 800x480
expect_word err "did you mean --size"
expect_code 2 "$kiosk" shot home --out "$work/x.png" --size huge
expect_word err "1920x1080"
expect_code 2 "$kiosk" shot home --out "$work/x.png" --size 0x100
expect_code 2 "$kiosk" shot home --out "$work/x.png" --size 99999x100
expect_code 2 "$kiosk" shot home --out
expect_code 2 "$kiosk" shot home away --out "$work/x.png"
expect_code 2 "$kiosk" list people
expect_code 2 "$kiosk" list routines --size 800x480
expect_code 2 "$kiosk" --log loud
expect_code 2 "$kiosk" --log-format xml
expect_word err "logfmt or json"
expect_code 2 "$kiosk" run --seconds nan

# ---- wrong input: 1 ----
expect_code 1 "$kiosk" shot nowhere --out "$work/x.png"
expect_code 1 "$kiosk" shot player:no-such --out "$work/x.png"
expect_code 1 "$kiosk" shot player:lower-back-relief:99 --out "$work/x.png"
expect_code 1 "$kiosk" shot home --out "$work/no/such/folder.png"
expect_code 1 "$kiosk" shot home --out "$work/x.png" --config "$work/none.json"
expect_code 1 "$kiosk" check "$work/none"
expect_code 2 "$kiosk" check
expect_code 1 "$kiosk" shot home --out "$work/x.png" --content "$work/none"

mkdir -p "$work/bad/routines"
echo '{"id": "bad", "name": "Bad", "version": "1", "format": 1}' >"$work/bad/pack.json"
echo '{"id": "r", "name": "R", "steps": [{"exercise": "cobraa"}]}' >"$work/bad/routines/r.json"
expect_code 1 "$kiosk" check "$source_dir/content" "$work/bad"
expect_word out "routines/r.json:1:"
expect_word out "cobra"

# ---- the log can be read by programs, whatever stands in a file ----
expect_code 0 "$kiosk" shot home --out "$work/x.png" --content "$work/bad" --content "$source_dir/content"
expect_word err 'text="there is no exercise \"cobraa\"'
expect_code 0 "$kiosk" shot home --out "$work/x.png" --content "$work/bad" --content "$source_dir/content" \
    --log-format json
jq -es 'length > 1 and all(.[]; .level and .event) and any(.[]; .text // "" | contains("\"cobraa\"")) and
    any(.[]; .routines | type == "number")' "$work/err" >/dev/null || fail "no JSON: $(cat "$work/err")"

# ---- wrong machine: 3 ----
expect_code 3 env KIOSK_SHARE="$work/none" "$kiosk" list routines
expect_code 3 env -u DISPLAY -u WAYLAND_DISPLAY "$kiosk"
expect_word err "kiosk shot"
expect_word err "kiosk bench attract"
expect_code 3 env -u DISPLAY -u WAYLAND_DISPLAY "$kiosk" bench home --display

# ---- shot: same input, same pixels; the targets lie on the screen ----
for size in 800x480 480x800; do
    expect_code 0 "$kiosk" shot home --out "$work/a.png" --size $size --hits "$work/a.json"
    expect_code 0 "$kiosk" shot home --out "$work/b.png" --size $size --hits "$work/b.json"
    cmp "$work/a.png" "$work/b.png"
    cmp "$work/a.json" "$work/b.json"
    jq -e --argjson w "${size%x*}" --argjson h "${size#*x}" \
        'length > 2 and all(.[]; .x >= 0 and .y >= 0 and .x + .w <= $w and .y + .h <= $h
                                 and (.id | length) > 0 and (.label | length) > 0)' \
        "$work/a.json" >/dev/null || fail "targets of home at $size: $(cat "$work/a.json")"
done
expect_code 0 "$kiosk" shot player:lower-back-relief:1 --out "$work/a.png" --size 800x480
expect_code 0 "$kiosk" shot player:lower-back-relief:1 --out "$work/b.png" --size 800x480
cmp "$work/a.png" "$work/b.png"
expect_code 0 "$kiosk" shot player:lower-back-relief:1 --out "$work/b.png" --size 800x480 --at 3
! cmp -s "$work/a.png" "$work/b.png" || fail "--at changes nothing"
expect_code 0 "$kiosk" shot home --out "$work/b.png" --size 800x480 --lang es --hits "$work/b.json"
expect_code 0 "$kiosk" shot home --out "$work/a.png" --size 800x480 --hits "$work/a.json"
! cmp -s "$work/a.png" "$work/b.png" || fail "--lang changes nothing"

# ---- figure ----
expect_code 0 "$kiosk" figure piriformis-stretch --out "$work/a.png" --side left
expect_code 0 "$kiosk" figure piriformis-stretch --out "$work/b.png" --side right
! cmp -s "$work/a.png" "$work/b.png" || fail "--side changes nothing"
expect_code 0 "$kiosk" figure piriformis-stretch --out "$work/b.png" --side left --camera 60,20
! cmp -s "$work/a.png" "$work/b.png" || fail "--camera changes nothing"
expect_code 1 "$kiosk" figure nobody --out "$work/a.png"
expect_code 2 "$kiosk" figure piriformis-stretch --out "$work/a.png" --camera up

expect_code 0 "$kiosk" figure piriformis-stretch --out "$work/b.png" --side left --person ingrid
! cmp -s "$work/a.png" "$work/b.png" || fail "--person changes nothing"
expect_code 2 "$kiosk" figure piriformis-stretch --out "$work/a.png" --person nobody
expect_word err "ingrid"
# Half of the way out and of the way back are one pose, with arrows that point out and back.
for phase in out hold back rest; do
    expect_code 0 "$kiosk" figure cobra --phase $phase --at 1 --out "$work/$phase.png"
done
expect_code 0 "$kiosk" figure cobra --at 1 --out "$work/a.png"
cmp -s "$work/out.png" "$work/a.png" || fail "--at alone does not begin on the way out"
for phase in hold back rest; do
    ! cmp -s "$work/out.png" "$work/$phase.png" || fail "--phase $phase is like the way out"
done
expect_code 2 "$kiosk" figure cobra --phase sideways --out "$work/a.png"
expect_code 2 "$kiosk" figure --sheet --phase back --out "$work/a.png"
expect_code 0 "$kiosk" figure --sheet --out "$work/a.png" --size 160x160
expect_code 2 "$kiosk" figure piriformis-stretch --sheet --out "$work/a.png"
expect_code 2 "$kiosk" figure --out "$work/a.png"

# ---- bench ----
expect_code 0 "$kiosk" bench figure cobra --seconds 0.2 --size 320x240
jq -e '.figure == "cobra" and .frames > 1 and .fresh_p50_ms > 0 and .cached_p50_ms > 0 and .first_p50_ms > 0 and
    .fresh_p95_ms <= .fresh_max_ms and .thumbnails_ms > 0 and .packed_bytes_per_frame > 100' \
    "$work/out" >/dev/null || fail "$(cat "$work/out")"
expect_code 1 "$kiosk" bench figure nobody --seconds 0.2
expect_code 2 "$kiosk" bench home cobra --seconds 0.2
expect_code 2 "$kiosk" bench
expect_code 2 "$kiosk" bench home --all
expect_code 0 "$kiosk" bench --all --seconds 0.2 --size 320x240 --content "$source_dir/tests/fuzz/pack"
[ "$(grep -cE '^[a-z0-9-]+( +[0-9.]+){4}$' "$work/out")" -ge 1 ] || fail "no table: $(cat "$work/out")"
expect_code 0 "$kiosk" bench home --seconds 1.5 --size 800x480
[ "$(head -1 "$work/out" | grep -cE '^frames=[0-9]+ t=[0-9]+ late=[0-9]+$')" -eq 1 ] ||
    fail "bench prints no line a second"
tail -1 "$work/out" | jq -e '.frames > 20 and .fps > 10 and .cpu_ms_per_frame > 0 and
    .p50_ms <= .p95_ms and .p95_ms <= .p99_ms and .first_frame_ms > 0 and .peak_rss_mib > 1 and
    .renderer == "memory" and .pixels_per_frame >= 0' >/dev/null || fail "$(cat "$work/out")"

echo "cli: fine"
