#!/bin/sh
# The real kiosk, started again after somebody made a typing error in its settings.
# usage: tests/flow/settings.sh KIOSK WORK_FOLDER
set -eu
# shellcheck source=tests/support/e2e.sh
. "$(dirname "$0")/../support/e2e.sh"

own_display 1024x768
rm -rf "$work/state" "$work/clinic"
mkdir -p "$work/state" "$work/clinic"
config=$work/clinic/kiosk.json
copy=$work/state/last-kiosk.json

# ---- remembered only when a kiosk has come up with it ----
printf '{\n  "lock": true,\n  "language": "es"\n}\n' >"$config"
expect_code 0 "$kiosk" shot attract --config "$config" --out "$work/x.png"
! [ -e "$copy" ] || fail "a picture was remembered"
start_kiosk --config "$config"
cmp "$config" "$copy"
end_kiosk

# ---- a comma is missing: it starts, locked, and says why ----
printf '{\n  "lock": false\n  "language": "en"\n}\n' >"$config"
start_kiosk --config "$config"
grep -q '^level=error event=config at=.*clinic/kiosk.json:2:16 ' "$log" || fail "not said: $(cat "$log")"
grep -q '^level=warn event=config .* text="the last good version is used"' "$log" ||
    fail "not said: $(cat "$log")"
kill -INT "$pid"
sleep 0.5
kill -0 "$pid" || fail "it is not locked: $(cat "$log")"
printf '{\n  "lock": true,\n  "language": "ru"\n}\n' >"$config"
expect_soon 'text="read again"'
end_kiosk
cmp "$config" "$copy"

# ---- a wrong path ----
start_kiosk --config "$work/clinic/kisok.json"
end_kiosk
cmp "$config" "$copy"

# ---- whoever works on the file is told instead ----
echo '{"lock": true,}' >"$config"
expect_code 1 "$kiosk" shot home --out "$work/x.png" --config "$config"
expect_word err "take the comma out"
expect_code 1 "$kiosk" list routines --config "$work/clinic/kisok.json"
expect_word err "No such file"
expect_code 1 "$kiosk" check "$config"
[ "$(cat "$work/out")" = "$config:1:14: \$: a comma before \"}\"; take the comma out" ] ||
    fail "check: $(cat "$work/out")"
echo '{"lok": true}' >"$work/clinic/hall.json"
expect_code 1 "$kiosk" check "$work/clinic/hall.json" # nothing of a settings file in it
echo '{"lok": true, "idle": {"ask_s": 90}}' >"$work/clinic/hall.json"
expect_code 1 "$kiosk" check "$work/clinic/hall.json"
expect_word out 'hall.json:1:2: $.lok: unknown key "lok"; did you mean "lock"?'
expect_code 0 "$kiosk" check "$source_dir/config/kiosk.json" "$source_dir/config/theme.json"
printf '{"color": {"text": "dark"}}' >"$work/clinic/theme.json"
expect_code 1 "$kiosk" check "$work/clinic/theme.json"
expect_word out 'theme.json:1:20: $.color.text: is not a colour'

# ---- an import finds the packs of the kiosk as it runs ----
printf '{"packs_dir": "%s"}' "$work/clinic/packs" >"$config"
start_kiosk --config "$config"
end_kiosk
printf '{"packs_dir": "elsewhere"' >"$config"
expect_code 0 "$kiosk" import "$source_dir/content/sample-clinic" --config "$config"
[ -d "$work/clinic/packs" ] || fail "imported elsewhere: $(cat "$work/out" "$work/err")"

# ---- what staff set, from a shell: a running kiosk shows it ----
screen=$work/state/settings.json
printf '{"fixed": ["idle"], "language": "en"}' >"$config"
start_kiosk --config "$config"
expect_code 0 "$kiosk" config set language es --config "$config"
expect_soon 'event=settings'
[ "$("$kiosk" config get language --config "$config")" = '"es"' ] || fail "not kept"
mark
expect_code 1 "$kiosk" config set idle.ask_s 120 --config "$config"
expect_word err 'idle.ask_s: is fixed in kiosk.json (value: 120)'
expect_code 1 "$kiosk" config set brightness 2 --config "$config"
expect_word err 'brightness: 2 is too large; numbers from 0.2 to 1 are allowed (value: 2)'
expect_word err 'allowed: 0.2 to 1'
expect_code 1 "$kiosk" config set language fr --config "$config"
expect_word err 'language: there are no words in "fr"'
expect_word err 'allowed: ar, en, es, ru, vi, zh'
expect_code 1 "$kiosk" config set languages en,qq --config "$config"
expect_word err 'languages: there are no words in "qq"'
[ "$("$kiosk" config get languages --config "$config")" = '[]' ] || fail "set all the same"
expect_code 0 "$kiosk" config set languages es-MX,vi --config "$config"
expect_code 0 "$kiosk" config unset languages --config "$config"
expect_code 1 "$kiosk" config set lock false --config "$config"
expect_word err 'lock: is set in kiosk.json only'
expect_code 1 "$kiosk" config get languge --config "$config"
expect_word err 'did you mean language?'
expect_code 2 "$kiosk" config set language
expect_code 0 "$kiosk" config list --json --config "$config"
jq -e '.[] | select(.key == "idle.ask_s") | .from == "fixed"' "$work/out" >"$work/err" ||
    fail "list: $(cat "$work/out")"
jq -e '.[] | select(.key == "language") | .value == "es" and .from == "settings.json"' \
    "$work/out" >"$work/err" || fail "list: $(cat "$work/out")"

# ---- it opens nothing, and a broken one leaves the last good one ----
end_kiosk
printf '{"lock": true, "language": "en"}' >"$config"
start_kiosk --config "$config"
echo '{"lock": false, "language": "es"}' >"$screen"
expect_soon 'level=error event=settings'
kill -INT "$pid"
sleep 0.5
alive || fail "it is not locked: $(cat "$log")"
expect_code 0 "$kiosk" config set language vi --config "$config"
expect_soon 'event=settings'
end_kiosk
echo '{"developer": true}' >"$screen"
expect_code 1 "$kiosk" check "$screen"
expect_word out 'settings.json:1:15: $.developer: is set in kiosk.json only; take it out here'
echo '{"language": "ru"' >"$screen"
start_kiosk --config "$config"
grep -q '^level=warn event=settings .*last good version' "$log" || fail "not said: $(cat "$log")"
expect_code 0 "$kiosk" config unset language --config "$config"
expect_soon 'text="read again"'
end_kiosk

echo "settings: fine"
