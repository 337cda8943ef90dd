#!/bin/sh
# `kiosk check` as a therapist calls it: packs, folders of a pack, single files, hostile files.
# usage: tests/flow/check.sh KIOSK WORK_FOLDER
set -eu
# shellcheck source=tests/support/e2e.sh
. "$(dirname "$0")/../support/e2e.sh"

rm -rf "$work/shipped" "$work/clinic" "$work/hostile"
cp -r "$source_dir/content" "$work/shipped"
mkdir -p "$work/clinic/exercises" "$work/clinic/routines" "$work/hostile/exercises"
clinic=$work/clinic
hostile=$work/hostile/exercises

# expect_line LINE: standard output is this one line.
expect_line() {
    [ "$(cat "$work/out")" = "$1" ] || fail "instead of: $1
$(cat "$work/out" "$work/err")"
}

# ---- right files: nothing on standard output ----
cd "$work/shipped"
jq 'del(.harder)' exercises/cobra-low.json >"$work/low.json"
mv "$work/low.json" exercises/cobra-low.json
for path in . exercises ./exercises/ exercises/cobra.json pack.json ../shipped/pages "$PWD/routines"; do
    expect_code 0 "$kiosk" check "$path"
    expect_line ""
done
expect_code 0 "$kiosk" check exercises/*.json routines/*.json pages/*.json
expect_code 0 "$kiosk" check . . exercises/cobra.json

# ---- one mistake: named as the path was given ----
sed -i 's/"hold_s": [0-9][0-9]*/"hold_s": 9999/' exercises/cobra.json
wrong=': $.dose.hold_s: 9999 is too large; whole numbers from 1 to 600 are allowed'
at=$(grep -n '"dose".*"hold_s"' exercises/cobra.json | cut -d: -f1)
column=$(awk '/"dose".*"hold_s"/ { print index($0, "9999") }' exercises/cobra.json)
for path in exercises/cobra.json ./exercises/cobra.json "$PWD/exercises/cobra.json" \
    ../shipped/exercises/cobra.json; do
    expect_code 1 "$kiosk" check "$path"
    expect_line "$path:$at:$column$wrong"
done
expect_code 1 "$kiosk" check exercises
expect_line "exercises/cobra.json:$at:$column$wrong"
cd exercises
expect_code 1 "$kiosk" check cobra.json childs-pose.json
expect_line "cobra.json:$at:$column$wrong"
cd ..
expect_code 0 "$kiosk" check exercises/childs-pose.json pages
expect_code 1 "$kiosk" check .
expect_word out "./exercises/cobra.json:$at:$column$wrong"
expect_code 1 "$kiosk" check --json exercises/cobra.json
jq -e --argjson line "$at" --argjson column "$column" '.errors == 1 and .warnings == 0 and
    (.faults | length) == 1 and (.faults[0] | .severity == "error" and .line == $line and
    .column == $column and .path == "$.dose.hold_s" and .file == "exercises/cobra.json" and
    (.message | startswith("9999 is too large")))' "$work/out" >/dev/null ||
    fail "check --json: $(cat "$work/out")"
cd "$work"

# ---- nobody is asked for signs of danger ----
rm -rf "$work/pageless"
cp -r "$source_dir/content" "$work/pageless"
rm -r "$work/pageless/pages"
sed -i '/"red_flags"/d' "$work"/pageless/routines/*.json
expect_code 1 "$kiosk" check "$work/pageless" # the words of other languages have no page either
expect_word out "has no page: "
expect_word out "add pages/red-flags.json"

# ---- letters that no font has ----
rm -rf "$work/letters"
cp -r "$source_dir/content" "$work/letters"
cd "$work/letters"
jq '.name = "Cobra\u200d \ud83d\udc0d\ud83d\udc0d" | .["x-note"] = "\ud83d\udc0d"' exercises/cobra.json >"$work/cobra.json"
mv "$work/cobra.json" exercises/cobra.json
at=$(grep -n '"name"' exercises/cobra.json | cut -d: -f1)
expect_code 0 "$kiosk" check exercises/cobra.json
expect_line "exercises/cobra.json:$at:11: \$.name: warning: holds \"🐍\" (U+1F40D), which no font has; it appears as a box, so write it in other letters"
expect_code 0 "$kiosk" check pages
expect_line ""
cd "$work"

# ---- a clinic's pack stands on the site's ----
cat >"$clinic/pack.json" <<'JSON'
{"id": "clinic", "name": "Clinic", "version": "1", "format": 1, "languages": ["en", "es"], "hide": ["costs"]}
JSON
cat >"$clinic/routines/mine.json" <<'JSON'
{"id": "mine", "name": "Mine", "steps": [{"exercise": "cobra"}]}
JSON
expect_code 0 "$kiosk" check clinic
expect_code 0 "$kiosk" check clinic/routines/mine.json
sed -i 's/cobra/cobraa/' "$clinic/routines/mine.json"
expect_code 1 "$kiosk" check clinic/routines/mine.json
expect_line 'clinic/routines/mine.json:1:55: $.steps[0].exercise: there is no exercise "cobraa"; did you mean "cobra"?'
# More steps than anybody takes home.
jq -n '{id: "mine", name: "Mine", steps: [range(40) | {exercise: "cobra"}]}' >"$clinic/routines/mine.json"
expect_code 0 "$kiosk" check clinic/routines
expect_word out 'clinic/routines/mine.json:1:1: $.steps: warning: takes '
expect_word out ' codes to be taken home in the language "ru", and nobody scans more than 3'
rm "$clinic/routines/mine.json"
sed -i 's/"costs"/"cost"/' "$clinic/pack.json"
expect_code 0 "$kiosk" check clinic
expect_line 'clinic/pack.json:1:78: $.languages: warning: there is no lang/zh.json, lang/vi.json, lang/ru.json, lang/ar.json; every text is shown in "en"
clinic/pack.json:1:85: $.languages[1]: warning: there is no lang/es.json; every text is shown in "en"
clinic/pack.json:1:101: $.hide[0]: warning: hides nothing: no pack so far holds "cost"; did you mean "costs"?'
sed -i 's/"cost"/"costs"/' "$clinic/pack.json"
# What a pack breaks in the site's packs is its fault, too.
sed -i 's/"costs"/"cobra"/' "$clinic/pack.json"
expect_code 1 "$kiosk" check clinic
expect_word out 'is hidden by a pack'
# A copy of the shipped pack stands in its place: what it lacks is missing.
rm "$work/shipped/exercises/cobra-low.json"
expect_code 1 "$kiosk" check shipped
expect_word out 'there is no exercise "cobra-low"'

# ---- the interface's own words ----
cd "$source_dir"
expect_code 0 "$kiosk" check assets/lang
expect_line ""
cd "$work"
rm -rf lang
cp -r "$source_dir/assets/lang" lang
sed -e 's/"pause":/"puase":/' -e 's/{{routine}}/{{rutina}}/' -e '/"steps_one":/d' lang/es.json >lang/es-MX.json
expect_code 0 "$kiosk" check lang/es-MX.json
expect_word out 'lang/es-MX.json:1:1: $: warning: has no "player.pause"; the English text is shown in its place'
expect_word out ': $.player.puase: warning: is not among the English texts, so nothing shows it; did you mean "player.pause"?'
expect_word out ': $.attract.now_showing: warning: holds "{{rutina}}"'
expect_word out ': $.overview.steps_other: warning: stands without "overview.steps_one"; "es-MX" counts with "one" and "other"'
expect_code 0 "$kiosk" check ./lang/
expect_word out './lang/es-MX.json:1:1: '
(cd lang && expect_code 0 "$kiosk" check es.json && expect_line "")
sed 's/"name": "Español"/&, "direction": "up"/' lang/es.json >lang/es_MX.json
expect_code 1 "$kiosk" check lang/es_MX.json
expect_word out 'lang/es_MX.json:1:1: $: holds no language "es_MX"'
mv lang/es_MX.json lang/es-MX.json
expect_code 1 "$kiosk" check lang/es-MX.json "$source_dir/content"
expect_line 'lang/es-MX.json:3:37: $.language.direction: "up" is unknown; allowed are ltr, rtl'
rm -r lang

# ---- hostile files: an answer in a moment, never a crash ----
# expect_answer FILE TEXT: the one line begins with FILE's place and holds TEXT.
expect_answer() {
    expect_code 1 timeout 20 "$kiosk" check "hostile/exercises/$1"
    expect_word out "hostile/exercises/$1:"
    expect_word out "$2"
    [ "$(wc -l <"$work/out")" -eq 1 ] || fail "$1: more than one line: $(cat "$work/out")"
    expect_code 1 timeout 20 "$kiosk" check --json "hostile/exercises/$1"
    jq -e '.errors == 1' "$work/out" >/dev/null || fail "$1: $(cat "$work/out")"
}
good=$source_dir/content/exercises/piriformis-stretch.json

: >"$hostile/empty.json"
expect_answer empty.json ':1:1: $: the file is empty'
printf '\357\273\277' >"$hostile/mark.json"
expect_answer mark.json ':1:1: $: the file is empty'
{ printf '\377\376'; iconv -f UTF-8 -t UTF-16LE "$good"; } >"$hostile/utf16.json"
expect_answer utf16.json ':1:1: $: the file is in UTF-16 ("Unicode" in Notepad); save it as UTF-8'
{ printf '\376\377'; iconv -f UTF-8 -t UTF-16BE "$good"; } >"$hostile/utf16be.json"
expect_answer utf16be.json ':1:1: $: the file is in UTF-16 ("Unicode" in Notepad); save it as UTF-8'
iconv -f UTF-8 -t UTF-16LE "$good" >"$hostile/utf16bare.json"
expect_answer utf16bare.json ':1:1: $: the file is in UTF-16 ("Unicode" in Notepad); save it as UTF-8'
printf '{"id": "a",\r\n\t"name": "Dehn\374bung"}' >"$hostile/windows.json"
expect_answer windows.json ':2:15: $: byte 0xFC is not UTF-8 ("ANSI" in Notepad?); save the file as UTF-8'
printf '{"id": "a", "name": "B\0C"}' >"$hostile/zero.json"
expect_answer zero.json ':1:23: $: a zero byte; take it out'
head -c 300000 /dev/urandom >"$hostile/noise.json"
expect_answer noise.json '$: '
printf '\211PNG\r\n\032\n\0\0\0\rIHDR' >"$hostile/picture.json"
expect_answer picture.json ':1:1: $: the file is not a text'
head -c 3000000 /dev/zero | tr '\0' '[' >"$hostile/large.json"
expect_answer large.json ':1:1: $: is 3000000 bytes large; at most 1048576 are allowed'
head -c 1000000 /dev/zero | tr '\0' '[' >"$hostile/deep.json"
expect_answer deep.json 'nested too deep; at most 64 levels are allowed'
truncate -s 3G "$hostile/sparse.json"
expect_answer sparse.json 'at most 1048576 are allowed'
mkdir "$hostile/folder.json"
expect_answer folder.json 'folder'
mkfifo "$hostile/pipe.json"
expect_answer pipe.json 'not a regular file'
cp "$good" "$hostile/unreadable.json"
chmod 000 "$hostile/unreadable.json"
[ "$(id -u)" -eq 0 ] || expect_answer unreadable.json 'Permission denied'
size=$(wc -c <"$good")
for part in 1 2 3 5 8 13 21 34 55; do
    head -c $((size * part / 56)) "$good" >"$hostile/cut.json"
    expect_answer cut.json '$'
done
printf '{"id": "a\\u001b[2J\\nb", "\\u001b]0;x": "\\u202e", "name": "\303\251"}' >"$hostile/escape.json"
expect_code 1 "$kiosk" check hostile/exercises/escape.json
! grep -q "$(printf '\033')" "$work/out" || fail "an escape sequence reached the terminal"
name=$(printf 'a\nb\377".json')
echo '{' >"$hostile/$name"
expect_code 1 "$kiosk" check "hostile/exercises/$name"
[ "$(wc -l <"$work/out")" -eq 1 ] || fail "a file's name broke the line"
expect_code 1 "$kiosk" check --json "hostile/exercises/$name"
jq -e '.errors == 1' "$work/out" >/dev/null || fail "a file's name broke the JSON"

echo "check: fine"
