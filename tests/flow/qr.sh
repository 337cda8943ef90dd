#!/bin/sh
# The take-home codes, read back from the picture as a phone would: together they hold all that one
# needs at home; in three languages that are written in three ways, with KIOSK_FULL=1 in all.
# usage: tests/flow/qr.sh KIOSK WORK_FOLDER
set -eu
# shellcheck source=tests/support/e2e.sh
. "$(dirname "$0")/../support/e2e.sh"

# read_code ROUTINE LANGUAGE SIZE SECONDS: what the code says that is up then.
read_code() {
    expect_code 0 "$kiosk" shot "take-home:$1" --lang "$2" --size "$3" --at "$4" --out "$work/codes.png"
    zbarimg --quiet --raw "$work/codes.png" >"$work/code" 2>/dev/null ||
        fail "no code can be read: take-home:$1 in $2 at $3 after $4 s"
}

# read_codes ROUTINE LANGUAGE SIZE: all of them to $work/codes, each after 12 seconds. The first says
# how many there are: "NAME 1/3".
read_codes() {
    read_code "$1" "$2" "$3" 1
    cat "$work/code" >"$work/codes"
    count=$(sed -n '1s:.* 1/\([0-9]*\)$:\1:p' "$work/code")
    [ "${count:-1}" -le 3 ] || fail "$count codes of $1 in $2 at $3: nobody scans them all"
    number=1
    while [ "$number" -lt "${count:-1}" ]; do
        number=$((number + 1))
        read_code "$1" "$2" "$3" $((number * 12 - 11))
        head -1 "$work/code" | grep -q " $number/$count\$" ||
            fail "instead of code $number of $count: $(head -1 "$work/code")"
        cat "$work/code" >>"$work/codes"
    done
}

# A code is smaller with plain signs: typographic ones (quotes, dash, times, ellipsis, blanks) are
# written so in it.
plain() {
    LC_ALL=C sed -e 's/\xe2\x80[\x98\x99]/\x27/g; s/\xe2\x80[\x9c\x9d]/"/g; s/\xe2\x80\x93/-/g' \
        -e 's/\xc3\x97/x/g; s/\xe2\x80\xa6/.../g' \
        -e 's/\xc2\xa0\|\xe2\x80\xaf\|\xe2\x80\x89/ /g; s/\xe2\x81\xa0//g'
}

# facts ROUTINE LANGUAGE: one a line; names, notes, all instructions, cautions and who asks first of
# each step, how often, and when to stop.
facts() {
    texts=$source_dir/content/lang/$2.json
    [ "$2" != en ] || texts=/dev/null
    jq -rn --slurpfile routine "$source_dir/content/routines/$1.json" \
        --slurpfile texts "$texts" --slurpfile all "$work/exercises.json" '
        ($texts[0] // {}) as $in | $routine[0] as $r | $all[0] as $e |
        ($r + ($in.routines[$r.id] // {})) | .name, .how_often, (.notes // [.steps[].note // ""])[],
        ($r.steps[].exercise | . as $id | ($e[$id] + ($in.exercises[$id] // {})) as $told |
         $told.name, ($told.precautions // [])[], ($told.ask_first // [])[], $told.stop_if[], ($told.contraindications // [])[],
         ($told.steps[] | .text? // .))' | plain
}

check_codes() {
    read_codes "$1" "$2" "$3"
    facts "$1" "$2" >"$work/facts"
    [ "$(wc -l <"$work/facts")" -gt 20 ] || fail "too few facts: $(cat "$work/facts")"
    while IFS= read -r fact; do
        expect_word codes "$fact"
    done <"$work/facts"
}

jq -s 'map({(.id): .}) | add' "$source_dir"/content/exercises/*.json >"$work/exercises.json"
languages="es ar zh"
[ -z "${KIOSK_FULL-}" ] || languages=$(cd "$source_dir/assets/lang" && ls ./*.json | sed 's|./||; s/.json//')
for language in $languages; do
    check_codes sciatic-mat-routine $language 800x480
done
check_codes from-your-chair en 480x800
check_codes lower-back-relief ru 1920x1080
# The card has a code where one holds it all, as of this pack.
mkdir -p "$work/short/routines"
echo '{"id": "short", "name": "Short", "version": "1", "format": 1, "languages": ["en"]}' >"$work/short/pack.json"
echo '{"id": "short-one", "name": "Short one", "steps": [{"exercise": "relaxed-breathing"}]}' \
    >"$work/short/routines/short-one.json"
for screen in take-home finish; do
    expect_code 0 "$kiosk" shot $screen:short-one --content "$source_dir/content" --content "$work/short" \
        --size 1280x800 --out "$work/card.png"
    zbarimg --quiet --raw "$work/card.png" >"$work/$screen" 2>/dev/null || fail "no code on $screen"
done
cmp "$work/finish" "$work/take-home" || fail "the card's code does not say all"
echo "qr: fine"
