#!/bin/sh
# The real kiosk and displays that come late, change, and go; logs that nobody reads.
# usage: tests/flow/display.sh KIOSK WORK_FOLDER
set -eu
# shellcheck source=tests/support/e2e.sh
. "$(dirname "$0")/../support/e2e.sh"

export SDL_VIDEODRIVER=x11 SDL_AUDIODRIVER=dummy

# ---- words ----

# begin OPTION...: does not wait for anything.
begin() {
    : >"$log"
    "$kiosk" run "$@" >>"$log" 2>&1 &
    pid=$!
}

# A display number that is free, so that a server can come later.
free_display() {
    number=$((200 + $$ % 300))
    while [ -e "/tmp/.X11-unix/X$number" ] || [ -e "/tmp/.X$number-lock" ]; do
        number=$((number + 1))
    done
    export DISPLAY=":$number"
}

start_server() {
    Xvfb "$DISPLAY" -screen 0 1024x768x24 -nolisten tcp >"$work/xvfb.log" 2>&1 &
    server=$!
}

stop_server() {
    kill "-${1:-TERM}" "$server"
    wait "$server" 2>/dev/null || true
    server=
}

cpu_ticks() {
    sed 's/.*) //' "/proc/$pid/stat" | awk '{ print $12 + $13 }'
}

lines_of() {
    grep -cF -- "$1" "$log" || true
}

# What the service manager would hear goes to $work/heard.
listen() {
    rm -f "$work/notify" "$work/heard"
    python3 - "$work" <<'PYTHON' &
import socket, sys
heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
heard.bind(sys.argv[1] + "/notify")
heard.settimeout(20)
with open(sys.argv[1] + "/heard", "w") as out:
    while True:
        word = heard.recv(500).decode()
        print(word, file=out, flush=True)
PYTHON
    listener=$!
    tries=50
    while ! [ -S "$work/notify" ] && [ $tries -gt 0 ]; do
        tries=$((tries - 1))
        sleep 0.1
    done
}

# ---- none at all ----

expect_code 3 env -u DISPLAY -u WAYLAND_DISPLAY "$kiosk" run
expect_word err "there is no display here"

# ---- the server comes later, and goes ----

free_display
begin
expect_log "event=waiting_for_display"
sleep 2
[ "$(lines_of event=waiting_for_display)" -eq 1 ] || fail "it says so more than once: $(cat "$log")"
start_server
expect_log "event=ready renderer=x11/surface size=1024x768"
stop_server KILL
expect_end 3
expect_word log "event=display_gone"

# In the middle of a start, too: it ends with 3, or it waits.
for after in 0.05 0.1 0.2 0.4; do
    start_server
    sleep 0.5
    begin
    sleep $after
    stop_server KILL
    tries=30
    while alive && ! grep -q "event=waiting_for_display" "$log" && [ $tries -gt 0 ]; do
        tries=$((tries - 1))
        sleep 0.1
    done
    if alive; then
        kill -TERM "$pid"
        expect_end 0
    else
        expect_end 3
    fi
done

# ---- asked to end while it waits; the service manager hears of it ----

listen
for signal in TERM INT; do
    NOTIFY_SOCKET=$work/notify WATCHDOG_USEC=1000000 begin
    expect_log "event=waiting_for_display"
    before=$(cpu_ticks)
    sleep 2
    [ $(($(cpu_ticks) - before)) -le 10 ] || fail "waiting costs $(($(cpu_ticks) - before)) ticks"
    kill -$signal "$pid"
    expect_end 0
done
kill "$listener"
expect_word heard "READY=1"
expect_word heard "STATUS=waiting for a display"
[ "$(grep -c WATCHDOG=1 "$work/heard")" -ge 6 ] || fail "the watchdog hears: $(cat "$work/heard")"

# Also when the server is there and hangs.
start_server
sleep 1
kill -STOP "$server"
begin
sleep 1
kill -TERM "$pid"
expect_end 0
kill -CONT "$server"

# ---- on a server that is well: standstill, and logs that nobody reads ----

begin
expect_log "event=ready"
kill -STOP "$pid"
sleep 3
kill -CONT "$pid"
expect_log "event=standstill ms="
kill -TERM "$pid"
expect_end 0

# Suspended: the clock that counts sleep goes on by a minute, the other one does not.
cat >"$work/suspend.c" <<'C'
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
int clock_gettime(clockid_t clock, struct timespec *time)
{
    int code = (int)syscall(SYS_clock_gettime, clock, time);
    if (clock == CLOCK_BOOTTIME && access(SUSPENDED, F_OK) == 0)
        time->tv_sec += 65;
    return code;
}
C
cc -shared -fPIC -D_GNU_SOURCE -DSUSPENDED="\"$work/suspended\"" -o "$work/suspend.so" \
    "$work/suspend.c"
rm -f "$work/suspended"
: >"$log"
ASAN_OPTIONS="${ASAN_OPTIONS-}:verify_asan_link_order=0" LD_PRELOAD="$work/suspend.so" \
    "$kiosk" run >>"$log" 2>&1 &
pid=$!
expect_log "event=ready"
sleep 1
mark
: >"$work/suspended"
expect_soon "event=standstill ms=6"
kill -TERM "$pid"
expect_end 0

# A screen that refuses every picture: the service manager hears nothing until it takes one again.
cat >"$work/refuse.c" <<'C'
#include <SDL2/SDL.h>
#include <dlfcn.h>
#include <unistd.h>
int SDL_UpdateWindowSurfaceRects(SDL_Window *window, const SDL_Rect *rects, int count)
{
    int (*show)(SDL_Window *, const SDL_Rect *, int);
    *(void **)&show = dlsym(RTLD_NEXT, "SDL_UpdateWindowSurfaceRects");
    return access(REFUSED, F_OK) == 0 ? SDL_SetError("refused") : show(window, rects, count);
}
C
cc -shared -fPIC -D_GNU_SOURCE -DREFUSED="\"$work/refused\"" -o "$work/refuse.so" "$work/refuse.c"
rm -f "$work/refused"
listen
: >"$log"
ASAN_OPTIONS="${ASAN_OPTIONS-}:verify_asan_link_order=0" LD_PRELOAD="$work/refuse.so" \
    NOTIFY_SOCKET="$work/notify" WATCHDOG_USEC=1000000 "$kiosk" run >>"$log" 2>&1 &
pid=$!
expect_log "event=ready"
: >"$work/refused"
expect_log "event=present_failed cause=refused"
sleep 1
pings=$(grep -c WATCHDOG=1 "$work/heard" || true)
sleep 3
[ "$(grep -c WATCHDOG=1 "$work/heard" || true)" -eq "$pings" ] || fail "it is called healthy"
rm "$work/refused"
sleep 3
[ "$(grep -c WATCHDOG=1 "$work/heard" || true)" -gt "$pings" ] || fail "it stays unwell"
[ "$(lines_of event=present_failed)" -eq 1 ] || fail "it says so more than once: $(cat "$log")"
kill -TERM "$pid"
expect_end 0
kill "$listener"

# The reader goes after the first line.
{
    code=0
    timeout 8 "$kiosk" run 2>&1 || code=$?
    echo $code >"$work/code"
} | head -1 >"$work/first"
expect_word code 124

# It stays and does not read; the pipe is full.
python3 - "$kiosk" <<'PYTHON' || fail "a reader that does not read stops the kiosk"
import fcntl, os, signal, subprocess, sys, time
reader, writer = os.pipe()
fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)
os.write(writer, b"x" * 4096)
kiosk = subprocess.Popen([sys.argv[1], "run"], stderr=writer)
try:
    search = ["xdotool", "search", "--name", "Physio Kiosk"]
    for _ in range(20):  # seconds; on a busy machine the window takes some
        time.sleep(1)
        if subprocess.run(search, stdout=subprocess.PIPE).stdout:
            break
    else:
        sys.exit("no window")
    time.sleep(1)
    os.read(reader, 4096)
    kiosk.send_signal(signal.SIGTERM)
    assert kiosk.wait(5) == 0
finally:
    kiosk.kill()
assert b"event=log_lost lines=" in os.read(reader, 4096)
PYTHON

# Nothing is open at the start: no file of the kiosk's becomes its log.
"$kiosk" run <&- >&- 2>&- &
pid=$!
sleep 2
for fd in 0 1 2; do
    [ "$(readlink "/proc/$pid/fd/$fd")" = /dev/null ] ||
        fail "fd $fd is $(readlink "/proc/$pid/fd/$fd")"
done
kill -TERM "$pid"
expect_end 0

# Other commands end with their reader, quietly.
"$kiosk" list exercises 2>"$work/err" | head -1 >"$work/out"
[ "$(wc -l <"$work/out")" -eq 1 ] || fail "list: $(cat "$work/out")"
! [ -s "$work/err" ] || fail "list: $(cat "$work/err")"
stop_server

# ---- outputs: Xvfb has one that never changes, Xorg's dummy has many ----

cat >"$work/xorg.conf" <<'TEXT'
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "DontVTSwitch" "true"
EndSection
Section "Device"
  Identifier "d"
  Driver "dummy"
  VideoRam 64000
EndSection
Section "Monitor"
  Identifier "m"
  HorizSync 5-1000
  VertRefresh 5-200
EndSection
Section "Screen"
  Identifier "s"
  Device "d"
  Monitor "m"
  DefaultDepth 24
EndSection
TEXT
Xorg "$DISPLAY" -config "$work/xorg.conf" -logfile "$work/xorg.log" -noreset -nolisten tcp vt8 \
    -novtswitch -sharevts >"$work/xorg.out" 2>&1 &
server=$!
tries=50
while ! xrandr --output DUMMY0 --mode 1024x768 >"$work/xrandr" 2>&1; do
    tries=$((tries - 1))
    if [ $tries -eq 0 ] || ! kill -0 "$server"; then
        echo "SKIPPED: no Xorg with a dummy screen runs here: $(tail -3 "$work/xorg.out")"
        exit 77
    fi
    sleep 0.2
done

# expect_place X Y W H: the window, within a second and a machine's slowness.
expect_place() {
    tries=50
    place=
    while [ "$place" != "$*" ]; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || fail "the window is at $place, not $*; the log: $(cat "$log")"
        alive || fail "the kiosk ended; the log: $(cat "$log")"
        sleep 0.1
        place=$(xdotool search --name "Physio Kiosk" getwindowgeometry --shell 2>/dev/null |
            sed -n 's/^\(X\|Y\|WIDTH\|HEIGHT\)=//p' | tr '\n' ' ' | sed 's/ $//') || true
    done
}

# tap WxH ID: on the first screen, where it is at this size.
tap() {
    "$kiosk" shot attract --out "$work/shot.png" --size "$1" --hits "$work/hits" --log error
    place=$(jq -r --arg id "$2" '.[] | select(.id == $id) |
        "\(.x + .w / 2 | floor) \(.y + .h / 2 | floor)"' "$work/hits")
    # shellcheck disable=SC2086 # two numbers
    xdotool mousemove $place
    sleep 0.3
    xdotool click 1
}

# The television is off, then on.
xrandr --output DUMMY0 --off
begin
expect_log "event=waiting_for_display cause=\"no screen is on\""
sleep 2
alive || fail "it does not wait: $(cat "$log")"
xrandr --output DUMMY0 --mode 1024x768
expect_log "event=ready renderer=x11/surface size=1024x768"
expect_place 0 0 1024 768

# Larger, smaller, off and on again in another mode; what is touched is what is seen.
xrandr --output DUMMY0 --mode 1280x1024
expect_place 0 0 1280 1024
xrandr --output DUMMY0 --mode 800x600
expect_place 0 0 800 600
xrandr --output DUMMY0 --off
expect_log "event=display state=off"
sleep 1
xrandr --output DUMMY0 --mode 1280x960
expect_log "event=display state=on"
expect_place 0 0 1280 960
tap 1280x960 begin
expect_log "event=screen from=attract to=home"

# A second monitor is left alone until it is the primary one or the only one.
xrandr --addmode DUMMY1 1024x768
xrandr --output DUMMY1 --mode 1024x768 --right-of DUMMY0
sleep 1.5
expect_place 0 0 1280 960
xrandr --output DUMMY1 --primary
expect_place 1280 0 1024 768
xrandr --output DUMMY1 --off
expect_place 0 0 1280 960
xrandr --output DUMMY1 --mode 1024x768 --pos 0x0 --output DUMMY0 --off
expect_place 0 0 1024 768

# Somebody destroys the window, or cuts the kiosk off.
xdotool search --name "Physio Kiosk" windowclose
expect_end 3
expect_word log "event=display_gone cause=\"the window was destroyed\""
begin
expect_log "event=ready"
xdotool search --name "Physio Kiosk" windowkill
expect_end 3

# In a window it stays as it is.
begin --window 640x480
expect_log "event=ready renderer=x11/surface size=640x480"
xrandr --output DUMMY0 --mode 800x600 --output DUMMY1 --off
sleep 1.5
[ "$(lines_of event=display)" -eq 0 ] || fail "a window follows: $(cat "$log")"
kill -TERM "$pid"
expect_end 0

echo "display: fine"
