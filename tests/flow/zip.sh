#!/bin/sh
# A .zip of a pack wherever a folder may stand, made by any system; and archives that are wrong.
# usage: tests/flow/zip.sh KIOSK WORK_FOLDER
set -eu
# shellcheck source=tests/support/e2e.sh
. "$(dirname "$0")/../support/e2e.sh"

rm -rf "$work/run" "$work/site" "$work"/*.zip
mkdir -p "$work/run" "$work/site"
cd "$work"
export STATE_DIRECTORY="$work/state" XDG_RUNTIME_DIR="$work/run"
unset RUNTIME_DIRECTORY

cat >make.py <<'PYTHON'
import struct
import zipfile

HEAD = b'{"id": "clinic", "name": "Clinic", "version": "1", "format": 1}'
ROUTINE = b'{"id": "ours", "name": "Our own", "steps": [{"exercise": "our-cobra"}]}'
EXERCISE = open("cobra.json", "rb").read()
PACK = [("pack.json", HEAD), ("routines/ours.json", ROUTINE), ("exercises/our-cobra.json", EXERCISE)]


def make(file, entries, system=3, separator="/"):
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in entries:
            info = zipfile.ZipInfo(name)
            info.filename = name.replace("/", separator)
            info.create_system = system
            info.compress_type = zipfile.ZIP_DEFLATED
            z.writestr(info, data)


def below(folder, more=()):
    return [(folder + "/" + name, data) for name, data in PACK + list(more)]


make("linux.zip", PACK)
make("mac.zip", below("Praxis Müller", [(".DS_Store", b"x"), ("exercises/.DS_Store", b"x")])
     + [("__MACOSX/Praxis Müller/._pack.json", b"x"), ("__MACOSX/._Praxis Müller", b"x")])
make("windows.zip", below("clinic", [("desktop.ini", b"x"), ("images/Thumbs.db", b"x")]), 0)
make("powershell.zip", below("clinic"), 0, "\\")
make("explorer.zip", below("Praxis M@ller"), 0)
names = open("explorer.zip", "rb").read().replace(b"M@ller", b"M\x81ller")
open("explorer.zip", "wb").write(names)
make("wrong.zip", below("clinic", [("exercises/x.json", b'{\n  "id": "x",\n  "name": 3\n}')]))
make("up.zip", PACK + [("../up.json", b"x")])
make("absolute.zip", PACK + [("/tmp/up.json", b"x")])
make("bomb.zip", PACK + [("exercises/bomb.json", b" " * (300 << 20))])
make("inner.zip", [("linux.zip", open("linux.zip", "rb").read())])
make("many.zip", PACK + [("exercises/%d.json" % i, b"") for i in range(100000)])
good = open("linux.zip", "rb").read()
open("cut.zip", "wb").write(good[:-40])
directory, end = good.index(b"PK\1\2"), good.index(b"PK\5\6")
entry = struct.pack("<4s21H", b"PK\1\2", *[0] * 12, 1, *[0] * 8) + b"j"
open("endless.zip", "wb").write(good[:end] + entry * 2000000 + good[end:])
PYTHON
jq 'del(.easier, .harder) | .id = "our-cobra" | .name = "Our cobra"' \
    "$source_dir/content/exercises/cobra.json" >cobra.json
python3 make.py

# ---- good ones ----
for file in linux mac windows powershell explorer; do
    expect_code 0 "$kiosk" check $file.zip
    expect_word err "0 errors"
    expect_code 0 "$kiosk" list routines --content "$source_dir/content" --content $file.zip
    expect_word out "Our own"
done
expect_code 0 "$kiosk" shot overview:ours --out shot.png --content "$source_dir/content" --content mac.zip
expect_code 0 "$kiosk" figure our-cobra --out figure.png --size 320x240 --content mac.zip
cp mac.zip site/Clinic.ZIP
echo '{"content_dirs": ["'"$source_dir"'/content", "Clinic.ZIP"]}' >site/kiosk.json
expect_code 0 "$kiosk" list exercises --config site/kiosk.json
expect_word out "Our cobra"
expect_code 0 "$kiosk" check --config site/kiosk.json linux.zip # stands in for its own id
expect_word err "0 errors"

# ---- wrong ones: the file in the archive is named, and soon ----
expect_fault() { # FILE TEXT
    begin=$(date +%s)
    expect_code 1 "$kiosk" check "$1"
    expect_word out "$2"
    [ $(($(date +%s) - begin)) -le 5 ] || fail "$1 takes too long"
}
expect_fault wrong.zip 'wrong.zip/exercises/x.json:3:11: $.name: is a number; a text'
expect_fault up.zip 'up.zip/../up.json:1:1: $: leads out of the pack'
expect_fault absolute.zip 'leads out of the pack'
expect_fault bomb.zip 'bomb.zip/exercises/bomb.json:1:1: $: is too large; at most 8 MB'
expect_fault inner.zip 'inner.zip:1:1: $: holds no pack but another .zip'
expect_fault many.zip 'many.zip:1:1: $: holds too many files; at most 20000'
expect_fault endless.zip 'endless.zip:1:1: $: holds too many files; at most 20000'
expect_fault cut.zip 'cut.zip:1:1: $: is no .zip file, or not all of one'
expect_fault nowhere.zip 'nowhere.zip:1:1: $: cannot be opened: No such file'
expect_code 0 "$kiosk" list routines --content "$source_dir/content"
cp out shipped
expect_code 1 "$kiosk" list routines --content "$source_dir/content" --content many.zip
diff shipped out || fail "a wrong archive takes others away"

# ---- a kiosk that runs: each new .zip within a second, a wrong one never ----
own_display 1024x768

# expect_next TEXT: the same, once for each text.
expect_next() {
    expect_soon "$1"
    mark
}

start_kiosk --config site/kiosk.json
unpacked() {
    find run -name pack.json | wc -l
}
[ "$(unpacked)" -eq 1 ] || fail "not unpacked once: $(find run)"
cp linux.zip site/Clinic.ZIP
expect_next "event=content exercises="
cp wrong.zip site/next && mv site/next site/Clinic.ZIP
expect_next "site/Clinic.ZIP/exercises/x.json:3:11"
head -c 700 linux.zip >site/Clinic.ZIP
expect_next "the last good version stays"
cp many.zip site/next && mv site/next site/Clinic.ZIP
expect_next "the last good version stays"
[ "$(unpacked)" -eq 1 ] || fail "refused ones stay behind: $(find run)"
cp mac.zip site/Clinic.ZIP
expect_next "event=content exercises="
tries=100 # it goes with the last reader, a moment later
while [ "$(unpacked)" -ne 1 ]; do
    tries=$((tries - 1))
    [ $tries -gt 0 ] || fail "the former one stays behind: $(find run)"
    sleep 0.05
done
kill -KILL "$pid"
wait "$pid" 2>/dev/null || true
pid=""
[ "$(unpacked)" -eq 1 ] || fail "nothing to tidy up: $(find run)"
expect_code 0 "$kiosk" check linux.zip # tidies up after the killed one

rm -rf run/physio-kiosk # what `kiosk status` reads
[ -z "$(ls -A run)" ] || fail "something stays behind: $(ls -A run)"
echo "zip: fine"
