#!/bin/sh
# `kiosk backup` and `kiosk restore` as staff call them: onto a stick, onto another kiosk that runs,
# with a mistake, and a restore that was stopped.
# usage: tests/flow/backup.sh KIOSK WORK_FOLDER
set -eu
# shellcheck source=tests/support/e2e.sh
. "$(dirname "$0")/../support/e2e.sh"

cd "$work"
rm -rf state other stick ./*.zip
mkdir -p stick state/packs/own/routines
own=state/packs/own
echo '{"id": "own", "name": "Park Street", "version": "1.0", "format": 1, "languages": ["en"]}' >$own/pack.json
echo '{"id": "own-week-two", "name": "Week two", "steps": [{"exercise": "cobra"}]}' \
    >$own/routines/own-week-two.json
expect_code 0 "$kiosk" config set idle.ask_s 75
expect_code 0 "$kiosk" config set clinic.name "Park Street"
printf '271828\n' | "$kiosk" pin --set >/dev/null

# ---- onto a stick ----
expect_code 2 "$kiosk" backup
expect_code 3 "$kiosk" backup nowhere/b.zip
expect_word err "nowhere/b.zip:1:1: \$: No such file or directory; nothing has changed"
expect_code 0 "$kiosk" backup stick
file=stick/physio-kiosk-backup-$(date +%F).zip
expect_word err "$file: 1 routines, 0 exercises, settings, counts"
[ "$(ls stick)" = "${file#stick/}" ] || fail "more than one file: $(ls stick)"
python3 -c "
import zipfile
z = zipfile.ZipFile('$file')
names = sorted(z.namelist())
assert names == ['backup.json', 'counts.csv', 'own/pack.json', 'own/routines/own-week-two.json',
                 'settings.json'], names
assert not any(b'\$y\$' in z.read(n) for n in names)
assert z.testzip() is None"

# ---- onto another kiosk, which runs ----
own_display 1024x768
mkdir other
STATE_DIRECTORY=$work/other
start_kiosk
expect_code 0 "$kiosk" restore "$file"
expect_word err "Park Street"
expect_word out "adds routine own-week-two	Week two"
expect_word out "changes setting idle.ask_s"
expect_word err "counts stay as they are"
expect_soon "event=content exercises="
expect_code 0 "$kiosk" list routines
expect_word out own-week-two
expect_code 0 "$kiosk" config get idle.ask_s
expect_word out 75
[ ! -e other/pin ] || fail "there is a PIN"
end_kiosk
expect_code 0 "$kiosk" import --rollback own
expect_code 0 "$kiosk" list routines
! grep -q own-week-two out || fail "the rollback brings nothing back"

# ---- a mistake, and what is none ----
rm -rf other t
mkdir other t
(cd t && python3 -m zipfile -e "../$file" . && echo '{' >own/pack.json &&
    python3 -m zipfile -c ../wrong.zip ./*)
expect_code 1 "$kiosk" restore wrong.zip
expect_word out "wrong.zip/pack.json:"
expect_word err "refused; nothing has changed"
expect_code 1 "$kiosk" restore stick
expect_code 1 "$kiosk" restore nowhere.zip
[ ! -e other/settings.json ] && [ ! -e other/packs/own ] || fail "something has changed"

# ---- what names an exercise that is not there is said, and comes back with all else ----
STATE_DIRECTORY=$work/state
sed -i s/cobra/crocodile/ $own/routines/own-week-two.json
echo '{"id": "own-week-three", "name": "Week three", "steps": [{"exercise": "cobra"}]}' \
    >$own/routines/own-week-three.json
expect_code 0 "$kiosk" backup odd.zip
expect_word err "$work/$own/routines/own-week-two.json:1:"
expect_word err 'warning: there is no exercise "crocodile"'
expect_word err "odd.zip: 2 routines"
STATE_DIRECTORY=$work/other
expect_code 0 "$kiosk" restore odd.zip
expect_word out "odd.zip/routines/own-week-two.json:1:"
expect_word out "warning: there is no exercise"
"$kiosk" list routines >"$work/out" 2>"$work/err" || true
expect_word out own-week-three
[ -e other/packs/own/routines/own-week-two.json ] || fail "the odd one is gone"
STATE_DIRECTORY=$work/state
echo '{' >$own/pack.json
expect_code 1 "$kiosk" backup worse.zip
expect_word err "would refuse it"
[ -s worse.zip ] || fail "it was not written"
STATE_DIRECTORY=$work/other
rm -rf other
mkdir other

# ---- stopped after it was decided: a command that reads what it does ends it first ----
cp "$file" other/restore.zip
expect_code 0 "$kiosk" config get idle.ask_s
expect_word out 75
[ ! -e other/restore.zip ] || fail "it is still to be done"
expect_code 0 "$kiosk" list routines
expect_word out own-week-two
rm -r other/packs other/settings.json
cp "$file" other/restore.zip
expect_code 0 "$kiosk" counts
[ -e other/settings.json ] && [ ! -e other/restore.zip ] || fail "counts leave it to be done"
rm -r other/packs other/settings.json
cp "$file" other/restore.zip
: >other/packs
expect_code 3 "$kiosk" config set idle.ask_s 80
expect_word err "a backup is being restored, or its restore was stopped"
rm other/packs other/restore.zip

# ---- the next start does it, too ----
cp "$file" other/restore.zip
start_kiosk
expect_log "event=restore finished=1"
end_kiosk
[ ! -e other/restore.zip ] || fail "it is still to be done"
expect_code 0 "$kiosk" list routines
expect_word out own-week-two
expect_code 0 "$kiosk" config get idle.ask_s
expect_word out 75
echo "backup: fine"
