#!/bin/sh
# Two kiosks on one machine, imports while one starts, and the wrong user.
# usage: tests/flow/two.sh KIOSK WORK_FOLDER
set -eu
# shellcheck source=tests/support/e2e.sh
. "$(dirname "$0")/../support/e2e.sh"

chmod -R u+rwx "$work"
rm -rf "${work:?}"/*
cd "$work"
packs=$work/state/packs

mkdir -p clinic/routines
echo '{"id": "clinic", "name": "Clinic", "version": "1", "format": 1}' >clinic/pack.json
echo '{"id": "ours", "name": "Our own", "steps": [{"exercise": "cobra"}]}' >clinic/routines/ours.json
"$kiosk" list routines >out 2>err
shipped=$(wc -l <out)

own_display 1024x768

# ---- the second says so and ends; one of its own state folder runs; death lets go ----
start_kiosk
expect_code 3 "$kiosk" run --window 800x480
expect_word err "a kiosk runs here already (process $pid, state folder $work/state)"
expect_word err "event=already_running"
STATE_DIRECTORY="$work/another" "$kiosk" run --window 800x480 >another.log 2>&1 &
other=$!
tries=100
until grep -qs event=ready another.log; do
    tries=$((tries - 1))
    [ $tries -gt 0 ] || fail "another state folder: $(cat another.log)"
    sleep 0.1
done
kill -TERM $other
wait $other || fail "exit code $?: $(cat another.log)"
kill -KILL "$pid"
start_kiosk
end_kiosk

# ---- what an import left is cleaned; what is imported while the window opens is shown ----
expect_code 0 "$kiosk" import clinic
expect_code 0 "$kiosk" import --rollback clinic
cp -r clinic "$packs/.staging"
kill -STOP "$server"
: >"$log"
seen=0
"$kiosk" run --window 800x480 >>"$log" 2>&1 &
pid=$!
tries=100
until grep -qsx "$pid" state/kiosk.lock && ! [ -e "$packs/.staging" ]; do
    tries=$((tries - 1))
    [ $tries -gt 0 ] || fail "the kiosk does not start: $(cat "$log")"
    sleep 0.1
done
expect_code 0 "$kiosk" import clinic
kill -CONT "$server"
expect_soon "event=ready"
sleep 1
grep "event=content " "$log" | tail -1 | grep -q "routines=$((shipped + 1)) " ||
    fail "what was imported meanwhile is not shown: $(cat "$log")"
end_kiosk

# ---- a state folder that cannot be read or written ----
if [ "$(id -u)" -eq 0 ]; then
    as_user="setpriv --reuid=65534 --regid=65534 --clear-groups"
    if ! $as_user test -x "$kiosk"; then
        echo "only root may read this folder: the rest is not tried"
        exit 0
    fi
else
    as_user=
fi
chmod 0 state
expect_code 3 $as_user "$kiosk" import --list
expect_word err "$packs:1:1: $: cannot be read: Permission denied"
expect_code 3 $as_user "$kiosk" import --list --json
expect_code 0 $as_user "$kiosk" list routines
expect_word err "level=warn event=packs folder="
expect_word err "cannot be read: Permission denied"
expect_code 3 $as_user "$kiosk" import clinic
expect_word err "refused"
: >"$log"
chmod 666 "$log"
$as_user "$kiosk" run --window 800x480 >>"$log" 2>&1 &
pid=$!
seen=0
expect_soon "event=state_unguarded"
expect_soon "event=ready"
end_kiosk
chmod 700 state

# ---- root for a user ----
[ -n "$as_user" ] || {
    echo "two: fine (what root does is not tried)"
    exit 0
}
unset STATE_DIRECTORY XDG_STATE_HOME
mkdir home own
chown 65534:65534 home
theirs=$work/home/.local/state/physio-kiosk/packs
expect_owner() {
    [ -z "$(find home ! -user 65534)" ] || fail "not the user's: $(find home ! -user 65534)"
}
as_root() {
    env HOME="$work/home" "$@"
}
expect_code 0 as_root "$kiosk" import --list
expect_owner
expect_code 0 as_root "$kiosk" import clinic
expect_word err "installed ($theirs, for kiosks that user "
expect_owner
expect_code 0 $as_user env HOME="$work/home" "$kiosk" list routines
expect_word out "ours"
expect_code 0 as_root "$kiosk" import --rollback clinic
expect_code 0 as_root "$kiosk" import --rollback clinic
expect_code 0 as_root "$kiosk" check clinic
expect_code 0 as_root "$kiosk" shot home --out shot.png
expect_owner
: >"$log"
env HOME="$work/home" "$kiosk" run --window 800x480 >>"$log" 2>&1 &
pid=$!
seen=0
expect_soon "event=store_in_memory"
expect_soon "event=ready"
expect_owner
end_kiosk
expect_owner
echo '{"packs_dir": "shared/packs", "store_file": ":memory:"}' >site.json
(umask 077 && "$kiosk" import --config site.json clinic >out 2>err) || fail "$(cat out err)"
expect_word err "for kiosks with the settings site.json"
expect_code 0 $as_user "$kiosk" list routines --config site.json
expect_word out "ours"

# What an earlier root has left there: the line that gives it back.
mkdir -p harmed/.local/state
chown 65534:65534 harmed
expect_code 3 env HOME="$work/harmed" "$kiosk" import clinic
expect_word out "sudo chown -R $(id -un 65534 2>/dev/null || echo 65534) '$work/harmed/.local'"

expect_code 0 env HOME="$work/own" "$kiosk" import clinic
expect_word err "for kiosks that user root runs; for another user's, type sudo -u USER kiosk import"

# Where root cannot become that user.
expect_code 3 setpriv --bounding-set=-setuid,-setgid --inh-caps=-setuid,-setgid \
    env HOME="$work/home" "$kiosk" import "clinic" --json
expect_word err "  sudo -u "
expect_word err "$kiosk import clinic --json"
expect_owner

# sudo with root's HOME: the caller's folder, by the list of users.
cat >sudo.sh <<'SH'
set -eu
{ cat /etc/passwd; echo "anna:x:65533:65533::$PWD/anna:/bin/sh"; } >users
mount --bind users /etc/passwd
[ "${1-}" ] || exit 0
env HOME="$PWD/own-again" SUDO_UID=65533 "$1" import clinic
SH
mkdir anna own-again
chown 65533:65533 anna
if unshare -m sh sudo.sh 2>err; then
    expect_code 0 unshare -m sh sudo.sh "$kiosk"
    expect_word err "installed ($work/anna/.local/state/physio-kiosk/packs, for kiosks that user anna runs)"
    [ -z "$(find anna ! -user 65533)" ] || fail "not anna's: $(find anna ! -user 65533)"
    [ -z "$(ls -A own-again)" ] || fail "something is in root's home"
    # Only root has run a kiosk: then it is root's.
    rm -rf anna/.local
    mkdir -p own-again/.local/state/physio-kiosk
    touch own-again/.local/state/physio-kiosk/kiosk.lock
    expect_code 0 unshare -m sh sudo.sh "$kiosk"
    expect_word err "installed ($work/own-again/.local/state/physio-kiosk/packs, for kiosks that user root"
fi

echo "two: fine"
