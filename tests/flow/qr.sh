#!/bin/sh
# The take-home code on the finish screen, read back from the picture as a phone would.
# usage: tests/flow/qr.sh KIOSK WORK_FOLDER
set -eu
# shellcheck source=tests/support/e2e.sh
. "$(dirname "$0")/../support/e2e.sh"

read_code() {
    expect_code 0 "$kiosk" shot "finish:$1" --out "$work/finish.png" --size "$2"
    zbarimg --quiet --raw "$work/finish.png" >"$work/code" 2>/dev/null ||
        fail "no code can be read: finish:$1 at $2"
}

# A code of Latin letters is half the size: typographic apostrophes are written plain in it.
plain() {
    jq -r .name "$1" | sed "s/’/'/g"
}

check_code() {
    routine=$source_dir/content/routines/$1.json
    expect_word code "$(plain "$routine")"
    for exercise in $(jq -r '.steps[].exercise' "$routine"); do
        expect_word code "$(plain "$source_dir/content/exercises/$exercise.json")"
    done
}

for file in "$source_dir"/content/routines/*.json; do
    id=$(jq -r .id "$file")
    read_code "$id" 1280x800
    check_code "$id"
done
for size in 1920x1080 1080x1920 800x480 480x800; do
    read_code ease-sciatic-pain $size
    check_code ease-sciatic-pain
done
echo "qr: fine"
