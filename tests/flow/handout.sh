#!/bin/sh
# Routines on paper: every word of them is in the PDF, in every language, and can be searched for.
# usage: tests/flow/handout.sh KIOSK WORK_FOLDER
set -eu
# shellcheck source=tests/support/e2e.sh
. "$(dirname "$0")/../support/e2e.sh"

rm -rf "$work"/*.pdf "$work/state" "$work/folder" "$work/tall" "$work"/*.pgm
unset KIOSK_SHARE

# ---- routines in every language (KIOSK_FULL=1: every one in each): all that they say is found ----
python3 "$source_dir/tests/support/handout_words.py" "$kiosk" "$source_dir" "$work" ||
    fail "see above"

# ---- paper and fonts ----
# make NAME OPTION...
make() {
    name=$1
    shift
    expect_code 0 "$kiosk" handout lower-back-relief --out "$work/$name.pdf" "$@"
    pdfinfo "$work/$name.pdf" >"$work/info"
}
ASAN_OPTIONS="${ASAN_OPTIONS-}:detect_leaks=1" make plain # once for all of them
grep -q '^Page size:.*A4' "$work/info" || fail "not A4 by itself: $(cat "$work/info")"
grep -q '^Title: *Lower-back relief' "$work/info" || fail "no title: $(cat "$work/info")"
make letter --paper letter
grep -q '^Page size:.*612 x 792' "$work/info" || fail "not letter: $(cat "$work/info")"
make chinese --lang zh
grep -q "^Title: *$(jq -r '.routines["lower-back-relief"].name' "$source_dir/content/lang/zh.json")\$" "$work/info" ||
    fail "the title is not the routine's name: $(grep Title "$work/info")"
[ "$(pdffonts "$work/chinese.pdf" | awk 'NR > 2 { print $(NF - 4), $(NF - 2) }' | sort -u)" = "yes yes" ] ||
    fail "fonts are not embedded, or say no letters: $(pdffonts "$work/chinese.pdf")"
pdffonts "$work/chinese.pdf" | awk 'NR > 2 { print $1 }' | grep -qv 'Atkinson\|Inter\|NotoSans' &&
    fail "fonts of the machine: $(pdffonts "$work/chinese.pdf")"

# ---- the clinic's language, its logo and its photos ----
echo '{"language": "ru"}' >"$work/russian.json"
expect_code 0 "$kiosk" handout lower-back-relief --out "$work/russian.pdf" --config "$work/russian.json"
pdftotext "$work/russian.pdf" - | grep -q 'Когда остановиться' || fail "not in the clinic's language"
expect_code 0 "$kiosk" handout strong-start --out "$work/clinic.pdf" \
    --content "$source_dir/content" --content "$source_dir/content/sample-clinic"
pdftotext "$work/clinic.pdf" - | grep -q 'Riverside Physiotherapy' || fail "the clinic has no name"
[ "$(pdfimages -list -l 1 "$work/clinic.pdf" | wc -l)" -gt 2 ] || fail "there is no logo"

# ---- where no staff are ----
pdftotext "$work/plain.pdf" - | grep -q 'Emergency services:' && fail "a number that is not set"
echo '{"clinic": {"emergency": "+49 112"}}' >"$work/emergency.json"
expect_code 0 "$kiosk" handout lower-back-relief --out "$work/emergency.pdf" --config "$work/emergency.json"
pdftotext "$work/emergency.pdf" - | grep -q '+49 112' || fail "no number of emergency services"

# ---- a step that is higher than a page goes on, whole, on the next ----
mkdir -p "$work/tall/exercises"
echo '{"id": "tall", "name": "Tall", "version": "1", "format": 1}' >"$work/tall/pack.json"
jq 'del(."$schema") | .precautions = [range(12) | "Caution \(.): " + "word " * 60]' \
    "$source_dir/content/exercises/cat-cow.json" >"$work/tall/exercises/cat-cow.json"
expect_code 0 "$kiosk" handout daily-five-minutes --out "$work/tall.pdf" \
    --content "$source_dir/content" --content "$work/tall"
[ "$(pdftotext -raw "$work/tall.pdf" - | grep -o 'Caution [0-9]*:' | sort -u | wc -l)" -eq 12 ] ||
    fail "a high step loses lines"
pdftoppm -r 30 -gray "$work/tall.pdf" "$work/tall" # nothing below the margin: the bottom is white
for page in "$work"/tall-*.pgm; do
    [ "$(tail -c 2000 "$page" | tr -d '\377' | wc -c)" -eq 0 ] || fail "$page runs over its edge"
done

# ---- wrong calls and wrong input: what would be right; what was there stays ----
cp "$work/plain.pdf" "$work/kept.pdf"
expect_code 0 "$kiosk" handout --help
expect_word out "usage: kiosk handout ROUTINE --out FILE"
expect_code 2 "$kiosk" handout lower-back-relief
expect_word err "--out"
expect_code 2 "$kiosk" handout lower-back-relief --out "$work/kept.pdf" --paper a5
expect_word err "a4 or letter"
expect_code 1 "$kiosk" handout lower-back-relieve --out "$work/kept.pdf"
expect_word err "did you mean lower-back-relief?"
expect_word err "ease-sciatic-pain, "
expect_code 1 "$kiosk" handout lower-back-relief --out "$work/kept.pdf" --lang de
expect_word err 'there is nothing in "de"; --lang must be one of: en, es, zh, vi, ru, ar'
expect_code 1 "$kiosk" handout lower-back-relief --out "$work/none/x.pdf"
expect_word err "event=file_not_written file=$work/none/x.pdf"
mkdir -p "$work/folder"
expect_code 1 "$kiosk" handout lower-back-relief --out "$work/folder"
expect_word err "Is a directory"

# ---- a file is the old one or the new one, whole ----
code=0
(ulimit -f 64 && trap '' XFSZ && exec "$kiosk" handout lower-back-relief --out "$work/kept.pdf") \
    >"$work/out" 2>"$work/err" || code=$?
[ "$code" -eq 1 ] || fail "exit code $code where the file has no room: $(cat "$work/err")"
expect_word err "File too large"
cmp "$work/plain.pdf" "$work/kept.pdf" || fail "what was there is lost"
[ "$(echo "$work"/kept.pdf*)" = "$work/kept.pdf" ] || fail "something stays behind"
ln -sf kept.pdf "$work/link.pdf"
expect_code 0 "$kiosk" handout daily-five-minutes --out "$work/link.pdf"
[ -L "$work/link.pdf" ] || fail "the link is gone"
! cmp -s "$work/plain.pdf" "$work/kept.pdf" || fail "the link was not followed"
"$kiosk" handout daily-five-minutes --out /dev/stdout 2>/dev/null | head -c 5 | grep -q '%PDF-' ||
    fail "nothing goes into a pipe"
echo "handout: fine"
