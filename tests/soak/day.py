#!/usr/bin/env python3
"""usage: tests/soak/day.py KIOSK [--minutes N] [--times N] [--display :N]

The demo on a screen of its own (Xvfb; or on that display), with a clock that runs 20 times as fast: 72 minutes are a
day and a night. Every 30 s a line: minutes, KiB of memory that are the kiosk's own (PSS), how many
descriptors and threads. Fails when the last quarter has more than the second one.
Not a part of tests/run: it takes its time."""
import argparse
import os
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
MOST_GROWTH_KIB = 1024


def own_screen():
    read, write = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-noreset", "-screen", "0",
                               "1920x1080x24", "-nolisten", "tcp"], pass_fds=[write],
                              stderr=subprocess.DEVNULL)
    os.close(write)
    number = os.read(read, 16).decode().strip()
    os.close(read)
    return server, ":" + number


def sample(pid):
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
        pss = [int(line.split()[1]) for line in file if line.startswith("Pss:")][0]
    return pss, len(os.listdir(f"/proc/{pid}/fd")), len(os.listdir(f"/proc/{pid}/task"))


def watch(kiosk, minutes):
    samples = []
    start = time.time()
    while time.time() - start < minutes * 60:
        time.sleep(30)
        if kiosk.poll() is not None:
            sys.exit("FAIL the kiosk ended: %d" % kiosk.returncode)
        samples.append(sample(kiosk.pid))
        print("%6.1f min %7d KiB %3d descriptors %2d threads"
              % ((time.time() - start) / 60, *samples[-1]), flush=True)
    return samples


def judge(samples):
    quarter = len(samples) // 4
    if quarter == 0:
        return "too short to judge"
    second, last = samples[quarter:2 * quarter], samples[-quarter:]
    for kind, most in enumerate((MOST_GROWTH_KIB, 0, 0)):
        grown = max(s[kind] for s in last) - max(s[kind] for s in second)
        if grown > most:
            return "grown by %d %s" % (grown, ("KiB", "descriptors", "threads")[kind])
    return ""


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("kiosk")
    parser.add_argument("--minutes", type=float, default=72)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--display")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        hurry = os.path.join(folder, "hurry.so")
        subprocess.run(["cc", "-shared", "-fPIC", "-o", hurry, os.path.join(HERE, "hurry.c")], check=True)
        server, display = (None, options.display) if options.display else own_screen()
        kiosk = subprocess.Popen(
            [options.kiosk, "run", "--log", "warn"], stdin=subprocess.DEVNULL,
            env={**os.environ, "DISPLAY": display, "SDL_VIDEODRIVER": "x11", "SDL_AUDIODRIVER": "dummy",
                 "STATE_DIRECTORY": folder, "LD_PRELOAD": hurry, "HURRY": str(options.times)})
        try:
            said = judge(watch(kiosk, options.minutes))
        finally:
            kiosk.kill()
            if server:
                server.kill()
    print("FAIL " + said if said else "PASS it does not grow")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
