#!/bin/sh
# `kiosk convert` as a person calls it, to the first screen with what came out.
# usage: tests/flow/convert.sh KIOSK WORK_FOLDER
set -eu
# shellcheck source=tests/support/e2e.sh
. "$(dirname "$0")/../support/e2e.sh"

cd "$work"
rm -rf in.json pack
cat >in.json <<'JSON'
[{"id": "Arm_Swing", "name": "Arm Swing", "level": "beginner", "equipment": "body only",
  "primaryMuscles": ["shoulders"], "secondaryMuscles": [], "category": "stretching", "images": [],
  "instructions": ["Stand upright.", "Swing both arms."]},
 {"id": "Rest", "name": "Rest", "instructions": []}]
JSON

expect_code 2 "$kiosk" convert csv in.json pack
expect_word err "'csv' is no format"
expect_code 2 "$kiosk" convert wger in.json
expect_code 1 "$kiosk" convert wger no.json pack
expect_word err "no.json:1:1: $: cannot be read"
expect_code 1 "$kiosk" convert wger in.json pack
expect_word err 'in.json:1:1: $: holds no exercise with a name and instructions in "en"'
[ ! -e pack ] || fail "a folder was made for wrong input"

expect_code 0 "$kiosk" convert free-exercise-db in.json pack/
expect_word out "1 exercises, 1 left out"
expect_word err 'in.json:4:49: $[1].instructions: warning: has no instructions'
expect_code 0 "$kiosk" --content pack list exercises
expect_word out arm-swing
[ ! -e pack/images ] || fail "pictures were copied unasked"

# The languages of another wger server.
echo '[{"id": 50, "short_name": "vi"}]' >languages.json
echo '[{"uuid": "a", "translations": [{"name": "Tay", "description": "Vung tay.", "language": 50}]}]' >wger.json
rm -rf tay
expect_code 1 "$kiosk" convert wger wger.json tay --lang vi
expect_word err 'in "vi"; its languages are 50 (a number that is not known); --languages names'
expect_code 0 "$kiosk" convert wger wger.json tay --lang vi --languages languages.json
expect_code 1 "$kiosk" convert wger wger.json tay2 --lang vi --languages no.json
expect_code 2 "$kiosk" convert free-exercise-db in.json tay2 --languages languages.json
expect_word err "--languages is for wger"

# Pictures: those that are there and can be shown.
rm -rf photos with
mkdir -p photos/Arm_Swing
images=$source_dir/tests/bad_content/images
cp "$images/good.jpg" photos/Arm_Swing/0.jpg
cp "$images/wide.png" photos/Arm_Swing/1.jpg
cp "$images/cut.jpg" photos/Arm_Swing/2.jpg
cp "$images/good.jpg" secret.jpg
jq '.[0].images = ["Arm_Swing/0.jpg", "Arm_Swing/2.jpg", "../secret.jpg", "Arm_Swing/1.jpg", "Arm_Swing/3.jpg"]' \
    in.json >pictured.json
expect_code 0 "$kiosk" convert free-exercise-db pictured.json with --images photos
expect_word err 'photos/Arm_Swing/2.jpg:1:1: $: warning: is damaged or cut short; copy it anew, or save it again in a picture program: it is left out'
expect_word err 'photos/../secret.jpg:1:1: $: warning: is not there'
[ "$(cd with/images && echo *)" = "arm-swing-1.jpg arm-swing-2.jpg" ] || fail "pictures: $(ls with/images)"
jq -e '[.images[].file] == ["images/arm-swing-1.jpg", "images/arm-swing-2.jpg"] and
    .images[0].alt == "Arm Swing, 1 / 2"' with/exercises/arm-swing.json >/dev/null || fail "images are not named"
expect_code 0 "$kiosk" check with
! grep -q pixels out || fail "a picture is too large: $(cat out)"
expect_code 0 "$kiosk" --content with shot home --out home.png --size 1280x800
expect_code 1 "$kiosk" convert free-exercise-db pictured.json without --images nowhere
[ ! -e without ] || fail "a folder was made without its pictures"
expect_code 0 "$kiosk" --content pack shot home --out home.png --size 1280x800
expect_code 1 "$kiosk" convert free-exercise-db in.json pack
expect_word err "pack:1:1: $: is already there"
[ "$(find . -name 'pack.*' | grep -cv json)" -eq 0 ] || fail "a staging folder was left: $(ls)"
