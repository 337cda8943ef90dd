#!/bin/sh
# The sample clinic's pack: not shown by itself, right in every way, and the three steps of
# content/README.md as they stand there.
# usage: tests/flow/sample.sh KIOSK WORK_FOLDER
set -eu
# shellcheck source=tests/support/e2e.sh
. "$(dirname "$0")/../support/e2e.sh"

rm -rf "$work/state" "$work/packs" "$work/run" "$work"/*.zip
mkdir -p "$work/run"
cd "$work"
export STATE_DIRECTORY="$work/state" XDG_RUNTIME_DIR="$work/run"
unset RUNTIME_DIRECTORY
sample=$source_dir/content/sample-clinic

[ "$(cat "$sample"/*.* "$sample"/*/* | wc -c)" -lt 600000 ] || fail "the sample is too large"
expect_code 0 "$kiosk" check "$source_dir/content"
! grep -q sample out || fail "the sample disturbs the shipped pack"
expect_code 0 "$kiosk" list exercises
! grep -q sit-to-stand out || fail "the sample is shown by itself"
expect_code 0 "$kiosk" check "$sample"
expect_word out 'warning: there is no lang/zh.json, lang/vi.json, lang/ru.json, lang/ar.json;'
expect_word err "0 errors, 1 warnings;"

expect_code 1 "$kiosk" shot home --out alone.png --content "$sample" # not without the kiosk's own
expect_word err "could not be loaded: strong-start.json: there is no exercise"

# ---- the three steps ----
sed -n 's/^    \(mkdir packs\|cp -r content\/.*\|kiosk .* packs\/our-clinic\)$/\1/p' \
    "$source_dir/content/README.md" >steps
[ "$(wc -l <steps)" -eq 5 ] || fail "the steps are not as they were: $(cat steps)"
ln -sfn "$source_dir/content" content
kiosk() {
    "$kiosk" "$@"
}
sed -n 1,3p steps >copy
. ./copy
sed -i 's/"riverside"/"our-clinic"/' packs/our-clinic/pack.json
[ -f "packs/our-clinic/$(jq -r '."$schema"' packs/our-clinic/pack.json)" ] || fail "no schema"
sed -n 4,5p steps >import
. ./import >out 2>err || fail "$(cat out err)"
grep -v 'adds picture\|adds language\|warning:' out >changes || true
printf 'changes exercise knee-to-chest\tKnee to chest
adds exercise sit-to-stand\tSit to stand
adds routine strong-start\tStrong start
hides page costs\t%s
adds logo images/logo.png\tRiverside Physiotherapy\n' "$(jq -r .title content/pages/costs.json)" | diff changes - ||
    fail "the preview is another one"
expect_word err "installed"
cp packs/our-clinic/images/sit-to-stand-1.jpg packs/our-clinic/images/logo.png
expect_code 0 "$kiosk" import packs/our-clinic
grep -v warning: out >out.told
printf 'changes logo images/logo.png\tRiverside Physiotherapy\nchanges picture logo.png\n' |
    diff out.told - || fail "a logo that is replaced is told wrongly"
expect_code 0 "$kiosk" import --rollback
expect_code 0 "$kiosk" list routines
head -1 out | grep -q '^strong-start' || fail "the clinic's routine is not the first"
expect_code 0 "$kiosk" list exercises --lang es
expect_word out "Levantarse de la silla"
expect_code 0 "$kiosk" list pages
! grep -q '^costs' out || fail "costs are not hidden"

# ---- as a .zip it looks the same ----
python3 -m zipfile -c sample.zip packs/our-clinic
for screen in home overview:strong-start player:strong-start:1; do
    for pack in packs/our-clinic sample.zip; do
        expect_code 0 "$kiosk" shot "$screen" --size 800x480 --out "${pack##*/}.png" \
            --content content --content "$pack"
        expect_word err "errors=0 warnings=1"
    done
    cmp our-clinic.png sample.zip.png || fail "$screen of the .zip looks different"
done
[ -z "$(ls -A run)" ] || fail "something stays behind: $(ls -A run)"
echo "sample: fine"
