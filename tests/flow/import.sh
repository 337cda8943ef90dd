#!/bin/sh
# `kiosk import` as staff call it: folders, archives, sticks, hostile ones, the way back, a stop at
# any moment, and a kiosk that runs meanwhile.
# usage: tests/flow/import.sh KIOSK WORK_FOLDER
set -eu
# shellcheck source=tests/support/e2e.sh
. "$(dirname "$0")/../support/e2e.sh"

rm -rf "$work/state" "$work/clinic" "$work/other" "$work/wrong" "$work/stick" "$work/site" "$work"/*.zip
mkdir -p "$work/clinic/exercises" "$work/clinic/routines" "$work/stick/photos"
cd "$work"
packs=$work/state/packs

head_of_pack() { # VERSION HIDDEN
    printf '{"id": "clinic", "name": "Clinic Nord", "version": "%s", "format": 1, "languages": ["en"],\n "hide": ["%s"]}\n' "$1" "$2"
}

make_zip() { # FOLDER FILE.zip
    python3 -c 'import shutil, sys; shutil.make_archive(sys.argv[2][:-4], "zip", ".", sys.argv[1])' "$1" "$2"
}

head_of_pack 1.0 costs >clinic/pack.json
jq 'del(.easier, .harder) | .id = "our-cobra" | .name = "Our cobra"' \
    "$source_dir/content/exercises/cobra.json" >clinic/exercises/our-cobra.json
jq '.name = "Another name"' "$source_dir/content/exercises/piriformis-stretch.json" \
    >clinic/exercises/piriformis-stretch.json
echo '{"id": "our-morning", "name": "Our morning", "steps": [{"exercise": "our-cobra"}]}' \
    >clinic/routines/our-morning.json

# ---- the call ----
expect_code 2 "$kiosk" import
expect_word err "PATH is missing"
expect_code 2 "$kiosk" import --list clinic
expect_code 2 "$kiosk" import --content clinic clinic
expect_code 0 "$kiosk" import --list
[ ! -s out ] || fail "something is imported: $(cat out)"
expect_code 1 "$kiosk" import nowhere
expect_code 1 "$kiosk" import --rollback
[ ! -e "$packs/clinic" ]

# ---- a folder ----
expect_code 0 "$kiosk" import clinic
printf 'adds exercise our-cobra\tOur cobra\nchanges exercise piriformis-stretch\tAnother name\nadds routine our-morning\tOur morning\nhides page costs\t%s\n' \
    "$(jq -r .title "$source_dir/content/pages/costs.json")" >expected
grep -v 'warning:' out | diff expected - || fail "changes are told wrongly"
expect_word out "clinic/pack.json:1:"
expect_word err "adds 2, changes 1, hides 1, removes 0; installed ($packs, for kiosks that user "
expect_code 0 "$kiosk" list routines
expect_word out our-morning
expect_code 0 "$kiosk" list exercises
expect_word out "Another name"
expect_code 0 "$kiosk" list pages
! grep -q '^costs' out || fail "costs are not hidden"
expect_code 0 "$kiosk" check clinic
expect_code 0 "$kiosk" shot overview:our-morning --out shot.png
expect_code 0 "$kiosk" list routines --content "$source_dir/content"
! grep -q our-morning out || fail "--content loads more than it names"

# ---- a .zip, and what is different ----
head_of_pack 1.1 risks >clinic/pack.json
rm clinic/exercises/piriformis-stretch.json
sed -i 's/Our morning/Our long morning/' clinic/routines/our-morning.json
make_zip clinic clinic.zip
expect_code 0 "$kiosk" import --json clinic.zip
jq -e '.id == "clinic" and .version == "1.1" and .outcome == "installed" and .errors == 0 and
    [.adds[].id] == ["costs"] and [.hides[].id] == ["risks"] and .removes == [] and
    [.changes[].id] == ["piriformis-stretch", "our-morning"]' out >/dev/null || fail "$(cat out)"
expect_code 0 "$kiosk" import --list
expect_word out "$(printf 'clinic\tClinic Nord\t1.1\tbefore: 1.0')"

# ---- a mistake: refused with all of them, and nothing changes ----
cp -r clinic wrong
sed -i 's/"our-cobra"}/"our-cobr"}/' wrong/routines/our-morning.json
echo '{"id": "x", "name": "X",}' >wrong/exercises/x.json
find "$packs" -type f -exec sha256sum {} + | sort >before
expect_code 1 "$kiosk" import wrong
expect_word out 'wrong/routines/our-morning.json:1:74: $.steps[0].exercise: there is no exercise "our-cobr"; did you mean "our-cobra"?'
expect_word out 'wrong/exercises/x.json:1:'
expect_word err "refused"
make_zip wrong wrong.zip
expect_code 1 "$kiosk" import --json wrong.zip
jq -e '.errors == 2 and ([.faults[].file] | index("wrong.zip/exercises/x.json") or
    index("wrong.zip/wrong/exercises/x.json"))' out >/dev/null || fail "$(cat out)"
ln -s /etc/passwd wrong/exercises/link.json
expect_code 1 "$kiosk" import wrong
expect_word out 'wrong/exercises/link.json:1:1: $: is a symbolic link'
head -c 400 clinic.zip >cut.zip
expect_code 1 "$kiosk" import cut.zip
rm -rf wrong
# What it breaks in another pack is its fault, too.
mkdir wrong
printf '{"id": "other", "name": "O", "version": "1", "format": 1, "hide": ["our-cobra"]}' >wrong/pack.json
expect_code 1 "$kiosk" import wrong
expect_word out 'is hidden by a pack'
# A pack that leaves nothing to do.
"$kiosk" list routines >out 2>err
jq -Rn '{id: "other", name: "O", version: "1", format: 1, hide: [inputs | split("\t")[0]]}' \
    <out >wrong/pack.json
expect_code 1 "$kiosk" import wrong
expect_word out 'without any routine'
rm -rf wrong
find "$packs" -type f -exec sha256sum {} + | sort | diff before - || fail "a refused pack changed something"

# ---- pictures ----
cp -r clinic pictured
mkdir -p pictured/images
cp "$source_dir/tests/bad_content/images/good.jpg" pictured/images/one.jpg
printf '{"id": "photo", "name": "Photo", "position": "chair", "dose": {"reps": 3}, "steps": [{"role": "move", "text": "Up."}],
"images": [{"file": "images/one.jpg", "alt": "Up"}]}' >pictured/exercises/photo.json
sed -i 's/"id": "clinic"/"id": "pictured"/' pictured/pack.json
rm -f pictured/routines/* # the other pack has them
expect_code 0 "$kiosk" import pictured
expect_word out "$(printf 'adds exercise photo\tPhoto')"
expect_word out "adds picture one.jpg"
cmp pictured/images/one.jpg "$packs/pictured/images/one.jpg"
cp "$source_dir/tests/bad_content/images/cut.jpg" pictured/images/one.jpg
expect_code 1 "$kiosk" import pictured
expect_word out 'pictured/exercises/photo.json:2:21: $.images[0].file: images/one.jpg is damaged or cut short'
expect_code 0 "$kiosk" import --rollback pictured
rm -rf "$packs/.previous-pictured"
find "$packs" -name '*.jpg' | grep -q . && fail "the picture stays"

# ---- photos of phones ----
cp "$source_dir/tests/bad_content/images/wide.png" pictured/images/one.jpg
expect_code 0 "$kiosk" check pictured
expect_word out '$.images[0].file: warning: images/one.jpg is 5000 x 2 pixels large; over 4096 x 4096'
expect_code 0 "$kiosk" import pictured
expect_word out 'pictured/images/one.jpg:1:1: $: warning: is 5000 x 2 pixels and 109 bytes large; made smaller: 2560 x 1 and'
expect_code 0 "$kiosk" check "$packs/pictured"
! grep -q pixels "$work/out" || fail "the picture is still too large"
expect_code 0 "$kiosk" --content "$packs/pictured" --content clinic shot home --out home.png --size 800x480
truncate -s 9000000 pictured/images/one.jpg
expect_code 0 "$kiosk" import pictured
expect_word out 'is 5000 x 2 pixels and 9000000 bytes large; made smaller'
cp "$source_dir/tests/bad_content/images/phone.heic" pictured/images/one.jpg
truncate -s 9000000 pictured/images/one.jpg
expect_code 1 "$kiosk" import pictured
expect_word out 'pictured/images/one.jpg:1:1: $: is a HEIC photo'
rm -rf pictured "$packs/pictured" "$packs/.previous-pictured"

# ---- the way back ----
expect_code 0 "$kiosk" import --rollback
expect_word err "the version before is back"
expect_code 0 "$kiosk" list exercises
expect_word out "Another name"
expect_code 1 "$kiosk" import --rollback clinik
expect_code 0 "$kiosk" import --rollback clinic
expect_code 0 "$kiosk" list routines
expect_word out "Our long morning"

# ---- twice ----
"$kiosk" import --list >before 2>err
expect_code 0 "$kiosk" import clinic.zip
expect_word err "installed already; nothing has changed"
"$kiosk" import --list 2>err | diff before - || fail "a second import costs the version before"

# ---- what lies there can no longer be read: the version before it is the way back ----
state=$STATE_DIRECTORY
export STATE_DIRECTORY="$work/state/damaged"
cp -r clinic copy
for version in 1.0 2.0 3.0; do
    head_of_pack $version costs >copy/pack.json
    expect_code 0 "$kiosk" import copy
    [ $version != 2.0 ] || echo '{' >"$STATE_DIRECTORY/packs/clinic/pack.json"
done
expect_code 0 "$kiosk" import --list
expect_word out "$(printf 'clinic\tClinic Nord\t3.0\tbefore: 1.0')"
expect_code 0 "$kiosk" import --rollback clinic
expect_code 0 "$kiosk" list routines
expect_word out our-morning
export STATE_DIRECTORY="$state"
rm -rf copy

# ---- a stick ----
cp clinic.zip stick/
head -c 1000 /dev/urandom >stick/photos/holiday.jpg
expect_code 0 "$kiosk" import stick
expect_word err "changes 0"
cp -r clinic stick/
expect_code 0 "$kiosk" import stick # what "Extract all" makes: the same twice
expect_word out "stick/clinic.zip:1:1: $: warning: holds the same as stick/clinic, which is taken"
printf 'PK, but no more' >stick/broken.zip
python3 -m zipfile -c stick/invoices.zip clinic/routines
expect_code 0 "$kiosk" import stick
expect_word out "stick/broken.zip:1:1: $: warning: is passed over: is no .zip file"
! grep -q invoices out || fail "another .zip disturbs: $(cat out)"
head_of_pack 1.2 risks >stick/clinic/pack.json
sha256sum "$packs/clinic/pack.json" >before
expect_code 1 "$kiosk" import stick
expect_word out "stick:1:1: $: holds several packs (2); name one of them"
expect_word out 'stick/clinic.zip:1:1: $: is the pack clinic, "Clinic Nord", version 1.1: kiosk import stick/clinic.zip'
expect_word out 'stick/clinic:1:1: $: is the pack clinic, "Clinic Nord", version 1.2: kiosk import stick/clinic'
sha256sum -c --quiet before || fail "something is imported"
expect_code 1 "$kiosk" check stick
expect_word out 'version 1.2: kiosk check stick/clinic'
expect_code 1 "$kiosk" list routines --content stick
expect_word err 'version 1.2: --content stick/clinic'
mkdir -p twice/clinic
cp -r clinic twice/clinic/
for path in twice twice/clinic; do
    expect_code 0 "$kiosk" import $path
    expect_code 0 "$kiosk" check $path
    expect_code 0 "$kiosk" list routines --content "$source_dir/content" --content $path
    expect_word out our-morning
done
rm -r twice stick/broken.zip stick/invoices.zip

# ---- an overlay root, where mounting is allowed ----
mkdir -p layers/lower layers/memory layers/root
cp -r state/packs layers/lower
cat >overlay.sh <<'SH'
set -eu
mount -t tmpfs none layers/memory
mkdir layers/memory/up layers/memory/work
mount -t overlay none -o lowerdir=layers/lower,upperdir=layers/memory/up,workdir=layers/memory/work \
    layers/root
[ "${1-}" ] || exit 0
export STATE_DIRECTORY="$PWD/layers/root"
for arguments in pack "--rollback clinic" "--rollback clinic" "--rollback clinic"; do
    "$1" import $arguments >>overlay.out 2>&1
    "$1" import --list 2>>overlay.out | cut -f 3-
done
ls -A layers/root/packs | tr '\n' ' '
SH
if unshare -m sh overlay.sh 2>err; then
    rm -rf pack
    cp -r clinic pack
    head_of_pack 3.0 costs >pack/pack.json
    unshare -m sh overlay.sh "$kiosk" >out 2>err || fail "on an overlay: $(cat overlay.out err)"
    printf '3.0\tbefore: 1.1\n1.1\tbefore: 3.0\n3.0\tbefore: 1.1\n1.1\tbefore: 3.0\n' >expected
    printf '.lock .previous-clinic clinic ' >>expected
    diff expected out || fail "on an overlay: $(cat overlay.out)"
else
    echo "mounting is not allowed here: no overlay is tried ($(cat err))"
fi

# ---- settings name the folder ----
mkdir site
echo '{"packs_dir": "mine", "store_file": ":memory:"}' >site/kiosk.json
expect_code 0 "$kiosk" import --config site/kiosk.json clinic
[ -f site/mine/clinic/pack.json ] || fail "packs_dir is not seen from the settings"

# ---- a stop at any moment ----
cp -r clinic other
head_of_pack 2.0 costs >other/pack.json
for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
    for pack in other clinic; do
        "$kiosk" import "$pack" >/dev/null 2>&1 &
        import=$!
        sleep "0.$(printf '%03d' $((n * n * 2)))"
        kill -KILL "$import" 2>/dev/null || true
        wait "$import" 2>/dev/null || true
        diff -r -x .import clinic "$packs/clinic" >/dev/null ||
            diff -r -x .import other "$packs/clinic" >/dev/null || fail "a mix after a stop"
    done
done
expect_code 0 "$kiosk" import clinic
[ "$(ls -A "$packs" | tr '\n' ' ')" = ".lock .previous-clinic clinic " ] || fail "$(ls -A "$packs")"

# ---- many at once, with others that look ----
for i in 1 2 3 4; do
    for pack in other clinic; do
        "$kiosk" import "$pack" >/dev/null 2>&1 &
        "$kiosk" import --rollback clinic >/dev/null 2>&1 &
        "$kiosk" import --list >"list.$pack.$i" 2>&1 &
    done
done
wait
! grep -L "$(printf '[12].[01]\tbefore: [12].[01]')" list.* | grep . || fail "a list without a version"
for round in there back; do
    expect_code 0 "$kiosk" import --rollback clinic
    diff -r -x .import clinic "$packs/clinic" >/dev/null ||
        diff -r -x .import other "$packs/clinic" >/dev/null || fail "no whole pack: $round"
done

# ---- a kiosk that runs ----
own_display 1024x768
export RUNTIME_DIRECTORY="$work/run"

rm -rf state # it appears while the kiosk runs
start_kiosk
shipped=$("$kiosk" list routines 2>"$work/err" | wc -l)
expect_routines() { # once all has been noticed; the state folder may be before the pack in it
    expect_soon " routines=$1 pages="
}
expect_code 0 "$kiosk" import clinic.zip
expect_routines $((shipped + 1))
sed -i 's/our-morning/our-evening/' clinic/routines/our-morning.json
cp clinic/routines/our-morning.json clinic/routines/our-evening.json
sed -i 's/our-evening/our-morning/' clinic/routines/our-morning.json
mark
expect_code 0 "$kiosk" import clinic
expect_routines $((shipped + 2))
mark
expect_code 0 "$kiosk" import --rollback
expect_routines $((shipped + 1))

# ---- how it is ----
expect_code 0 "$kiosk" status --json
jq -e '.up and .version and .frame_age_seconds < 30 and .uptime_seconds > 0 and
    .touch_age_seconds == null and .content_errors == 0 and .screen == "800x480" and
    .last_start_reason == "first" and .visits == 0 and .disk_free_bytes > 0' out >/dev/null ||
    fail "$(cat out)"
shown=$(jq -r .content out)
expect_code 2 "$kiosk" status --json --prometheus
end_kiosk
expect_code 0 "$kiosk" import --rollback
expect_code 0 "$kiosk" status --prometheus --out kiosk.prom
grep -qx "physio_kiosk_up 0" kiosk.prom || fail "$(cat kiosk.prom)"
! grep -q "$shown" kiosk.prom || fail "another pack has the same fingerprint"
! grep -Ev '^(# (HELP|TYPE) physio_kiosk_[a-z_]+ .+|physio_kiosk_[a-z_]+(\{([a-z_]+="[^"]*",?)+\})? -?[0-9.]+)$' \
    kiosk.prom || fail "that is not Prometheus's format"

echo "import: fine"
