"""What a clinic, a patient and bad luck do to the machine. Each returns what a patient sees."""
import os
import re
import time

from machine import (PATIENCE, ROOT, SETTINGS, SIZE, STATE, UNIT, back_to_demo, boot, build_library,
                     code, colours, demand, demo, edit_settings, in_log, keep_picture, lab, log, middle,
                     on_panel, pid, running, screen_now, set_pin, sh, shows, shows_something, tap,
                     tap_at, unlock_staff, up, wait_for)

CHECKS = []
SAMPLE = os.path.join(ROOT, "content/sample-clinic")
METRICS = "/var/lib/prometheus/node-exporter/physio-kiosk.prom"


def check(function):
    CHECKS.append(function)
    return function


@check
def power_on_shows_the_demo():
    start = time.time()
    demo()
    shown = time.time() - start
    demand("event=ready" in log(), "the log does not say that it is ready")
    before = pid()
    time.sleep(90)  # over two of its watchdog's times
    demand(pid() == before and before != "0", "it does not stay up: " + log(6))
    return "the demo, %d s after the network" % shown


@check
def the_unit_is_shut_off_from_the_rest():
    found = re.search(r"exposure level for \S+: ([\d.]+)", sh(f"systemd-analyze security {UNIT}"))
    demand(found and float(found[1]) <= 1.5, "systemd-analyze security: %s" % found)
    groups = sh("id -nG physio-kiosk").split()
    demand(set(groups) == {"physio-kiosk", "video", "render", "input", "audio"}, "groups: %s" % groups)
    return "nothing; exposure " + found[1]


def finished():
    """How often the first routine was, by the counts."""
    counted = sh("kiosk-appliance do counts --csv --log error")
    rows = [row.split(",") for row in counted.splitlines()[1:] if ",lower-back-relief," in row]
    return sum(int(row[-6] or 0) for row in rows)


@check
def a_visit_by_touch():
    before = finished()
    tap("attract", "begin", "home")
    wait_for(lambda: shows("home"), "home is not seen")
    tap("home", "card:lower-back-relief", "overview")
    # Start lies where the card of warnings has More, and then None of these.
    tap("overview:lower-back-relief", "start", "player", times=20, wait=3)
    tap("player:lower-back-relief:1", "next", "finish", times=20, wait=3)
    tap("finish", "done", "home")
    demand(finished() == before + 1, "it is not counted as finished: %d" % finished())
    return "demo, home, warnings, all steps, the last screen, home, by a real panel"


@check
def the_demo_comes_back_when_nobody_is_there():
    wait_for(lambda: screen_now() == "attract", "the visit does not end", 60 + 4 * PATIENCE)
    demo()
    return "the demo, after the question whether somebody is there"


KEYS = """f1 esc esc ctrl-alt-f1 ctrl-alt-f2 ctrl-alt-f12 alt-f2 alt-right alt-f4 ctrl-c ctrl-d ctrl-z
    ctrl-q ctrl-backslash alt-tab ctrl-alt-t ctrl-alt-esc shift-ctrl-esc meta_l meta_l-l meta_l-r print
    sysrq ctrl-alt-backspace ctrl-alt-delete alt-sysrq-b alt-sysrq-r alt-sysrq-k alt-sysrq-e
    alt-sysrq-i alt-sysrq-f alt-sysrq-o power sleep wake scroll_lock pause shift-pgup""".split()


def type_all(keys):
    """Nothing comes of it."""
    before, machine = pid(), boot()
    for key in keys:
        lab("key", key)
    time.sleep(10)
    now = wait_for(boot, "the machine is switched off", 90)
    demand(now == machine, "the machine was started again")
    demand(running() and pid() == before, "the kiosk ended: " + log(6))
    demand(shows_something(), "another screen is seen")
    demand(sh("cat /sys/class/tty/tty0/active") == "tty1", "another console is seen")
    demand("login:" not in sh("cat /dev/vcs*"), "there is a login")


@check
def no_way_out_by_keys():
    type_all(KEYS + 8 * ["ctrl-alt-delete"])
    back_to_demo()
    return "nothing of Ctrl+Alt+F2, Ctrl+Alt+Del, SysRq, Alt+F4, Print, a keyboard's power key"


@check
def no_way_out_by_touch():
    set_pin()
    back_to_demo()
    before = pid()
    edge = 4
    for x, y in ((edge, SIZE[1] - edge), (SIZE[0] - edge, SIZE[1] - edge)):
        tap_at(x, y, hold=6)
        demand(screen_now() in ("attract", "home"), "a bottom corner leads to " + screen_now())
    tap_at(edge, edge, hold=6)
    wait_for(lambda: screen_now() == "staff-pin", "a corner leads to " + screen_now(), 30)
    for _ in range(6):
        tap("staff-pin", "digit:1")
    wide, high = SIZE[0] - edge, SIZE[1] - edge
    for way in ((edge, high / 2, wide, high / 2), (wide / 2, edge, wide / 2, high),
                (wide / 2, high, wide / 2, edge), (wide, high / 2, edge, high / 2)):
        lab("drag", *on_panel(*way[:2]), *on_panel(*way[2:]))
    lab("two", *on_panel(100, 100), *on_panel(700, 400))
    demand(not in_log("state=unlocked"), "a guessed PIN opens the staff side")
    demand(running() and pid() == before, "the kiosk ended")
    demand(shows_something(), "nothing is seen")
    back_to_demo()
    return "corners: the pad that asks staff's PIN; swipes from all edges: nothing"


def metrics_with(words):
    """What the exporter's user reads, written anew; None without the words."""
    sh("systemctl start physio-kiosk-status.service")
    said = sh("runuser -u nobody -- cat " + METRICS)
    return said if words in said else None


@check
def killed_it_is_back():
    before = pid()
    sh("pkill -KILL -x kiosk")
    wait_for(lambda: pid() not in ("0", before), "it is not started again", 60)
    demo()
    said = wait_for(lambda: metrics_with("physio_kiosk_up 1"), "the textfile does not say that it runs")
    demand('last_start_reason_info{value="died"} 1' in said, "the textfile does not say that it died")
    restarts = re.search(r"^physio_kiosk_restarts_today (\d+)", said, re.M)
    demand(restarts and int(restarts[1]) >= 1, "the textfile counts no restart")
    return "the demo again; Prometheus hears of it"


@check
def stopped_for_good_the_screen_is_dark():
    name = "Riverside Clinic"
    sh(f"kiosk-appliance do config set clinic.name '{name}'; systemctl stop {UNIT}")
    try:
        time.sleep(5)
        text = sh("cat /dev/vcs1").split()
        keep_picture("stopped for good")
        dark = sum(n for n, c in colours() if sum(c) < 30)
        demand(text == name.split(), "the screen says: " + " ".join(text))
        demand(dark > 0.9 * 160 * 96, "the screen is not dark")
    finally:
        sh(f"kiosk-appliance do config unset clinic.name; systemctl start {UNIT}")
    demo()
    return f"black with {name}; the demo when it is started"


def by_the_watchdog():
    """How often it has ended the kiosk."""
    return int(sh(f"journalctl -b -u {UNIT} -o cat | grep -c 'Watchdog timeout'"))


@check
def stopped_it_is_back():
    before, acted = pid(), by_the_watchdog()
    sh("pkill -STOP -x kiosk")
    wait_for(lambda: by_the_watchdog() > acted, "the watchdog does not act", 120)
    wait_for(lambda: pid() not in ("0", before), "it is not started again", 60)
    demo()
    return "the demo, by the watchdog"


@check
def a_second_start_changes_nothing():
    said = sh("kiosk-appliance do run --window 320x200; echo code=$?")
    demand("runs here already" in said and "code=3" in said, "the second one says: " + said)
    demand(running(), "the first one ended")
    return "the demo; the second one says that one runs"


def open_staff_home():
    tap_at(4, 4, hold=6)
    wait_for(lambda: screen_now() == "staff-pin", "the corner leads to " + screen_now(), 30)
    unlock_staff()
    wait_for(lambda: screen_now() == "staff-home", "the PIN leads to " + screen_now(), 30)
    time.sleep(5)


@check
def a_wrong_setting_changes_nothing():
    set_pin()
    sh(f"cp {SETTINGS} /var/tmp/kiosk.json; sed -i 's/true/tru/; s/{{/{{,/' {SETTINGS}; "
       f"systemctl restart {UNIT}")
    try:
        demo()
        demand("kiosk.json:" in log(60), "the log does not name the mistake")
        open_staff_home()
        keep_picture("staff home, a wrong setting")
    finally:
        sh(f"cp /var/tmp/kiosk.json {SETTINGS}")
    back_to_demo()
    return "the demo; staff's first screen and the log name the place"


@check
def broken_content_never_shows_black():
    sh(f"mv /usr/share/physio-kiosk/content /var/tmp/content; systemctl restart {UNIT}")
    try:
        wait_for(lambda: running() and shows_something(), "nothing is seen", 2 * PATIENCE)
        demand(not shows("attract"), "a demo is seen, of no content")
        keep_picture("broken content")
    finally:
        sh("mv /var/tmp/content /usr/share/physio-kiosk/content")
    demo("the demo does not come back with the content")
    return "the page for staff; the demo as soon as it is back"


@check
def a_renderer_that_shows_nothing_is_left():
    lab("put", build_library("blind.c"), "/usr/local/lib/blind.so")
    drop_in = f"/run/systemd/system/{UNIT}.service.d/blind.conf"
    sh(f"mkdir -p $(dirname {drop_in}); chmod 755 /usr/local/lib/blind.so")
    try:
        for names, next_one in ((":opengles2:", "texture/opengl size"),
                                (":opengles2:opengl:", "without_gpu")):
            sh(f"printf '[Service]\\nEnvironment=LD_PRELOAD=/usr/local/lib/blind.so BLIND={names}\\n' "
               f">{drop_in}; systemctl daemon-reload; systemctl restart {UNIT}")
            demo(f"{names} shows nothing, and the next is not taken")
            said = log(200).split("event=start ")[-1]
            for name in names.strip(":").split(":"):
                demand(f'event=renderer_left name={name} cause="it shows nothing' in said,
                       f"{name} is not left: {said}")
            demand(next_one in said, f"the next is not {next_one}: {said}")
    finally:
        sh(f"rm -f {drop_in}; systemctl daemon-reload")
    back_to_demo()
    return "the demo, by the next renderer; without the GPU when none is left"


@check
def a_picture_that_is_turned():
    edit_settings(screen__rotate="inverted")
    try:
        sh(f"systemctl restart {UNIT}")
        wait_for(lambda: running() and shows("attract", 180), "the picture is not turned",
                 2 * PATIENCE)
        x, y = middle("attract", "begin")
        tap_at(SIZE[0] - x, SIZE[1] - y)
        wait_for(lambda: screen_now() == "home", "the touch is not turned with it", 30)
    finally:
        edit_settings(screen__rotate="normal")
    back_to_demo()
    return "the demo, right for a panel that hangs upside down; touch too"


@check
def the_clock_jumps():
    before = pid()
    for jump in ("+2 years", "-5 years"):
        sh(f"date -s '{jump}'")
        time.sleep(15)
    sh("date -s @%d" % time.time())
    time.sleep(60)  # over a time of its watchdog
    demand(running() and pid() == before, "it ended: " + log(6))
    demo()
    tap("attract", "begin", "home")
    back_to_demo()
    return "the demo"


def dpms():
    return sh("cat /sys/class/drm/card*-*/dpms")


@check
def closed_the_screen_is_off():
    today = sh("date +%a").lower()
    sh(f"kiosk-appliance do config set hours.{today} ''; "
       "kiosk-appliance do config set hours.screen_off true")
    try:
        demand(sh(f"kiosk-appliance do config get hours.{today}") == "[]",
               "it cannot be closed today: " + sh(f"kiosk-appliance do config list | grep hours"))
        wait_for(lambda: screen_now() == "closed", "it does not close", 2 * PATIENCE)
        wait_for(lambda: dpms() == "Off", "the screen stays " + dpms(), 60 + 2 * PATIENCE)
        tap_at(400, 240)
        wait_for(lambda: dpms() == "On", "a touch does not bring it back", PATIENCE)
        wait_for(lambda: dpms() == "Off", "it does not go off again", 60 + 2 * PATIENCE)
        demand(running(), "the kiosk ended")
    finally:
        sh(f"kiosk-appliance do config unset hours.{today}; "
           "kiosk-appliance do config unset hours.screen_off")
    wait_for(lambda: dpms() == "On", "it stays off when it opens", PATIENCE)
    demo("the demo does not come back when it opens")
    return "nothing, the screen is off; a clock for a minute by touch; the demo when it opens"


@check
def the_panel_is_unplugged():
    sh("systemctl stop lab-touch; sleep 2; systemctl start lab-touch; sleep 5")
    tap("attract", "begin", "home")
    back_to_demo()
    return "it hears the finger again"


@check
def the_disk_is_full():
    sh(f"fallocate -l $(df --output=avail -B1 / | tail -1) /filled 2>/dev/null; "
       f"dd if=/dev/zero of=/filled2 bs=64k 2>/dev/null; systemctl restart {UNIT}")
    try:
        demand(code("runuser -u nobody -- sh -c 'echo x >/var/tmp/x'") != 0, "the disk is not full")
        demo()
        tap("attract", "begin", "home")
    finally:
        sh("rm -f /filled /filled2")
    back_to_demo()
    return "the demo and home"


@check
def the_disk_is_read_only():
    sh(f"systemctl stop {UNIT}; sync; echo u >/proc/sysrq-trigger; sleep 2; systemctl start {UNIT}")
    try:
        demand(code("touch /var/lib/x") != 0, "the disk can still be written to")
        demo()
        tap("attract", "begin", "home")
    finally:
        sh("mount -o remount,rw /")
    back_to_demo()
    return "the demo and home"


@check
def a_pack_that_ends_the_kiosk_is_set_aside():
    said = sh("kiosk-appliance do import /usr/share/doc/physio-kiosk/examples/sample-clinic; "
              "kiosk-appliance do import --list")
    demand("riverside" in said, "the sample cannot be imported: " + said)
    back_to_demo()
    for _ in range(3):
        wait_for(lambda: "riverside" in sh(f"cat {STATE}/shown"), "it is not shown in the demo",
                 3 * PATIENCE)
        sh("pkill -SEGV -x kiosk")
        time.sleep(3)
        demo()
    demand("event=set_aside pack=riverside" in sh(f"journalctl -b -u {UNIT} -o cat | grep set_aside"),
           "it is not set aside")
    demand("riverside" not in sh("kiosk-appliance do import --list | grep -v before"),
           "it is still there")
    demand("set_aside: riverside" in sh("kiosk-appliance do status"), "the status does not name it")
    set_pin()
    open_staff_home()
    keep_picture("staff home, a pack set aside")
    back_to_demo()
    return "the demo each time; from then on without the pack, which staff's first screen names"


EAT = """import ctypes, mmap
eaten = []
while True:
    eaten.append(mmap.mmap(-1, 1 << 24)); eaten[-1].write(b"x" * (1 << 24))"""


@check
def memory_ends():
    before, ended = pid(), "dmesg | grep -ci 'out of memory: Killed process'"
    already = sh(ended)
    lab("sh", f"systemd-run -q --wait -p OOMPolicy=continue python3 -c '{EAT}'", within=900)
    demand(sh(ended) != already, "memory did not end")
    demand(running() and pid() == before, "it took the kiosk")
    demo()
    return "the demo: what ate the memory is ended, the kiosk is not"


@check
def a_keyboard_is_plugged_in():
    count = "grep -c 'QEMU USB Keyboard' /proc/bus/input/devices"
    before = sh(count)
    lab("keyboard", "in")
    try:
        wait_for(lambda: sh(count) != before, "the keyboard is not there", 60)
        type_all(KEYS)
    finally:
        lab("keyboard", "out")
    back_to_demo()
    return "nothing that the first keyboard does not do"


def plug_screen(word):
    """off, or detect: it is there again."""
    sh(f"for screen in /sys/class/drm/card*-*/status; do echo {word} >$screen; done")


@check
def the_screen_is_unplugged():
    before = pid()
    plug_screen("off")
    time.sleep(60)  # over a time of its watchdog
    demand(running(), "the kiosk ended: " + log(6))
    plug_screen("detect")
    time.sleep(10)
    tap("attract", "begin", "home")
    wait_for(lambda: shows("home"), "home is not seen")
    demand(pid() == before, "it was started anew: " + log(12))
    back_to_demo()
    return "the demo as soon as the screen is back, and it hears the finger"


@check
def a_screen_that_appears_later():
    lab("cut")
    up(kernel="video=Virtual-1:d")
    wait_for(lambda: "waiting_for_display" in log(), "it does not say that it waits", 2 * PATIENCE)
    before = pid()
    plug_screen("detect")
    demo()
    demand(pid() == before, "it was started anew: " + log(12))
    tap("attract", "begin", "home")
    lab("cut")
    up()
    demo()
    return "the demo as soon as there is a screen"


@check
def no_screen_at_the_start():
    lab("cut")
    up("--dark")
    wait_for(lambda: "waiting_for_display" in log() or "no display" in log(),
             "it does not say that it waits", 2 * PATIENCE)
    lab("cut")
    up()
    demo()
    return "nothing; it waits, and shows the demo with a screen"
