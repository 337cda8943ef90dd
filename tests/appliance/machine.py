"""The emulated PC of tests/appliance/run, as whoever stands before it has it: its screen, a finger,
a keyboard, a plug. And a shell in it, for what no patient sees."""
import functools
import json
import os
import re
import subprocess
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
LAB = os.path.join(HERE, "lab")
SIZE = (800, 480)     # of the screen: the emulated processor draws
PANEL = (1920, 1080)  # of the touch panel, in its own units
UNIT = "physio-kiosk"
STATE = "/var/lib/physio-kiosk"
SETTINGS = "/etc/physio-kiosk/kiosk.json"
SCRATCH = os.environ.get("LAB", tempfile.gettempdir())  # two machines do not meet there
PICTURE = os.path.join(SCRATCH, "appliance.png")
PIN = "628193"
PRIMARY = "#0A615E"   # the colour of its dots
PATIENCE = 120  # seconds until something is there: the PC is some 30 times slower than a real one
KIOSK = os.path.join(ROOT, "build/kiosk")
web_port = None  # of the web server outside, once there is one
pictures = None  # the folder for what is to be looked at


class Failed(Exception):
    pass


def demand(fact, words):
    if not fact:
        raise Failed(words)


def wait_for(what, words, seconds=PATIENCE):
    end = time.time() + seconds
    while time.time() < end:
        value = what()
        if value:
            return value
        time.sleep(1)
    raise Failed(words)


def lab(*words, within=400):
    result = subprocess.run([LAB, *words], capture_output=True, text=True, timeout=within)
    return result.returncode, (result.stdout or "") + (result.stderr or "")


def sh(command, within=300):
    return lab("sh", command, within=within)[1].strip()


def code(command):
    return lab("sh", command)[0]


def up(*options, kernel=""):
    web = ["--web", str(web_port)] if web_port else []
    result, said = lab("up", "--size", "%dx%d" % SIZE, "--wait", "400", "--append",
                       "mitigations=off " + kernel, *web, *options, within=600)
    if result != 0:
        raise Failed("it does not boot: " + said)


def boot():
    """Another one each time the machine starts; "" when nobody answers there."""
    result, said = lab("sh", "cat /proc/sys/kernel/random/boot_id")
    return said.strip() if result == 0 else ""


def edit_settings(**changes):
    """Keys of kiosk.json, as "group.key" with "__" for the dot."""
    lines = ["import json", f"f = {SETTINGS!r}", "d = json.load(open(f))"]
    for name, value in changes.items():
        group, key = name.split("__")
        lines.append(f"d.setdefault({group!r}, {{}})[{key!r}] = {value!r}")
    lines.append("json.dump(d, open(f, 'w'), indent=2)")
    said = sh("python3 -c \"%s\"" % "; ".join(lines))
    demand(not said, "kiosk.json cannot be edited: " + said)


def build_library(source, *flags):
    """Of a file beside this one, to be put before the kiosk with LD_PRELOAD."""
    file = os.path.join(SCRATCH, "appliance-" + source.replace(".c", ".so"))
    sdl = subprocess.run(["pkg-config", "--cflags", "sdl2"], capture_output=True, text=True, check=True)
    subprocess.run(["cc", "-shared", "-fPIC", "-o", file, os.path.join(HERE, source), *flags,
                    *sdl.stdout.split()], check=True)
    return file


# What the screen shows.

def keep_picture(name):
    if pictures:
        lab("shot", os.path.join(pictures, name.replace(" ", "-") + ".png"))


def colours():
    """The screen's colours, most frequent first: [(count, (r, g, b))]."""
    lab("shot", PICTURE)
    text = subprocess.run(["convert", PICTURE, "-resize", "160x96!", "+dither", "-colors", "32",
                           "-format", "%c", "histogram:info:-"], capture_output=True, text=True).stdout
    found = re.findall(r"(\d+): \(([\d.]+),([\d.]+),([\d.]+)", text)
    return sorted(((int(n), (float(r), float(g), float(b))) for n, r, g, b in found), reverse=True)


def shows_something():
    """Not black, and not a console's text either."""
    seen = colours()
    bright = sum(n for n, c in seen if sum(c) > 120)
    return bright * 2 > sum(n for n, _ in seen)


def unlike(file, turn=0):
    """How far the screen is from that picture: 0 the same, 1 as far as can be. Both are made small:
    which exercise moves, and in which language, is left out."""
    lab("shot", PICTURE)
    small = ["-resize", "20x12!", "-colorspace", "gray"]
    said = subprocess.run(["convert", PICTURE, "-rotate", str(turn), *small, "(", file, *small, ")",
                           "-metric", "RMSE", "-compare", "-format", "%[distortion]", "info:"],
                          capture_output=True, text=True).stdout
    return float(said or 1)


def picture_of(screen):
    file = os.path.join(SCRATCH, f"appliance-{screen.split(':')[0]}.png")
    subprocess.run([KIOSK, "shot", screen, "--size", "%dx%d" % SIZE, "--out", file, "--log", "error"],
                   check=True)
    return file


def shows(screen, turn=0, most=0.15):
    """The demo's moments are up to 0.09 from each other, other screens and black over 0.4."""
    return unlike(picture_of(screen), turn) < most


def running():
    return sh(f"systemctl is-active {UNIT}") == "active"


def pid():
    """Of the kiosk that runs; "0" when none does."""
    return sh(f"systemctl show -p MainPID --value {UNIT}")


def demo(words="the demo is not seen"):
    wait_for(lambda: running() and shows("attract"), words, 2 * PATIENCE)


def log(lines=30):
    return sh(f"journalctl -b -u {UNIT} --no-pager -o cat -n {lines}")


def in_log(words):
    """Since the kiosk's last start."""
    return words in log(300).split("event=start ")[-1]


def screen_now():
    """The name of the screen that is up, from the log of the kiosk that runs."""
    lines = log(300).split("event=start ")[-1]
    found = re.findall(r"event=screen from=\S+ to=(\S+)", lines)
    return found[-1] if found else "attract"


# A finger, on what the same program says lies there.

def targets(screen):
    file = os.path.join(SCRATCH, "appliance-hits.json")
    subprocess.run([KIOSK, "shot", screen, "--size", "%dx%d" % SIZE, "--out", PICTURE, "--hits", file,
                    "--log", "error"], check=True)
    with open(file, encoding="utf8") as hits:
        return {hit["id"]: hit for hit in json.load(hits)}


def middle(screen, target):
    found = targets(screen)
    demand(target in found, f"{screen} has no target {target}")
    hit = found[target]
    return hit["x"] + hit["w"] / 2, hit["y"] + hit["h"] / 2


def on_panel(x, y):
    return str(round(x * PANEL[0] / SIZE[0])), str(round(y * PANEL[1] / SIZE[1]))


def tap_at(x, y, hold=0.15):
    lab("tap", *on_panel(x, y), "--hold", str(hold))


def tap(screen, target, then=None, times=4, wait=15):
    """Until the screen `then` is up, as many times."""
    x, y = middle(screen, target)
    for _ in range(times):
        tap_at(x, y)
        if then is None:
            return
        end = time.time() + wait
        while time.time() < end:
            if screen_now() == then:
                return
            time.sleep(0.5)
    raise Failed(f"{target} on {screen} does not lead to {then}, but to {screen_now()}")


def set_pin():
    sh(f"printf '{PIN}\\n' | kiosk-appliance do pin --set")


def primary_pixels(picture):
    said = subprocess.run(["convert", picture, "-format", "%c", "histogram:info:-"],
                          capture_output=True, text=True).stdout
    return int((re.findall(rf"(\d+): \S+ {PRIMARY}", said) or ["0"])[0])


@functools.cache
def pixels_of_a_dot():
    return primary_pixels(picture_of("staff-pin")) // 3  # digits are typed there


def typed():
    """How many digits the pad for staff's PIN shows, by its dots; None when they cannot be told."""
    lab("shot", PICTURE)
    count, rest = divmod(primary_pixels(PICTURE), pixels_of_a_dot())
    return count if rest == 0 and count <= len(PIN) else None


def unlock_staff():
    """From the pad for staff's PIN. As anybody does: the next digit is pressed when the one before is
    seen, and again when it is not; after a wrong PIN all of them. It fails while the pad is still
    there to be seen, which goes by itself when nobody touches it."""
    last = time.time()
    while True:
        count, screen = typed(), screen_now()
        if in_log("state=unlocked"):
            return
        demand(screen == "staff-pin" and time.time() < last + PATIENCE / 2,
               f"the PIN does not unlock, {count} digits are seen: " + log(6))
        if count is None or count == len(PIN):
            time.sleep(0.5)
            continue
        tap("staff-pin", "digit:" + PIN[count])
        pressed = time.time()
        while typed() == count and time.time() < pressed + 15:
            time.sleep(0.5)
        if typed() != count:
            last = time.time()


def back_to_demo():
    """As after a visit that nobody has ended, without the wait."""
    sh(f"systemctl restart {UNIT}")
    demo()
