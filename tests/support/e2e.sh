# Sourced by tests/flow/*.sh: small words for scripts that drive the real program.
# shellcheck shell=sh disable=SC2034

kiosk=$1
work=$2
[ -x "$kiosk" ] || { echo "usage: $0 KIOSK WORK_FOLDER"; exit 2; }
source_dir=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$work"
# A kiosk keeps others from its state folder, and tests run side by side.
export STATE_DIRECTORY="$work/state"

fail() {
    echo "FAILED: $*"
    exit 1
}

# expect_code CODE COMMAND...: standard error goes to $work/err, output to $work/out.
expect_code() {
    wanted=$1
    shift
    code=0
    "$@" >"$work/out" 2>"$work/err" </dev/null || code=$?
    [ "$code" -eq "$wanted" ] ||
        fail "exit code $code instead of $wanted: $* ($(tail -3 "$work/err"))"
}

# expect_word FILE TEXT
expect_word() {
    grep -qF -- "$2" "$work/$1" || fail "'$2' is not in: $(cat "$work/$1")"
}

# ---- a kiosk ($pid, writing $log) on a display of our own ($server) ----

log=$work/log
pid=""
server=""

stop_all() {
    [ -z "$pid" ] || kill -KILL "$pid" 2>/dev/null || true
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
}
trap stop_all EXIT

# own_display WxH: a server that does not begin anew when its first client leaves, which is when the
# second one comes.
own_display() {
    : >"$work/display"
    Xvfb -displayfd 3 -noreset -screen 0 "$1x24" -nolisten tcp 3>"$work/display" >"$work/xvfb.log" 2>&1 &
    server=$!
    tries=100
    while ! [ -s "$work/display" ]; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || fail "Xvfb does not start: $(cat "$work/xvfb.log")"
        sleep 0.1
    done
    DISPLAY=:$(cat "$work/display")
    export DISPLAY SDL_VIDEODRIVER=x11 SDL_AUDIODRIVER=dummy
}

# start_kiosk OPTION...: in a window; what it logs from now on is new.
start_kiosk() {
    : >"$log"
    "$kiosk" run --window 800x480 "$@" >>"$log" 2>&1 &
    pid=$!
    seen=0
    expect_soon "event=ready"
    mark
}

# What stands in the log is not new any more.
mark() {
    seen=$(wc -l <"$log")
}

# expect_soon TEXT: a new line of the log, within a second and a machine's slowness.
expect_soon() {
    tries=300
    while ! tail -n "+$((seen + 1))" "$log" | grep -qF -- "$1"; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || fail "'$1' does not come after line $seen; the log: $(cat "$log")"
        kill -0 "$pid" || fail "the kiosk ended; the log: $(cat "$log")"
        sleep 0.05
    done
}

# It ends when asked to, and no sanitizer has complained.
end_kiosk() {
    kill -TERM "$pid"
    wait "$pid" || fail "exit code $?: $(cat "$log")"
    pid=""
    ! grep -q "ERROR: \|runtime error" "$log" || fail "$(cat "$log")"
}

alive() {
    kill -0 "$pid" 2>/dev/null
}

# expect_log TEXT [SECONDS]
expect_log() {
    tries=$((${2:-20} * 10))
    while ! grep -qF -- "$1" "$log"; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || fail "'$1' does not come; the log: $(cat "$log")"
        alive || grep -qF -- "$1" "$log" || fail "the kiosk ended; the log: $(cat "$log")"
        sleep 0.1
    done
}

# expect_end CODE
expect_end() {
    code=0
    tries=100
    while alive && [ $tries -gt 0 ]; do
        tries=$((tries - 1))
        sleep 0.1
    done
    [ $tries -gt 0 ] || fail "the kiosk does not end; the log: $(cat "$log")"
    wait "$pid" || code=$?
    pid=
    [ $code -eq "$1" ] || fail "exit code $code instead of $1; the log: $(cat "$log")"
}
