# Sourced by tests/flow/*.sh: small words for scripts that drive the real program.
# shellcheck shell=sh disable=SC2034

kiosk=$1
work=$2
[ -x "$kiosk" ] || { echo "usage: $0 KIOSK WORK_FOLDER"; exit 2; }
source_dir=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$work"

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
